import { useCallback } from 'react'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import { useCallFigures, type FiguresSource } from '../figures/use-call-figures.ts'
import { useLoaded, type Loaded } from '../figures/use-loaded.ts'
import { usePeriodDays, type PeriodDays } from '../figures/use-period-days.ts'
import type { ReportPlace } from './use-report-place.ts'

export type ReportSource = FiguresSource

export interface Report extends Omit<PeriodDays, 'learn'> {
  figures: Loaded<CallFiguresView>
  /** Services that take calls; `null` until they are known. */
  services: readonly ServiceView[] | null
}

/** The figures of what the reader has chosen, and what is needed to choose. */
export function useReport(source: ReportSource, place: ReportPlace): Report {
  const { api, environmentId } = source
  const days = usePeriodDays(place.period)
  const figures = useCallFigures(source, { days, serviceId: place.serviceId })
  const loadServices = useCallback(
    async (signal: AbortSignal) => {
      const { items } = await api.call('GET /environments/:id/services', {
        params: { id: environmentId },
        signal,
      })
      return items.filter(({ ready }) => ready !== null)
    },
    [api, environmentId],
  )
  const services = useLoaded(environmentId, loadServices)
  return { ...days, figures, services: services.data }
}
