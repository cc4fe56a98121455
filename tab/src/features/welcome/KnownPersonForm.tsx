import { Link } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { beginAnew } from '../session/begin-anew.ts'
import { useStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { PasswordInput } from '../session/PasswordInput.tsx'
import type { Action } from '../session/use-action.ts'
import type { Acceptance } from './InvitationPage.tsx'

export interface KnownPersonFormProps {
  email: string
  action: Action
  submit: (acceptance: Acceptance) => Promise<unknown>
  onForgot: () => void
}

/** An invitation for somebody who has a password already. */
export function KnownPersonForm({ email, action, submit, onForgot }: KnownPersonFormProps) {
  const { t } = useTranslation(['welcome', 'session'])
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error, clear } = action
  const wrong = error?.code === 'unauthenticated'

  useEffect(() => {
    if (error !== null) beginAnew(input.current)
  }, [error])

  function hand(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (password === '') input.current?.focus()
    else void submit({ password })
  }

  function explain(): string | null {
    if (wrong) return t('welcome:invitation.wrongPassword')
    return checked && password === '' ? t('session:missingPassword') : null
  }

  return (
    <form className={styles.form} noValidate onSubmit={hand}>
      <p className={styles.lead}>{t('welcome:invitation.known')}</p>
      <input
        className={styles.whose}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        readOnly
      />
      <PasswordInput
        ref={input}
        label={t('session:password')}
        kind="current"
        value={password}
        onChange={(value) => {
          setPassword(value)
          clear()
        }}
        fault={explain()}
      />
      <div className={styles.belowPassword}>
        <Link as="button" type="button" className={styles.way} onClick={onForgot}>
          {t('session:forgot.link')}
        </Link>
      </div>
      {!wrong && <FaultBar error={error} words={{ conflict: t('welcome:invitation.conflict') }} />}
      <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
        {t(busy ? 'welcome:invitation.accepting' : 'welcome:invitation.accept')}
      </BusyButton>
    </form>
  )
}
