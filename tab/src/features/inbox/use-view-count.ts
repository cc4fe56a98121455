import { useTranslation } from 'react-i18next'
import type { Counts } from '../../../../server/contract/http.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { ViewName } from '../../state/state.ts'
import { useNavigation } from './use-place.ts'
import { useInbox } from './use-workspace.ts'

/** Larger figures help nobody and break the layout. */
const MOST_SHOWN = 999

export interface ViewCount {
  /** For the eye: `12`, `999+`, or empty. */
  short: string
  /** In words. */
  words: string
  value: number
}

function countOf(counts: Counts, view: ViewName): number | null {
  return view === 'later' || view === 'resolved' ? null : counts[view]
}

/** How many conversations a view holds; `null` where nobody counts. */
export function useViewCount(view: ViewName): ViewCount | null {
  const { t } = useTranslation('inbox')
  const format = useFormat()
  const counts = useInbox((state) => state.counts)
  const { place } = useNavigation()
  // The figures are the environment's: beside the list of one service they would be wrong.
  const counted = counts !== null && place.serviceId === undefined
  const count = counted ? countOf(counts, view) : null
  if (count === null || counts === null) return null
  const capped = count > MOST_SHOWN || count >= counts.cap
  const most = Math.min(MOST_SHOWN, counts.cap)
  return {
    value: count,
    short: count === 0 ? '' : capped ? `${format.number(most)}+` : format.number(count),
    words: capped ? t('nav.countMore', { formatted: format.number(most) }) : t('nav.count', { count }),
  }
}
