import { mergeClasses } from '@fluentui/react-components'
import { CallFilled, DismissRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallStep } from '../state/call-wire.ts'
import type { HeardCall } from '../state/phone-state.ts'
import type { Contact } from '../state/wire.ts'
import { useStyles } from './CallScreen.styles.ts'
import { Captions } from './Captions.tsx'
import { connectedMs, formatDuration } from './hearing.ts'
import { showNumber } from './phone-number.ts'
import { useFirstFocus } from './use-first-focus.ts'

export interface EndScreenProps {
  call: HeardCall
  name: string
  /** A message that has arrived since. */
  news: ReactNode
  /** Who was invited instead, on another phone. */
  elsewhere: Contact | null
  onAgain: () => void
  onDone: () => void
  onPickUp: (contactId: string) => void
}

/** A call that is over: how long it was, why it ended, and what was said. */
export function EndScreen({ call, name, news, elsewhere, onAgain, onDone, onPickUp }: EndScreenProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const screen = useFirstFocus<HTMLElement>()
  const failed = call.state.step === 'ended' && call.state.by === 'failure'
  const ms = connectedMs(call, 0)
  return (
    <section
      ref={screen}
      tabIndex={-1}
      data-call-screen
      className={styles.screen}
      aria-label={t('call.screen.with', { name })}
    >
      <header className={styles.header}>
        <span />
        <div className={styles.who}>
          <h1 className={styles.name}>{name}</h1>
          <span className={styles.number}>{showNumber(call.line.phoneNumber)}</span>
          <span className={styles.timer}>
            {t(failed ? 'call.end.failed' : 'call.end.title')}
            {ms !== null && ` · ${formatDuration(ms)}`}
          </span>
        </div>
      </header>
      <Captions call={call} name={name} />
      <div className={styles.lower}>
        {news}
        <div className={styles.panel} aria-live="polite">
          <Reason state={call.state} />
          {elsewhere !== null && (
            <>
              <p className={styles.reason}>{t('call.end.elsewhere')}</p>
              <button type="button" className={styles.pill} onClick={() => onPickUp(elsewhere.id)}>
                {t('call.end.pickUp', { name: showNumber(elsewhere.name) })}
              </button>
            </>
          )}
        </div>
        <div className={styles.ending}>
          <span className={styles.labelled}>
            <button type="button" className={styles.round} aria-label={t('call.end.done')} onClick={onDone}>
              <DismissRegular aria-hidden="true" />
            </button>
            <span aria-hidden="true">{t('call.end.done')}</span>
          </span>
          <span className={styles.labelled}>
            <button
              type="button"
              className={mergeClasses(styles.round, styles.green)}
              aria-label={t('call.end.again')}
              onClick={onAgain}
            >
              <CallFilled aria-hidden="true" />
            </button>
            <span aria-hidden="true">{t('call.end.again')}</span>
          </span>
        </div>
      </div>
    </section>
  )
}

function Reason({ state }: { state: CallStep }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  if (state.step !== 'ended') return null
  if (state.by !== 'failure') return <p className={styles.reason}>{t(`call.end.${state.by}`)}</p>
  const { code = 'internal_error', status, detail } = state.failure ?? {}
  const details = [status === undefined ? null : t('call.end.status', { status }), detail ?? null]
    .filter((part) => part !== null)
    .join(' · ')
  return (
    <>
      <p className={mergeClasses(styles.reason, styles.failed)}>{t(`call.end.failure.${code}`)}</p>
      {details !== '' && <p className={styles.detail}>{details}</p>}
    </>
  )
}
