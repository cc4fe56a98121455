import { useCallback } from 'react'
import type { ServiceStatisticsView } from '../../../../../server/contract/statistics.ts'
import { useLoaded, type Loaded } from '../../figures/use-loaded.ts'
import type { PeriodDays } from '../../figures/use-period-days.ts'
import { useStudio } from '../use-studio.ts'

/** Adding these up is more work than counting calls, and they change more slowly. */
const REFRESH_MS = 5 * 60_000

/** What went on in a service's conversations in a period. */
export function useServiceStatistics(
  serviceId: string,
  { span: { from, to }, learn }: PeriodDays,
): Loaded<ServiceStatisticsView> {
  const { api, environmentId } = useStudio()
  const load = useCallback(
    async (signal: AbortSignal) => {
      const statistics = await api.call('GET /environments/:id/services/:serviceId/statistics', {
        params: { id: environmentId, serviceId },
        query: { from, to },
        signal,
      })
      learn(statistics.timeZone)
      return statistics
    },
    [api, environmentId, serviceId, from, to, learn],
  )
  return useLoaded([environmentId, serviceId, from, to].join(' '), load, REFRESH_MS)
}
