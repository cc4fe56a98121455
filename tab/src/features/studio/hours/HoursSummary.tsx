import { mergeClasses, Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { OpeningPreview } from '../../../../../server/contract/service-settings.ts'
import { Delayed } from '../../../components/Delayed.tsx'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useStyles } from './hours.styles.ts'
import type { PreviewState } from './use-opening-preview.ts'
import { momentIn } from './zoned-words.ts'

export interface HoursSummaryProps {
  state: PreviewState
  always: boolean
  zone: string
}

/** One sentence about what the hours on the screen mean at this moment. */
export function HoursSummary({ state, always, zone }: HoursSummaryProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const words = useSummaryWords(zone)
  const open = state.step === 'ready' && state.preview.open
  return (
    <div className={styles.summary}>
      <span className={mergeClasses(styles.lamp, open && styles.lampOn)} aria-hidden="true" />
      {state.step === 'loading' ? (
        <Delayed>
          <Skeleton aria-hidden="true" style={{ flexGrow: 1 }}>
            <SkeletonItem size={16} style={{ maxWidth: '320px' }} />
          </Skeleton>
        </Delayed>
      ) : (
        <output className={styles.summaryWords}>
          <span className={styles.summaryState}>
            {state.step === 'ready' && (always ? t('hours.alwaysOpen') : words(state.preview).state)}
            {state.step === 'faulty' && t('hours.faulty')}
            {state.step === 'failed' && t('hours.unknown')}
          </span>
          <span className={styles.summaryMore}>
            {state.step === 'ready' && words(state.preview).more}
            {state.step === 'faulty' && t('hours.faultyHint')}
          </span>
        </output>
      )}
    </div>
  )
}

/** The same for the overview, which has a place of its own for it. */
export function useSummaryWords(zone: string): (preview: OpeningPreview) => { state: string; more: string } {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const now = useNow()
  return ({ open, changesAt, reason, name }) => {
    const clock = momentIn(zone, { language: format.language, at: now, now }).time
    const more = [
      ...(reason === 'holiday' || (reason === 'exception' && name !== null)
        ? [t('hours.because', { name: name ?? '' })]
        : []),
      t('hours.clock', { time: clock, zone: zone.replaceAll('_', ' ') }),
    ].join(' · ')
    if (changesAt === null) return { state: t(open ? 'hours.open' : 'hours.neverOpens'), more }
    const { day, ...rest } = momentIn(zone, { language: format.language, at: new Date(changesAt), now })
    return { state: t(open ? `hours.openUntil.${day}` : `hours.opens.${day}`, rest), more }
  }
}
