import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { email as emailAddress } from '../../../../server/contract/identity.ts'
import { beginAnew } from '../session/begin-anew.ts'
import { EntrancePage } from '../session/EntrancePage.tsx'
import { useStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { NewPasswordInput } from '../session/NewPasswordInput.tsx'
import { findPasswordFault } from '../session/password-rules.ts'
import type { Session } from '../session/session.ts'
import { TextInput } from '../session/TextInput.tsx'
import { useEntering } from './use-entering.ts'

export interface SetUpPageProps {
  session: Session
  token: string
  onGone: () => void
}

const EMPTY = { agency: '', name: '', email: '', password: '' }
type Part = keyof typeof EMPTY

/** Becomes the first partner admin, with the link from the server's log (DX-ROLE-12). */
export function SetUpPage({ session, token, onGone }: SetUpPageProps) {
  const { t } = useTranslation('welcome')
  const styles = useStyles()
  const inputs: Record<Part, RefObject<HTMLInputElement | null>> = {
    agency: useRef<HTMLInputElement>(null),
    name: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  }
  const [given, setGiven] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const { action, enter } = useEntering(session, onGone)
  const { busy, error, clear } = action
  const { password: passwordInput } = inputs
  const about = [given.name, given.email, given.agency]
  const faults: Record<Part, string | null> = {
    agency: given.agency.trim() === '' ? t('setUp.missingAgency') : null,
    name: given.name.trim() === '' ? t('missingName') : null,
    email: emailAddress.safeParse(given.email).success ? null : t('setUp.wrongEmail'),
    password: findPasswordFault(given.password, about),
  }

  useEffect(() => {
    if (error?.code === 'password_refused') beginAnew(passwordInput.current)
  }, [error, passwordInput])

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    const first = (Object.keys(EMPTY) as Part[]).find((part) => faults[part] !== null)
    if (first !== undefined) return inputs[first].current?.focus()
    void enter(() => session.anonymous.call('POST /set-up', { body: { token, ...given } }))
  }

  function change(name: Part, value: string): void {
    setGiven({ ...given, [name]: value })
    clear()
  }

  const part = (name: Part) => ({
    name,
    value: given[name],
    onChange: (value: string) => change(name, value),
    fault: checked ? faults[name] : null,
    ref: inputs[name],
  })
  return (
    <EntrancePage title={t('setUp.title')} lead={t('setUp.lead')}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <TextInput
          {...part('agency')}
          label={t('setUp.agency')}
          hint={t('setUp.agencyHint')}
          autoComplete="organization"
        />
        <TextInput {...part('name')} label={t('name')} autoComplete="name" />
        <TextInput {...part('email')} label={t('setUp.email')} autoComplete="username" />
        <NewPasswordInput
          ref={passwordInput}
          label={t('newPassword')}
          value={given.password}
          onChange={(value) => change('password', value)}
          about={about}
          checked={checked}
          error={error}
        />
        {error?.code !== 'password_refused' && <FaultBar error={error} />}
        <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
          {t(busy ? 'setUp.submitting' : 'setUp.submit')}
        </BusyButton>
      </form>
    </EntrancePage>
  )
}
