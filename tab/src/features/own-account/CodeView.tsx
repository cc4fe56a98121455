import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import { beginAnew } from '../session/begin-anew.ts'
import { CodeInput } from '../session/CodeInput.tsx'
import { FaultBar } from '../session/FaultBar.tsx'
import { useAction } from '../session/use-action.ts'
import { useStyles } from './OwnAccountDialog.styles.ts'

/** What `totpCode` of the contract takes at least. */
const SHORTEST_CODE = 6

export interface CodeViewProps {
  lead: string
  action: string
  /** What a `conflict` means here. */
  conflict: string
  /** Throws an `ApiError`. */
  confirm: (code: string) => Promise<void>
}

/** Something about the second factor that takes one of its codes. */
export function CodeView({ lead, action, conflict, confirm }: CodeViewProps) {
  const { t } = useTranslation(['ownAccount', 'session'])
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error, run, clear } = useAction()
  const wrong = error?.code === 'totp_wrong'
  const complete = code.trim().length >= SHORTEST_CODE

  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    if (error !== null) beginAnew(input.current)
  }, [error])

  function explain(): string | null {
    if (wrong) return t('session:code.wrong')
    return checked && !complete ? t('ownAccount:twoFactor.missingCode') : null
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (complete) void run(() => confirm(code.trim()))
    else input.current?.focus()
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <p className={styles.lead}>{lead}</p>
      <CodeInput
        ref={input}
        label={t('ownAccount:twoFactor.code')}
        kind="either"
        value={code}
        onChange={(value) => {
          setCode(value)
          clear()
        }}
        fault={explain()}
      />
      {!wrong && <FaultBar error={error} words={{ conflict }} />}
      <div className={styles.actions}>
        <BusyButton busy={busy} type="submit">
          {busy ? t('ownAccount:twoFactor.checking') : action}
        </BusyButton>
      </div>
    </form>
  )
}
