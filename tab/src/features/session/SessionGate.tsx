import { Button } from '@fluentui/react-components'
import { CloudOff48Regular, PeopleQueue32Regular } from '@fluentui/react-icons'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { PageProgress } from '../../host/host.ts'
import { useHost } from '../../host/use-host.ts'
import { useStore } from '../../state/store.ts'
import { LoadingPage } from './LoadingPage.tsx'
import type { SessionState } from './session-state.ts'
import type { Session } from './session.ts'
import { SignInPage } from './SignInPage.tsx'
import { SessionProvider } from './use-session.ts'

// Nobody needs it in a browser.
const StoppedPage = lazy(async () => ({ default: (await import('../teams/StoppedPage.tsx')).StoppedPage }))

// Hardly anybody ever sees it.
const TwoFactorPage = lazy(async () => ({
  default: (await import('../own-account/TwoFactorPage.tsx')).TwoFactorPage,
}))

const ASK_AGAIN_MS = 5000

/** How far the page is for Teams, by where the session is. */
const PROGRESS: Record<SessionState['step'], PageProgress> = {
  loading: 'shown',
  signedOut: 'locked',
  stopped: 'locked',
  unreachable: 'offline',
  signedIn: 'ready',
}

export interface SessionGateProps {
  session: Session
  children: (me: MeView) => ReactNode
}

/** Lets in whoever is signed in, has the second factor that is demanded, and works somewhere; tells everybody else what to do. */
export function SessionGate({ session, children }: SessionGateProps) {
  const { t } = useTranslation(['session', 'common'])
  const { teams } = useHost()
  const state = useStore(session.store, (current) => current)

  useEffect(() => teams?.report(PROGRESS[state.step]), [teams, state.step])
  useEffect(() => {
    if (state.step === 'loading') void session.load()
    if (state.step !== 'unreachable') return undefined
    const timer = setInterval(() => void session.load(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [session, state.step])

  switch (state.step) {
    case 'loading':
      return <LoadingPage session={session} />
    case 'signedOut':
      return <SignInPage session={session} expired={state.expired} fault={state.fault ?? null} />
    case 'stopped':
      return (
        <Suspense fallback={null}>
          <StoppedPage session={session} stop={state.stop} />
        </Suspense>
      )
    case 'unreachable':
      return (
        <main style={{ height: '100%' }}>
          <EmptyState
            icon={<CloudOff48Regular />}
            title={t('session:unreachable')}
            hint={t('session:unreachableHint')}
            actions={<Button onClick={() => void session.load()}>{t('common:action.retry')}</Button>}
          />
        </main>
      )
    case 'signedIn':
      if (state.me.pending === 'two_factor_setup') {
        return (
          <Suspense fallback={null}>
            <TwoFactorPage session={session} me={state.me} />
          </Suspense>
        )
      }
      if (state.me.environments.length > 0) {
        return <SessionProvider value={session}>{children(state.me)}</SessionProvider>
      }
      return (
        <main style={{ height: '100%' }}>
          <EmptyState
            icon={<PeopleQueue32Regular />}
            title={t('session:noEnvironment')}
            hint={t('session:noEnvironmentHint')}
          />
        </main>
      )
  }
}
