import { Button, Link } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { useStyles } from './EntrancePage.styles.ts'
import { FaultBar } from './FaultBar.tsx'
import { TextInput } from './TextInput.tsx'
import type { SignIn } from './use-sign-in.ts'

export interface ForgotFormProps {
  signIn: SignIn
  email: string
}

/** Asks for a link with which a new password is chosen. */
export function ForgotForm({ signIn, email: known }: ForgotFormProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState(known)
  const [checked, setChecked] = useState(false)
  const { busy, error } = signIn
  useEffect(() => input.current?.focus(), [])

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (email.trim() === '') input.current?.focus()
    else void signIn.sendLink(email.trim())
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <p className={styles.lead}>{t('forgot.lead')}</p>
      <TextInput
        ref={input}
        label={t('email')}
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        fault={checked && email.trim() === '' ? t('missingEmail') : null}
      />
      <FaultBar error={error} />
      <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
        {t(busy ? 'forgot.submitting' : 'forgot.submit')}
      </BusyButton>
      <div className={styles.ways}>
        <Link as="button" type="button" className={styles.way} onClick={() => signIn.begin(email.trim())}>
          {t('forgot.back')}
        </Link>
      </div>
    </form>
  )
}

/** What is said in any case, so that nobody learns here who has an account. */
export function LinkSent({ signIn, email }: ForgotFormProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  return (
    <>
      <output className={styles.lead}>{t('forgot.sent', { email })}</output>
      <p className={styles.hint}>{t('forgot.hint')}</p>
      <Button className={styles.submit} size="large" onClick={() => signIn.begin(email)}>
        {t('forgot.back')}
      </Button>
      <div className={styles.ways}>
        <Link as="button" type="button" className={styles.way} onClick={() => signIn.forget(email)}>
          {t('forgot.again')}
        </Link>
      </div>
    </>
  )
}
