import { Button, Field, MessageBar, MessageBarBody, Spinner, Textarea } from '@fluentui/react-components'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { TeamsStop } from '../session/session-state.ts'
import type { Session } from '../session/session.ts'
import type { TeamsEntrance } from '../session/teams-entrance.ts'
import { useStyles } from './StoppedPage.styles.ts'

/** Whoever has been let in meanwhile need not press anything. */
const LOOK_AGAIN_MS = 30_000
/** As the contract has it. */
const LONGEST_MESSAGE = 500

export interface AccessRequestProps {
  session: Session
  stop: Extract<TeamsStop, { kind: 'stranger' }>
}

/** Asking to be let in, and what has become of it. */
export function AccessRequest({ session, stop: { canAsk, request } }: AccessRequestProps) {
  const entrance = session.teams
  if (entrance === null) return null
  if (request === 'none' && canAsk) return <AskForm entrance={entrance} />
  return <Waiting entrance={entrance} looks={request === 'pending'} />
}

function AskForm({ entrance }: { entrance: TeamsEntrance }) {
  const { t } = useTranslation(['teams', 'common'])
  const styles = useStyles()
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<FailureCode | null>(null)

  async function ask(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setFault(null)
    try {
      await entrance.askForAccess(message)
    } catch (error) {
      setFault(failureCode(error))
    }
    setBusy(false)
  }
  return (
    <form className={styles.form} onSubmit={(event) => void ask(event)}>
      <Field label={t('teams:stranger.message')} hint={t('teams:stranger.messageHint')}>
        <Textarea
          rows={3}
          maxLength={LONGEST_MESSAGE}
          value={message}
          onChange={(_, data) => setMessage(data.value)}
        />
      </Field>
      {fault !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t(`common:error.${fault}`)}</MessageBarBody>
        </MessageBar>
      )}
      <BusyButton busy={busy} type="submit" size="large" className={styles.action}>
        {t('teams:stranger.ask')}
      </BusyButton>
    </form>
  )
}

/** Nothing to do but to look again, which happens by itself while a request is open. */
function Waiting({ entrance, looks }: { entrance: TeamsEntrance; looks: boolean }) {
  const { t } = useTranslation('teams')
  const styles = useStyles()
  const [looked, setLooked] = useState(false)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (!looks) return undefined
    const timer = setInterval(() => void entrance.enter({ quiet: true }), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [entrance, looks])

  async function look(): Promise<void> {
    if (busy) return
    setBusy(true)
    await entrance.enter({ quiet: true })
    setBusy(false)
    setLooked(true)
  }
  return (
    <div className={styles.actions}>
      <Button
        size="large"
        className={styles.action}
        disabledFocusable={busy}
        {...(busy ? { icon: <Spinner size="tiny" /> } : {})}
        onClick={() => void look()}
      >
        {t('stranger.look')}
      </Button>
      <output className={styles.note}>{looked && !busy ? t('stranger.notYet') : ''}</output>
    </div>
  )
}
