import { Link } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { beginAnew } from './begin-anew.ts'
import { useStyles } from './EntrancePage.styles.ts'
import { FaultBar } from './FaultBar.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { TextInput } from './TextInput.tsx'
import type { SignIn } from './use-sign-in.ts'

export interface CredentialsFormProps {
  signIn: SignIn
  /** As it was typed before; empty at first. */
  email: string
}

/** The first step of signing in: who, and the password. */
export function CredentialsForm({ signIn, email: known }: CredentialsFormProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const emailInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error } = signIn

  useEffect(() => {
    // Somebody who has come back to this step goes on where they were.
    if (known !== '') passwordInput.current?.focus()
  }, [known])
  useEffect(() => {
    // Typing replaces what was wrong.
    if (error?.code === 'unauthenticated') beginAnew(passwordInput.current)
  }, [error])

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (email.trim() === '') emailInput.current?.focus()
    else if (password === '') passwordInput.current?.focus()
    else void signIn.submit(email.trim(), password)
  }

  const wrong = t('wrong')
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextInput
        ref={emailInput}
        label={t('email')}
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        fault={checked && email.trim() === '' ? t('missingEmail') : null}
      />
      <PasswordInput
        ref={passwordInput}
        label={t('password')}
        kind="current"
        value={password}
        onChange={setPassword}
        fault={checked && password === '' ? t('missingPassword') : null}
      />
      <div className={styles.belowPassword}>
        <Link as="button" type="button" className={styles.way} onClick={() => signIn.forget(email.trim())}>
          {t('forgot.link')}
        </Link>
      </div>
      <FaultBar
        error={error}
        words={{ unauthenticated: wrong, invalid_input: wrong, forbidden: t('blocked') }}
      />
      <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
        {t(busy ? 'submitting' : 'submit')}
      </BusyButton>
    </form>
  )
}
