import { Button, Spinner } from '@fluentui/react-components'
import { CloudOff48Regular, PeopleQueue32Regular } from '@fluentui/react-icons'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useStore } from '../../state/store.ts'
import type { Session } from './session.ts'
import { SignInPage } from './SignInPage.tsx'

const ASK_AGAIN_MS = 5000

export interface SessionGateProps {
  session: Session
  children: (me: MeView) => ReactNode
}

/** Lets in whoever is signed in and works somewhere; tells everybody else what to do. */
export function SessionGate({ session, children }: SessionGateProps) {
  const { t } = useTranslation(['session', 'common'])
  const state = useStore(session.store, (current) => current)

  useEffect(() => {
    if (state.step === 'loading') void session.load()
    if (state.step !== 'unreachable') return undefined
    const timer = setInterval(() => void session.load(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [session, state.step])

  switch (state.step) {
    case 'loading':
      return (
        <main style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
          <Spinner delay={400} label={t('session:loading')} />
        </main>
      )
    case 'signedOut':
      return <SignInPage session={session} expired={state.expired} />
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
      if (state.me.environments.length > 0) return children(state.me)
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
