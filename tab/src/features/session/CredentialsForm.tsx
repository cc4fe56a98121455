import { Button, Field, Input, Link, Spinner } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { beginAnew } from './begin-anew.ts'
import { useStyles } from './EntrancePage.styles.ts'
import { FaultBar } from './FaultBar.tsx'
import { PasswordInput } from './PasswordInput.tsx'
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
  const missingEmail = checked && email.trim() === ''

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
      <Field
        className={styles.field}
        label={t('email')}
        {...(missingEmail ? { validationMessage: t('missingEmail'), validationState: 'error' as const } : {})}
      >
        <Input
          input={{ ref: emailInput }}
          className={styles.input}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          size="large"
          value={email}
          onChange={(_, data) => setEmail(data.value)}
        />
      </Field>
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
      <Button
        className={styles.submit}
        type="submit"
        appearance="primary"
        size="large"
        disabledFocusable={busy}
        {...(busy ? { icon: <Spinner size="tiny" appearance="inverted" /> } : {})}
      >
        {t(busy ? 'submitting' : 'submit')}
      </Button>
    </form>
  )
}
