import { useMemo } from 'react'
import { useAddress } from '../areas/use-address.ts'
import { readReportPlace, reportAddress, type ReportPlace } from '../figures/report-address.ts'

export type { ReportPlace }

export interface ReportNavigation {
  place: ReportPlace
  /** Changes what is seen; what is not named stays. Leaves no step for the back button: a report is one page. */
  change: (change: Partial<ReportPlace>) => void
}

/** What the address says is to be seen, and the way to see something else. */
export function useReportPlace(): ReportNavigation {
  const { query, visit } = useAddress()
  return useMemo(() => {
    const place = readReportPlace(query)
    return {
      place,
      // Whoever chooses something has found the place to look at.
      change: (change) => visit(reportAddress({ ...place, at: null, ...change }), true),
    }
  }, [query, visit])
}
