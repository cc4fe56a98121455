import { useMemo } from 'react'
import { formatAddress } from '../../areas/area-address.ts'
import { useAddress } from '../../areas/use-address.ts'
import { readPeriod, writePeriod, type Period } from '../../figures/period.ts'

/** The period that the address names, and the way to another one: no step for the back button. */
export function usePeriod(): { period: Period; choose: (period: Period) => void } {
  const { path, query, visit } = useAddress()
  return useMemo(
    () => ({
      period: readPeriod(query),
      choose: (period) => {
        const changed = new URLSearchParams(query)
        writePeriod(changed, period)
        visit(formatAddress('studio', { path, query: changed }), true)
      },
    }),
    [path, query, visit],
  )
}
