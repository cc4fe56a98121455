import { useMemo } from 'react'
import { callResult, type CallResult } from '../../../../server/contract/call.ts'
import { id } from '../../../../server/contract/common.ts'
import { formatAddress } from '../areas/area-address.ts'
import { useAddress } from '../areas/use-address.ts'
import { readPeriod, writePeriod, type Period } from './period.ts'

/** What the reader has chosen to see: all of it is in the address, so that it can be kept and passed on. */
export interface ReportPlace {
  period: Period
  serviceId: string | null
  /** Only of the list of calls. */
  result: CallResult | null
}

export interface ReportNavigation {
  place: ReportPlace
  /** Changes what is seen; what is not named stays. Leaves no step for the back button: a report is one page. */
  change: (change: Partial<ReportPlace>) => void
}

function readPlace(query: URLSearchParams): ReportPlace {
  return {
    period: readPeriod(query),
    serviceId: id.safeParse(query.get('service')).data ?? null,
    result: callResult.safeParse(query.get('result')).data ?? null,
  }
}

function writePlace({ period, serviceId, result }: ReportPlace): URLSearchParams {
  const query = new URLSearchParams()
  writePeriod(query, period)
  if (serviceId !== null) query.set('service', serviceId)
  if (result !== null) query.set('result', result)
  return query
}

/** What the address says is to be seen, and the way to see something else. */
export function useReportPlace(): ReportNavigation {
  const { query, visit } = useAddress()
  return useMemo(() => {
    const place = readPlace(query)
    return {
      place,
      change: (change) =>
        visit(formatAddress('reports', { query: writePlace({ ...place, ...change }) }), true),
    }
  }, [query, visit])
}
