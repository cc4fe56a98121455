import { useCallback, useEffect, useMemo, useState } from 'react'
import type { MeView } from '../../../../server/contract/member.ts'
import { useHost } from '../../host/use-host.ts'
import { chooseLanguage, type Language } from '../../i18n/languages.ts'
import { readText, storeText } from '../../state/local-storage.ts'
import { changeSettings, readSettings } from '../../state/settings.ts'
import { hasUnsent } from '../../state/unsent.ts'
import { createWorkspace, type Workspace } from '../../state/workspace.ts'
import type { Session } from '../session/session.ts'
import { InboxPage } from './InboxPage.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import { AccountProvider, type Account } from './use-account.ts'
import { WorkspaceProvider } from './use-workspace.ts'

const ENVIRONMENT_KEY = 'callover.environment'
const RELOADED_KEY = 'callover.reloadedAt'
const RELOAD_PAUSE_MS = 60_000

export interface InboxAppProps {
  session: Session
  me: MeView
}

/** A newer server has a newer tab; but one that always disagrees must not make us reload for ever. */
function reloadOnce(): void {
  const last = Number(readText(RELOADED_KEY) ?? 0)
  if (Date.now() - last < RELOAD_PAUSE_MS) return
  storeText(RELOADED_KEY, String(Date.now()))
  window.location.reload()
}

function chooseEnvironment(me: MeView): string {
  const last = readText(ENVIRONMENT_KEY)
  return me.environments.find(({ id }) => id === last)?.id ?? me.environments[0]?.id ?? ''
}

/** The inbox of whoever is signed in, in the environment of their choice. */
export function InboxApp({ session, me }: InboxAppProps) {
  const [environmentId, setEnvironmentId] = useState(() => chooseEnvironment(me))
  const [asking, setAsking] = useState(false)
  const host = useHost()

  const switchEnvironment = useCallback((id: string) => {
    storeText(ENVIRONMENT_KEY, id)
    setEnvironmentId(id)
  }, [])
  const workspace = useEnvironment(session, me, { environmentId, switchEnvironment })

  useEffect(() => {
    if (readSettings().language === null && me.user.locale !== null) {
      changeSettings({ language: chooseLanguage([me.user.locale]) })
    }
  }, [me.user.locale])

  const account = useMemo(
    (): Account => ({
      ...me,
      environmentId,
      switchEnvironment(id) {
        host.go({ ...host.place(), conversationId: null })
        switchEnvironment(id)
      },
      setLanguage(language: Language) {
        changeSettings({ language })
        // It counts on this device at once; that other devices follow is a courtesy.
        session.setLocale(language).catch(() => undefined)
      },
      signOut() {
        if (hasUnsent(me.user.id)) setAsking(true)
        else void session.signOut()
      },
    }),
    [me, environmentId, host, session, switchEnvironment],
  )

  if (workspace === null) return null
  return (
    <AccountProvider value={account}>
      <WorkspaceProvider value={workspace}>
        <InboxPage key={environmentId} />
        <SignOutDialog
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={() => void session.signOut()}
        />
      </WorkspaceProvider>
    </AccountProvider>
  )
}

interface Choice {
  environmentId: string
  switchEnvironment: (id: string) => void
}

function useEnvironment(session: Session, me: MeView, choice: Choice): Workspace | null {
  const { environmentId, switchEnvironment } = choice
  const host = useHost()
  const [workspace, setWorkspace] = useState<Workspace | null>(null)
  const user = me.user
  const [known] = useState(() => new Set(me.environments.map(({ id }) => id)))

  useEffect(() => {
    const opened = createWorkspace({
      api: session.api,
      me: user,
      environmentId,
      readToken: host.readToken,
      onRefused: () => void session.load(),
      onOutdated: reloadOnce,
      onElsewhere: (id) => known.has(id) && switchEnvironment(id),
    })
    setWorkspace(opened)
    return () => {
      opened.stop()
      setWorkspace(null)
    }
    // Another name or language of the same person is no reason to begin anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [session, user.id, environmentId, host, known, switchEnvironment])
  return workspace
}
