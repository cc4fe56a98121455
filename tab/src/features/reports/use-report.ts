import { useCallback, useState } from 'react'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import type { ServiceView } from '../../../../server/contract/service-settings.ts'
import type { Api } from '../../api/http.ts'
import { useNow } from '../../components/use-now.ts'
import { spanOf, todayIn, type Day, type Span } from './period.ts'
import { useLoaded, type Loaded } from './use-loaded.ts'
import type { ReportPlace } from './use-report-place.ts'

export interface ReportSource {
  api: Api
  environmentId: string
}

export interface Report {
  figures: Loaded<CallFiguresView>
  /** Services that take calls; `null` until they are known. */
  services: readonly ServiceView[] | null
  span: Span
  today: Day
  /** Of the environment; the reader's own is `undefined` until it is known. */
  timeZone: string | undefined
}

/** The figures of what the reader has chosen, and what is needed to choose. */
export function useReport({ api, environmentId }: ReportSource, place: ReportPlace): Report {
  const now = useNow()
  const [timeZone, setTimeZone] = useState<string>()
  const today = todayIn(timeZone, now)
  const span = spanOf(place.period, today)
  const { serviceId } = place
  const { from, to } = span

  const loadFigures = useCallback(
    async (signal: AbortSignal) => {
      const figures = await api.call('GET /environments/:id/call-figures', {
        params: { id: environmentId },
        query: { from, to, ...(serviceId === null ? {} : { serviceId }) },
        signal,
      })
      // Where the reader's day is another one than the environment's, this asks for the right days.
      setTimeZone(figures.timeZone)
      return figures
    },
    [api, environmentId, from, to, serviceId],
  )
  const figures = useLoaded([environmentId, from, to, serviceId ?? ''].join(' '), loadFigures)

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
  return { figures, services: services.data, span, today, timeZone }
}
