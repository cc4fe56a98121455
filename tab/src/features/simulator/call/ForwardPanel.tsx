import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { controlApi, type ForwardOutcome } from '../state/control-api.ts'
import type { HeardCall } from '../state/phone-state.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './CallScreen.styles.ts'

/** What the third party does: there is nobody else to play them. */
export function ForwardPanel({ call }: { call: HeardCall }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const settle = (outcome: ForwardOutcome) => () => void run(controlApi.settleForward(call.id, outcome))
  return (
    <div className={styles.panel}>
      <p className={styles.reason}>{t('call.forward.lead')}</p>
      <div className={styles.row}>
        {call.state.step === 'ringing' ? (
          <>
            <button
              type="button"
              className={mergeClasses(styles.pill, styles.pillStrong)}
              onClick={settle('answered')}
            >
              {t('call.forward.answer')}
            </button>
            <button type="button" className={styles.pill} onClick={settle('busy')}>
              {t('call.forward.busy')}
            </button>
            <button type="button" className={styles.pill} onClick={settle('no_answer')}>
              {t('call.forward.ignore')}
            </button>
          </>
        ) : (
          <button type="button" className={styles.pill} onClick={settle('hung_up')}>
            {t('call.forward.hangUp')}
          </button>
        )}
      </div>
    </div>
  )
}
