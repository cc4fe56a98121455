import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { parseAddress } from './features/areas/area-address.ts'
import { preloadArea } from './features/areas/area-loaders.ts'
import { AUTH_END, type Arrival } from './features/session/arrival.ts'
import { createSession, type Session } from './features/session/session.ts'
import { SessionGate } from './features/session/SessionGate.tsx'
import { OwnInbox } from './features/teams/OwnInbox.tsx'
import { useHost } from './host/use-host.ts'

const loadAreas = () => import('./features/areas/AreasApp.tsx')
const AreasApp = lazy(async () => ({ default: (await loadAreas()).AreasApp }))
const AuthEnd = lazy(async () => ({ default: (await import('./features/teams/AuthEnd.tsx')).AuthEnd }))
const loadConfigure = () => import('./features/teams/ConfigurePage.tsx')
const ConfigurePage = lazy(async () => ({ default: (await loadConfigure()).ConfigurePage }))
const ConfigureOutside = lazy(async () => ({ default: (await loadConfigure()).ConfigureOutside }))

/** The page that the address asks for: one of the two that only Teams needs, or the app itself. */
export function Page({ arrival }: { arrival: Arrival | null }) {
  const host = useHost()
  const [pathname = ''] = host.address().split('?')
  return <Suspense fallback={null}>{pageAt(pathname.replace(/\/$/, ''), arrival)}</Suspense>
}

function pageAt(pathname: string, arrival: Arrival | null): ReactNode {
  if (pathname === AUTH_END) return <AuthEnd handover={arrival} />
  return pathname === '/teams/configure' ? <ConfigureTab /> : <Inside arrival={arrival} />
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
