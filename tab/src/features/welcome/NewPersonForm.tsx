import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import type { LinkView } from '../../../../server/contract/identity.ts'
import { beginAnew } from '../session/begin-anew.ts'
import { useStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { NewPasswordInput } from '../session/NewPasswordInput.tsx'
import { findPasswordFault } from '../session/password-rules.ts'
import type { Action } from '../session/use-action.ts'
import type { Acceptance } from './InvitationPage.tsx'
import { TextInput } from '../session/TextInput.tsx'

export interface NewPersonFormProps {
  view: Extract<LinkView, { kind: 'invitation' }>
  action: Action
  submit: (acceptance: Acceptance) => Promise<unknown>
}

/** An invitation for somebody new: who they are and the password they choose. */
export function NewPersonForm({ view, action, submit }: NewPersonFormProps) {
  const { t } = useTranslation('welcome')
  const styles = useStyles()
  const nameInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(view.name ?? '')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error, clear } = action
  const about = [name, view.email]

  useEffect(() => {
    if (error?.code === 'password_refused') beginAnew(passwordInput.current)
  }, [error])

  function hand(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '') nameInput.current?.focus()
    else if (findPasswordFault(password, about) !== null) passwordInput.current?.focus()
    else void submit({ name: name.trim(), password })
  }

  return (
    <form className={styles.form} noValidate onSubmit={hand}>
      <p className={styles.lead}>{t('invitation.fresh')}</p>
      <TextInput
        ref={nameInput}
        label={t('name')}
        name="name"
        autoComplete="name"
        value={name}
        onChange={setName}
        fault={checked && name.trim() === '' ? t('missingName') : null}
      />
      <input
        className={styles.whose}
        type="email"
        name="email"
        autoComplete="username"
        value={view.email}
        readOnly
      />
      <NewPasswordInput
        ref={passwordInput}
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
      {error?.code !== 'password_refused' && (
        <FaultBar error={error} words={{ conflict: t('invitation.conflict') }} />
      )}
      <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
        {t(busy ? 'invitation.accepting' : 'invitation.accept')}
      </BusyButton>
    </form>
  )
}
