import { Link } from '@fluentui/react-components'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import type { ApiError } from '../../api/api-error.ts'
import { beginAnew } from './begin-anew.ts'
import { CODE_DIGITS, CodeInput } from './CodeInput.tsx'
import { useStyles } from './EntrancePage.styles.ts'
import { FaultBar } from './FaultBar.tsx'

export interface CodeFormProps {
  busy: boolean
  error: ApiError | null
  submit: (code: string) => Promise<unknown>
  onBack: () => void
  /** What the button says, where it does not simply go on. */
  action?: string
}

/** The second step of signing in: a code from the app, or one of those that were stored for a lost telephone. */
export function CodeForm({ busy, error, submit, onBack, action }: CodeFormProps) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [recovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const wrong = error?.code === 'totp_wrong'
  const complete = recovery ? code.trim() !== '' : code.length === CODE_DIGITS

  useEffect(() => input.current?.focus(), [recovery])
  useEffect(() => {
    // Typing replaces what was wrong.
    if (error !== null) beginAnew(input.current)
  }, [error])

  function explain(): string | null {
    if (wrong) return t(recovery ? 'code.recoveryWrong' : 'code.wrong')
    if (!checked || complete) return null
    return t(recovery ? 'code.recoveryMissing' : 'code.missing')
  }

  function change(next: string): void {
    setCode(next)
    setChecked(false)
    if (!recovery && next.length === CODE_DIGITS && code.length < CODE_DIGITS) void submit(next)
  }

  function hand(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (complete) void submit(code.trim())
    else input.current?.focus()
  }

  return (
    <form className={styles.form} noValidate onSubmit={hand}>
      <p className={styles.lead}>{t(recovery ? 'code.recoveryLead' : 'code.lead')}</p>
      <CodeInput
        // Another field: a telephone must not fill its code in where a stored one is asked for.
        key={recovery ? 'recovery' : 'app'}
        ref={input}
        label={t(recovery ? 'code.recoveryLabel' : 'code.label')}
        kind={recovery ? 'recovery' : 'digits'}
        value={code}
        onChange={change}
        fault={explain()}
      />
      {!wrong && <FaultBar error={error} />}
      <BusyButton busy={busy} className={styles.submit} type="submit" size="large">
        {busy ? t('code.submitting') : (action ?? t('code.submit'))}
      </BusyButton>
      <div className={styles.ways}>
        <Link
          as="button"
          type="button"
          className={styles.way}
          onClick={() => {
            setRecovery(!recovery)
            setCode('')
            setChecked(false)
          }}
        >
          {t(recovery ? 'code.useApp' : 'code.useRecovery')}
        </Link>
        <Link as="button" type="button" className={styles.way} onClick={onBack}>
          {t('code.back')}
        </Link>
      </div>
    </form>
  )
}
