import { useCallback } from 'react'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import type { Api } from '../../api/http.ts'
import { useLoaded, type Loaded } from './use-loaded.ts'
import type { PeriodDays } from './use-period-days.ts'

export interface FiguresSource {
  api: Api
  environmentId: string
}

/** Which calls. */
export interface FiguresChoice {
  days: PeriodDays
  /** `null`: of all services. */
  serviceId: string | null
  /** `false` where there can be none: then nothing is asked. */
  takesCalls?: boolean
}

/** What became of the calls of a period. */
export function useCallFigures(
  { api, environmentId }: FiguresSource,
  { days, serviceId, takesCalls = true }: FiguresChoice,
): Loaded<CallFiguresView> {
  const { learn } = days
  const { from, to } = days.span
  const load = useCallback(
    async (signal: AbortSignal) => {
      const figures = await api.call('GET /environments/:id/call-figures', {
        params: { id: environmentId },
        query: { from, to, ...(serviceId === null ? {} : { serviceId }) },
        signal,
      })
      learn(figures.timeZone)
      return figures
    },
    [api, environmentId, from, to, serviceId, learn],
  )
  return useLoaded(takesCalls ? [environmentId, from, to, serviceId ?? ''].join(' ') : null, load)
}
