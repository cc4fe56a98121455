import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import type { HeardCall } from '../state/phone-state.ts'
import { useRun } from '../use-run.tsx'
import { hearingOf, leftMs } from './hearing.ts'
import { showNumber } from './phone-number.ts'
import { useStyles } from './StatusStrip.styles.ts'
import { useRealNow } from './use-real-now.ts'

const TICK_MS = 250

export interface StatusStripProps {
  call: HeardCall
  /** Why the last thing that was said or pressed had no effect. */
  hint: string | null
}

/** What the other end is doing, and how long it still waits. */
export function StatusStrip({ call, hint }: StatusStripProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const now = useRealNow(TICK_MS)
  const { state } = call
  const waits = state.step === 'listening' || state.step === 'ringing' || state.step === 'recording'
  const left = waits ? leftMs(call, now) : null
  const seconds = left === null ? null : Math.ceil(left / 1_000)
  const hears = hearingOf(state)
  const attentive = state.step === 'listening' || state.step === 'recording'
  return (
    <div className={styles.strip}>
      <output className={mergeClasses(styles.words, (hears.speech || hears.keys) && styles.hears)}>
        <span className={mergeClasses(styles.dot, attentive && styles.pulse)} aria-hidden="true" />
        <span>{useStepWords(call)}</span>
        {state.step === 'listening' && state.keys !== '' && (
          <span className={styles.typed}>{state.keys}</span>
        )}
        {seconds !== null && (
          <span className={styles.seconds} aria-hidden="true">
            {seconds} s
          </span>
        )}
      </output>
      {state.step === 'talking' && (
        <button
          type="button"
          className={styles.action}
          onClick={() => void run(controlApi.finishSpeaking(call.id, state.entryId))}
        >
          {t('call.screen.skip')}
        </button>
      )}
      {attentive && (
        <button
          type="button"
          className={styles.action}
          title={seconds === null ? undefined : t('call.screen.secondsLeft', { count: seconds })}
          onClick={() => void run(controlApi.staySilent(call.id))}
        >
          {t('call.screen.stay')}
        </button>
      )}
      {left !== null && 'lastsMs' in state && (
        <div className={styles.track} aria-hidden="true">
          <div className={styles.left} style={{ width: `${(100 * left) / Math.max(1, state.lastsMs)}%` }} />
        </div>
      )}
      {hint !== null && <output className={styles.hint}>{hint}</output>}
    </div>
  )
}

function useStepWords({ state }: HeardCall): string {
  const { t } = useTranslation('simulator')
  switch (state.step) {
    case 'talking':
      return t(state.barge === null ? 'call.step.talking' : 'call.step.interruptible')
    case 'ringing':
    case 'forwarded':
      return t(`call.step.${state.step}`, { number: showNumber(state.to) })
    case 'ended':
      return t('call.end.title')
    case 'dialling':
    case 'listening':
    case 'pausing':
    case 'recording':
    case 'waiting':
      return t(`call.step.${state.step}`)
  }
}
