import { Button, Link, Spinner } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/BusyButton.tsx'
import type { TwoFactorSetup as Setup } from '../../../../server/contract/identity.ts'
import { failureCode, type FailureCode } from '../../api/api-error.ts'
import type { Api } from '../../api/http.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useCopy } from '../conversation/messages/use-copy.ts'
import { beginAnew } from '../session/begin-anew.ts'
import { CODE_DIGITS, CodeInput } from '../session/CodeInput.tsx'
import { useStyles as useEntranceStyles } from '../session/EntrancePage.styles.ts'
import { FaultBar } from '../session/FaultBar.tsx'
import { useAction } from '../session/use-action.ts'
import { useStyles } from './TwoFactorSetup.styles.ts'

export interface TwoFactorSetupProps {
  api: Api
  /** The second factor counts from here on; the recovery codes are known to nobody else. */
  onDone: (recoveryCodes: readonly string[]) => void
}

/** Sets up a second factor: an app scans a secret and proves with a first code that it has it. */
export function TwoFactorSetup({ api, onDone }: TwoFactorSetupProps) {
  const { t } = useTranslation('ownAccount')
  const styles = useStyles()
  const entrance = useEntranceStyles()
  const { setup, failure, begin } = useSetup(api)
  if (failure !== null) return <ErrorState code={failure} onRetry={begin} />
  if (setup === null) {
    return (
      <div className={styles.placeholder}>
        <Delayed afterMs={400}>
          <Spinner label={t('loading')} />
        </Delayed>
      </div>
    )
  }
  return (
    <ol className={styles.steps}>
      <li className={styles.step}>
        <h2 className={styles.stepTitle}>{t('setUp.stepApp')}</h2>
        <p className={entrance.hint}>{t('setUp.appHint')}</p>
      </li>
      <li className={styles.step}>
        <h2 className={styles.stepTitle}>{t('setUp.stepScan')}</h2>
        <img className={styles.qr} src={pictureOf(setup.qr)} alt={t('setUp.qr')} />
        {setup.uri.startsWith('otpauth://') && (
          <Link href={setup.uri} className={styles.openApp}>
            {t('setUp.openApp')}
          </Link>
        )}
        <p className={entrance.hint}>{t('setUp.noCamera')}</p>
        <Key secret={setup.secret} />
      </li>
      <li className={styles.step}>
        <h2 className={styles.stepTitle}>{t('setUp.stepCode')}</h2>
        <FirstCode api={api} onDone={onDone} onAgain={begin} />
      </li>
    </ol>
  )
}

/** As an image nothing in it can run, whatever the document holds. */
const pictureOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`

/** In fours, as people read such things aloud and type them. */
const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

function useSetup(api: Api) {
  const [setup, setSetup] = useState<Setup | null>(null)
  const [failure, setFailure] = useState<FailureCode | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    api.call('POST /me/two-factor/setup', {}).then(
      (begun) => !gone && setSetup(begun),
      (error: unknown) => !gone && setFailure(failureCode(error)),
    )
    return () => {
      gone = true
    }
  }, [api, attempt])

  function begin(): void {
    setFailure(null)
    setSetup(null)
    setAttempt(attempt + 1)
  }
  return { setup, failure, begin }
}

function Key({ secret }: { secret: string }) {
  const { t } = useTranslation(['ownAccount', 'common'])
  const styles = useStyles()
  const { copied, copy } = useCopy()
  return (
    <div className={styles.key}>
      <code className={styles.letters} aria-label={t('ownAccount:setUp.secret')}>
        {inFours(secret)}
      </code>
      <Button
        appearance="subtle"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={t(copied ? 'common:action.copied' : 'ownAccount:setUp.copySecret')}
        onClick={() => copy(secret)}
      >
        {t(copied ? 'common:action.copied' : 'common:action.copy')}
      </Button>
    </div>
  )
}

interface FirstCodeProps extends TwoFactorSetupProps {
  onAgain: () => void
}

function FirstCode({ api, onDone, onAgain }: FirstCodeProps) {
  const { t } = useTranslation(['ownAccount', 'session'])
  const styles = useStyles()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const { busy, error, run, clear } = useAction()
  // What was begun is kept for a while only, and another window may have begun anew.
  const lost = error?.code === 'conflict' || error?.code === 'not_found'

  useEffect(() => {
    if (error !== null) beginAnew(input.current)
  }, [error])

  const confirm = (value: string): Promise<boolean> =>
    run(async () => {
      const { recoveryCodes } = await api.call('POST /me/two-factor/confirm', { body: { code: value } })
      onDone(recoveryCodes)
    })

  function change(next: string): void {
    setCode(next)
    setChecked(false)
    clear()
    if (next.length === CODE_DIGITS && code.length < CODE_DIGITS) void confirm(next)
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (code.length === CODE_DIGITS) void confirm(code)
    else input.current?.focus()
  }

  function explain(): string | null {
    if (error?.code === 'totp_wrong') return t('session:code.wrong')
    return checked && code.length < CODE_DIGITS ? t('session:code.missing') : null
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <CodeInput
        ref={input}
        label={t('session:code.label')}
        kind="digits"
        value={code}
        onChange={change}
        fault={explain()}
      />
      {error?.code !== 'totp_wrong' && (
        <FaultBar
          error={error}
          words={{ conflict: t('ownAccount:setUp.expired'), not_found: t('ownAccount:setUp.expired') }}
        />
      )}
      {lost ? (
        <Button className={styles.confirm} onClick={onAgain}>
          {t('ownAccount:setUp.again')}
        </Button>
      ) : (
        <BusyButton busy={busy} className={styles.confirm} type="submit">
          {t(busy ? 'ownAccount:setUp.confirming' : 'ownAccount:setUp.confirm')}
        </BusyButton>
      )}
    </form>
  )
}
