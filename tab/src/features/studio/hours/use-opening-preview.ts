import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../../../../../server/contract/member.ts'
import {
  openingHours,
  type OpeningHours,
  type OpeningPreview,
} from '../../../../../server/contract/service-settings.ts'
import { isAborted } from '../../../api/api-error.ts'
import { useNow } from '../../../components/use-now.ts'
import { canonical } from '../state/tidy.ts'
import { useStudio } from '../use-studio.ts'

/** Whoever types is not interrupted. */
const PAUSE_MS = 250

export type PreviewState =
  | { step: 'loading' }
  /** The hours are not in order, so that nobody can say what they mean. */
  | { step: 'faulty' }
  | { step: 'failed' }
  /** The last answer, until there is another one. */
  | { step: 'ready'; preview: OpeningPreview }

/** What hours mean at this moment, answered by the server's own rule whenever they or the state they are in change. */
export function useOpeningPreview(serviceId: string, hours: OpeningHours): PreviewState {
  const { api, environmentId } = useStudio()
  const { i18n } = useTranslation()
  const language = locale.safeParse(i18n.language).data
  const [state, setState] = useState<PreviewState>({ step: 'loading' })
  const isFaulty = !openingHours.safeParse(hours).success
  const changesAt = state.step === 'ready' ? state.preview.changesAt : null
  const now = useNow(changesAt)
  const isOver = changesAt !== null && now >= new Date(changesAt)
  const key = canonical(hours)

  useEffect(() => {
    const asked = new AbortController()
    const timer = setTimeout(() => {
      if (isFaulty) return setState({ step: 'faulty' })
      api
        .call('POST /environments/:id/services/:serviceId/opening-hours/preview', {
          params: { id: environmentId, serviceId },
          body: { openingHours: hours, ...(language === undefined ? {} : { language }) },
          signal: asked.signal,
        })
        .then((preview) => setState({ step: 'ready', preview }))
        .catch((error: unknown) => {
          if (!isAborted(error)) setState({ step: 'failed' })
        })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for the hours
  }, [api, environmentId, serviceId, key, isFaulty, isOver, language])

  return state
}
