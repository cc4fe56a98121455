import type { TFunction } from 'i18next'
import type { WindowView } from '../../../../server/contract/conversation.ts'
import { windowState } from '../../components/window-state.ts'

export interface WindowWords {
  t: TFunction<'contact'>
  moment: (at: Date, now: Date) => string
  exactSpan: (ms: number, display: 'long') => string
}

/** What may be sent now and until when, as a sentence. */
export function windowSentence({ t, moment, exactSpan }: WindowWords, window: WindowView, now: Date): string {
  const state = windowState(window, now)
  switch (state.step) {
    case 'unlimited':
      return t('windowUnlimited')
    case 'never':
      return t('windowNever')
    case 'plenty':
    case 'soon':
    case 'hour':
    case 'minute':
      return t('windowOpen', {
        moment: moment(state.closesAt, now),
        span: exactSpan(state.leftMs, 'long'),
      })
    case 'closed':
      if (state.refused || state.closedAt === null) return t('windowRefused')
      return t(window.outside === 'nothing' ? 'windowClosedNothing' : 'windowClosed', {
        moment: moment(state.closedAt, now),
      })
  }
}
