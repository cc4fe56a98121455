import { Button, Field, Input, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './SignInPage.styles.ts'
import type { SignIn } from './use-sign-in.ts'

export interface SignInFormProps {
  signIn: SignIn
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field : null
}

export function SignInForm({ signIn }: SignInFormProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [visible, setVisible] = useState(false)
  const [checked, setChecked] = useState(false)
  const missingEmail = checked && email.trim() === ''
  const missingPassword = checked && password === ''

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (signIn.busy) return
    const form = event.currentTarget
    setChecked(true)
    if (email.trim() === '') return fieldOf(form, 'email')?.focus()
    if (password === '') return fieldOf(form, 'password')?.focus()
    await signIn.submit(email.trim(), password)
    // Still here: it was refused, and typing replaces what was wrong.
    fieldOf(form, 'password')?.select()
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Field
        className={styles.field}
        label={t('email')}
        {...(missingEmail ? { validationMessage: t('missingEmail'), validationState: 'error' as const } : {})}
      >
        <Input
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
      <Field
        className={styles.field}
        label={t('password')}
        {...(missingPassword
          ? { validationMessage: t('missingPassword'), validationState: 'error' as const }
          : {})}
      >
        <Input
          className={styles.input}
          type={visible ? 'text' : 'password'}
          name="password"
          autoComplete="current-password"
          size="large"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
          contentAfter={
            <Button
              appearance="transparent"
              size="small"
              icon={visible ? <EyeOffRegular /> : <EyeRegular />}
              aria-label={t(visible ? 'hidePassword' : 'showPassword')}
              aria-pressed={visible}
              onClick={() => setVisible(!visible)}
            />
          }
        />
      </Field>
      {signIn.fault !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{signIn.fault}</MessageBarBody>
        </MessageBar>
      )}
      <Button
        className={styles.submit}
        type="submit"
        appearance="primary"
        size="large"
        disabledFocusable={signIn.busy}
        {...(signIn.busy ? { icon: <Spinner size="tiny" appearance="inverted" /> } : {})}
      >
        {t(signIn.busy ? 'submitting' : 'submit')}
      </Button>
    </form>
  )
}
