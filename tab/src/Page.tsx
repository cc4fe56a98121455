import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { parseAddress } from './features/areas/area-address.ts'
import { preloadArea } from './features/areas/area-loaders.ts'
import { AUTH_END, type Arrival } from './features/session/arrival.ts'
import { createSession, type Session } from './features/session/session.ts'
import { SessionGate } from './features/session/SessionGate.tsx'
import { OwnInbox } from './features/teams/OwnInbox.tsx'
import { takeLink, type FollowedLink } from './features/welcome/link.ts'
import { useHost } from './host/use-host.ts'

const loadAreas = () => import('./features/areas/AreasApp.tsx')
const AreasApp = lazy(async () => ({ default: (await loadAreas()).AreasApp }))
const AuthEnd = lazy(async () => ({ default: (await import('./features/teams/AuthEnd.tsx')).AuthEnd }))
const loadConfigure = () => import('./features/teams/ConfigurePage.tsx')
const ConfigurePage = lazy(async () => ({ default: (await loadConfigure()).ConfigurePage }))
const ConfigureOutside = lazy(async () => ({ default: (await loadConfigure()).ConfigureOutside }))

const WelcomePage = lazy(async () => ({
  default: (await import('./features/welcome/WelcomePage.tsx')).WelcomePage,
}))

/** Where the links lead that people are sent by e-mail. */
const WELCOME = '/welcome'

/** The page that the address asks for: one of the two that only Teams needs, that for people with a link, or the app itself. */
export function Page({ arrival }: { arrival: Arrival | null }) {
  const host = useHost()
  const page = useSyncExternalStore(host.onPlace, () => pageOf(host.address()))
  return <Suspense fallback={null}>{pageAt(page, arrival)}</Suspense>
}

/** Which page an address leads to: its path where it has one of its own, the app's root for everything else. */
function pageOf(address: string): string {
  const [pathname = ''] = address.split('?')
  const path = pathname.replace(/\/$/, '')
  return [AUTH_END, '/teams/configure', WELCOME].find((own) => own === path) ?? '/'
}

function pageAt(pathname: string, arrival: Arrival | null): ReactNode {
  if (pathname === AUTH_END) return <AuthEnd handover={arrival} />
  if (pathname === WELCOME) return <Welcome />
  return pathname === '/teams/configure' ? <ConfigureTab /> : <Inside arrival={arrival} />
}

function Welcome() {
  const host = useHost()
  // `undefined`: the address has not been read yet.
  const [link, setLink] = useState<FollowedLink | null>()
  useEffect(() => {
    // Read once and for all: the address does not keep it.
    function take(): void {
      const found = takeLink()
      setLink((known) => found ?? known ?? null)
    }
    take()
    return host.onPlace(take)
  }, [host])
  return link === undefined ? null : <WelcomePage link={link} />
}

function ConfigureTab() {
  const host = useHost()
  const [session] = useState(() => createSession(host))
  const { teams } = host
  if (teams === undefined) return <ConfigureOutside />
  return (
    <SessionGate session={session}>
      {(me) => <ConfigurePage session={session} me={me} teams={teams} />}
    </SessionGate>
  )
}

function Inside({ arrival }: { arrival: Arrival | null }) {
  const host = useHost()
  const [session] = useState((): Session => createSession(host, arrival))

  useEffect(() => {
    // Comes while the server is asked who is there, or while somebody signs in.
    loadAreas().catch(() => undefined)
    preloadArea(parseAddress(host.address()).area)
  }, [host])

  return (
    <SessionGate session={session}>
      {(me) => (
        <OwnInbox me={me}>
          {(here) => (
            <Suspense fallback={null}>
              <AreasApp session={session} me={here} />
            </Suspense>
          )}
        </OwnInbox>
      )}
    </SessionGate>
  )
}
