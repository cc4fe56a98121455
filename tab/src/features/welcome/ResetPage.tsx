import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import type { LinkView } from '../../../../server/contract/identity.ts'
import { failureCode } from '../../api/api-error.ts'
import { useHost } from '../../host/use-host.ts'
import { beginAnew } from '../session/begin-anew.ts'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { NewPasswordInput } from '../session/NewPasswordInput.tsx'
import { findPasswordFault } from '../session/password-rules.ts'
import type { Session } from '../session/session.ts'
import { useAction } from '../session/use-action.ts'

export interface ResetPageProps {
  session: Session
  token: string
  view: Extract<LinkView, { kind: 'reset' }>
  onGone: () => void
  onLeave: () => void
}

/** Chooses a new password with a link. */
export function ResetPage({ session, token, view, onGone, onLeave }: ResetPageProps) {
  const { t } = useTranslation('welcome')
  const host = useHost()
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const [done, setDone] = useState(false)
  const { busy, error, run, clear } = useAction()
  const about = [view.email]

  useEffect(() => {
    if (error?.code === 'password_refused') beginAnew(input.current)
  }, [error])

  const save = (): Promise<boolean> =>
    run(async () => {
      try {
        await session.anonymous.call('POST /password-resets/complete', { body: { token, password } })
      } catch (failed) {
        if (failureCode(failed) === 'link_expired') return onGone()
        throw failed
      }
      // Their sessions have ended, with the one on this device.
      host.storeToken(null)
      setDone(true)
    })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (findPasswordFault(password, about) === null) void save()
    else input.current?.focus()
  }

  if (done) {
    return (
      <EntrancePage focusTitle title={t('reset.doneTitle')} lead={t('reset.done')}>
        <Button className={styles.submit} appearance="primary" size="large" onClick={onLeave}>
          {t('toSignIn')}
        </Button>
      </EntrancePage>
    )
  }
  return (
    <EntrancePage title={t('reset.title')} lead={t('reset.lead', { email: view.email })}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <input
          className={styles.whose}
          type="email"
          name="email"
          autoComplete="username"
          value={view.email}
          readOnly
        />
        <NewPasswordInput
          ref={input}
          label={t('newPassword')}
          value={password}
          onChange={(value) => {
            setPassword(value)
            clear()
          }}
          about={about}
          checked={checked}
          error={error}
        />
        {error?.code !== 'password_refused' && <FaultBar error={error} />}
        <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
          {t(busy ? 'reset.submitting' : 'reset.submit')}
        </BusyButton>
      </form>
    </EntrancePage>
  )
}
