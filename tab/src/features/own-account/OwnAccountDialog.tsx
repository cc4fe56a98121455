import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../inbox/use-account.ts'
import type { Session } from '../session/session.ts'
import { useAction } from '../session/use-action.ts'
import { useSession } from '../session/use-session.ts'
import { VIEW_TITLES, type AccountView } from './account-view.ts'
import { NewCodesView, TurnOffView } from './code-views.tsx'
import { useStyles } from './OwnAccountDialog.styles.ts'
import { Overview } from './Overview.tsx'
import { PasswordView } from './PasswordView.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { TwoFactorSetup } from './TwoFactorSetup.tsx'
import { useOwnSessions } from './use-own-sessions.ts'
import { useTwoFactor } from './use-two-factor.ts'

export interface OwnAccountDialogProps {
  open: boolean
  onClose: () => void
}

/** One's own account: name, password, second factor, sessions. For use within the gate that lets people in. */
export function OwnAccountDialog({ open, onClose }: OwnAccountDialogProps) {
  const styles = useStyles()
  const session = useSession()
  // Codes that are shown once must not vanish with a click beside them.
  const [held, setHeld] = useState(false)
  if (session === null) return null
  return (
    <Dialog
      open={open}
      modalType={held ? 'alert' : 'modal'}
      onOpenChange={(_, data) => !data.open && !held && onClose()}
    >
      <DialogSurface className={styles.surface}>
        <OwnAccount session={session} onHold={setHeld} onClose={onClose} />
      </DialogSurface>
    </Dialog>
  )
}

interface OwnAccountProps {
  session: Session
  onHold: (held: boolean) => void
  onClose: () => void
}

/** Mounted whenever the dialogue opens, so that it asks anew. */
function OwnAccount({ session, onHold, onClose }: OwnAccountProps) {
  const { t } = useTranslation(['ownAccount', 'common'])
  const styles = useStyles()
  const { user } = useAccount()
  const { api } = session
  const [view, setView] = useState<AccountView>('overview')
  const [said, setSaid] = useState('')
  const [codes, setCodes] = useState<readonly string[]>([])
  const twoFactor = useTwoFactor(api)
  const sessions = useOwnSessions(api)
  const sending = useAction()
  const { load: loadTwoFactor } = twoFactor
  const { load: loadSessions } = sessions
  const title = useViewFocus(view)

  const load = useCallback(() => {
    void loadTwoFactor()
    void loadSessions()
  }, [loadTwoFactor, loadSessions])
  useEffect(load, [load])
  useEffect(() => {
    onHold(view === 'codes')
    return () => onHold(false)
  }, [view, onHold])

  const go = (next: AccountView): void => {
    setSaid('')
    setView(next)
  }
  const finish = (words: string): void => {
    setSaid(words)
    setView('overview')
    load()
  }
  const showCodes = (shown: readonly string[]): void => {
    setCodes(shown)
    go('codes')
  }
  async function sendLink(): Promise<void> {
    go('overview')
    const sent = await sending.run(async () => {
      await session.anonymous.call('POST /password-resets', { body: { email: user.email } })
    })
    if (sent) setSaid(t('ownAccount:password.linkSent', { email: user.email }))
  }

  return (
    <DialogBody>
      <DialogTitle as="div" className={styles.titleRow}>
        {view !== 'overview' && view !== 'codes' && (
          <Button
            appearance="subtle"
            className={styles.back}
            icon={<ArrowLeftRegular />}
            aria-label={t('common:action.back')}
            onClick={() => go('overview')}
          />
        )}
        <h2 ref={title} tabIndex={-1} className={styles.title} style={{ margin: 0, font: 'inherit' }}>
          {t(`ownAccount:${VIEW_TITLES[view]}`)}
        </h2>
      </DialogTitle>
      <DialogContent className={styles.content}>
        {view === 'overview' && (
          <Overview
            session={session}
            twoFactor={twoFactor}
            sessions={sessions}
            sending={sending}
            said={said}
            onView={go}
            onSendLink={() => void sendLink()}
          />
        )}
        {view === 'password' && (
          <PasswordView api={api} user={user} onDone={finish} onSendLink={() => void sendLink()} />
        )}
        {view === 'setUp' && <TwoFactorSetup api={api} onDone={showCodes} />}
        {view === 'newCodes' && <NewCodesView api={api} onCodes={showCodes} />}
        {view === 'turnOff' && (
          <TurnOffView api={api} onDone={() => finish(t('ownAccount:twoFactor.turnedOff'))} />
        )}
        {view === 'codes' && (
          <>
            <p className={styles.lead}>{t('ownAccount:codes.lead')}</p>
            <RecoveryCodes
              codes={codes}
              email={user.email}
              action={t('ownAccount:codes.done')}
              onDone={() =>
                finish(
                  t(
                    twoFactor.view?.state === 'on'
                      ? 'ownAccount:twoFactor.madeCodes'
                      : 'ownAccount:twoFactor.turnedOn',
                  ),
                )
              }
            />
          </>
        )}
      </DialogContent>
      {view === 'overview' && (
        <div style={{ gridColumn: '1 / -1', display: 'flex', justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common:action.close')}</Button>
        </div>
      )}
    </DialogBody>
  )
}

/** The heading takes the focus when another view comes, unless a field of that view has it. */
function useViewFocus(view: AccountView) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(view)
  useEffect(() => {
    if (shown.current === view) return
    shown.current = view
    const dialog = heading.current?.closest('[role="dialog"], [role="alertdialog"]')
    const active = document.activeElement
    if (active instanceof HTMLInputElement && dialog?.contains(active) === true) return
    heading.current?.focus()
  }, [view])
  return heading
}
