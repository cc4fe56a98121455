import { Link } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import type { UserView } from '../../../../server/contract/member.ts'
import type { Api } from '../../api/http.ts'
import { beginAnew } from '../session/begin-anew.ts'
import { useStyles as useEntranceStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { NewPasswordInput } from '../session/NewPasswordInput.tsx'
import { findPasswordFault } from '../session/password-rules.ts'
import { PasswordInput } from '../session/PasswordInput.tsx'
import { useAction } from '../session/use-action.ts'
import { useStyles } from './OwnAccountDialog.styles.ts'

export interface PasswordViewProps {
  api: Api
  user: UserView
  onDone: (words: string) => void
  onSendLink: () => void
}

/** Another password in place of the current one. */
export function PasswordView({ api, user, onDone, onSendLink }: PasswordViewProps) {
  const { t } = useTranslation(['ownAccount', 'session'])
  const styles = useStyles()
  const { whose } = useEntranceStyles()
  const currentInput = useRef<HTMLInputElement>(null)
  const nextInput = useRef<HTMLInputElement>(null)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error, run, clear } = useAction()
  const wrong = error?.problem?.issues?.some(({ path }) => path === 'current') ?? false
  const about = [user.name, user.email]
  const same = checked && next !== '' && next === current

  useEffect(() => currentInput.current?.focus(), [])
  useEffect(() => {
    if (wrong) beginAnew(currentInput.current)
    else if (error?.code === 'password_refused') beginAnew(nextInput.current)
  }, [error, wrong])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setChecked(true)
    if (current === '') return currentInput.current?.focus()
    if (next === current || findPasswordFault(next, about) !== null) return nextInput.current?.focus()
    const changed = await run(async () => {
      await api.call('POST /me/password', { body: { current, next } })
    })
    if (changed) onDone(t('ownAccount:password.done'))
  }

  function explainCurrent(): string | null {
    if (wrong) return t('ownAccount:password.wrong')
    return checked && current === '' ? t('ownAccount:password.missing') : null
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <p className={styles.lead}>{t('ownAccount:password.text')}</p>
      <input
        className={whose}
        type="email"
        name="email"
        autoComplete="username"
        value={user.email}
        readOnly
      />
      <PasswordInput
        ref={currentInput}
        label={t('ownAccount:password.current')}
        kind="current"
        name="current"
        value={current}
        onChange={(value) => {
          setCurrent(value)
          clear()
        }}
        fault={explainCurrent()}
      />
      <NewPasswordInput
        ref={nextInput}
        label={t('ownAccount:password.next')}
        name="next"
        value={next}
        onChange={(value) => {
          setNext(value)
          clear()
        }}
        about={about}
        checked={checked}
        error={error}
        {...(same ? { fault: t('ownAccount:password.same') } : {})}
      />
      {!wrong && error?.code !== 'password_refused' && <FaultBar error={error} />}
      <div className={styles.actions}>
        <BusyButton busy={busy} type="submit">
          {t(busy ? 'ownAccount:password.saving' : 'ownAccount:password.save')}
        </BusyButton>
      </div>
      <Link as="button" type="button" className={styles.link} onClick={onSendLink}>
        {t('session:forgot.link')}
      </Link>
    </form>
  )
}
