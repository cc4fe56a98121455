import { Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkView } from '../../../../server/contract/identity.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useHost } from '../../host/use-host.ts'
import { useStore } from '../../state/store.ts'
import { createSession, type Session } from '../session/session.ts'
import { SignInPage } from '../session/SignInPage.tsx'
import type { SignInStep } from '../session/use-sign-in.ts'
import { GonePage } from './GonePage.tsx'
import { InvitationPage } from './InvitationPage.tsx'
import type { FollowedLink } from './link.ts'
import { OtherUser } from './OtherUser.tsx'
import { ResetPage } from './ResetPage.tsx'
import { SetUpPage } from './SetUpPage.tsx'
import { useLink } from './use-link.ts'

export interface WelcomePageProps {
  /** `null`: the address carried none. */
  link: FollowedLink | null
}

/** Where the links lead that people are sent. Whoever comes in by one goes on to the app. */
export function WelcomePage({ link }: WelcomePageProps) {
  const host = useHost()
  const [session] = useState(() => createSession(host))
  const [asking, setAsking] = useState<SignInStep | null>(null)
  const current = useStore(session.store, (state) => state)
  const leave = (): void => host.visit('/', true)

  useEffect(() => {
    // Whoever signs in here in the ordinary way, to ask for another link, goes on as usual.
    if (asking !== null && current.step === 'signedIn') host.visit('/', true)
  }, [asking, current.step, host])

  if (asking !== null) return <SignInPage session={session} expired={false} fault={null} first={asking} />
  if (link === null) return <GonePage kind={null} onLeave={leave} onAsk={setAsking} />
  return <Followed key={link.token} session={session} link={link} onLeave={leave} onAsk={setAsking} />
}

interface FollowedProps {
  session: Session
  link: FollowedLink
  onLeave: () => void
  onAsk: (step: SignInStep) => void
}

function Followed({ session, link, onLeave, onAsk }: FollowedProps) {
  const known = useLink(session.anonymous, link)
  const here = useStore(session.store, (state) => state)
  const { state } = known

  useEffect(() => {
    // Somebody may be signed in here already; who they are matters, nothing else.
    if (here.step === 'loading') void session.load()
  }, [session, here.step])

  if (state.step === 'gone') return <GonePage kind={link.kind} onLeave={onLeave} onAsk={onAsk} />
  if (state.step === 'failed') {
    return (
      <main style={{ height: '100%' }}>
        <ErrorState code={state.code} onRetry={known.look} />
      </main>
    )
  }
  if (state.step === 'looking' || here.step === 'loading') return <Looking />
  const { view } = state
  if (here.step === 'signedIn' && isSomebodyElse(here.me.user.email, view)) {
    return <OtherUser session={session} user={here.me.user} view={view} onStay={onLeave} />
  }
  const shared = { session, token: link.token, onGone: known.leave, onLeave, onAsk }
  if (view.kind === 'invitation') return <InvitationPage {...shared} view={view} />
  if (view.kind === 'reset') return <ResetPage {...shared} view={view} />
  return <SetUpPage {...shared} />
}

/** Whoever sets a server up is nobody in it yet. */
function isSomebodyElse(email: string, view: LinkView): boolean {
  return view.kind === 'setup' || view.email.toLowerCase() !== email.toLowerCase()
}

function Looking() {
  const { t } = useTranslation('welcome')
  return (
    <main style={{ height: '100%', display: 'grid', placeContent: 'center' }}>
      <Delayed afterMs={400}>
        <Spinner labelPosition="below" label={t('looking')} />
      </Delayed>
    </main>
  )
}
