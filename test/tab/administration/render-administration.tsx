import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { act, render, screen } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { vi } from 'vitest'
import { AreasApp } from '../../../tab/src/features/areas/AreasApp.tsx'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { appClock } from '../../../tab/src/state/clock.ts'
import { createMemoryHost, NOW } from '../reports/render-app.tsx'
import { AGENCY, FakeServer, isRefusal, problemOf } from './fake-server.ts'

/** Without a layout, whatever stands in front of the page counts as hidden. */
export const hidden = { hidden: true } as const

function respond(server: FakeServer, input: string, init: RequestInit = {}): Response {
  const url = new URL(input, 'http://callover.test')
  if (url.pathname === '/demo.json') return new Response('', { status: 404 })
  const answer = server.answer({
    method: init.method ?? 'GET',
    path: url.pathname.replace('/api/v1', ''),
    query: url.searchParams,
    body: (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as Record<string, unknown>,
  })
  const headers = { 'x-server-time': NOW.toISOString() }
  return isRefusal(answer)
    ? Response.json(problemOf(answer), { status: answer.status, headers })
    : Response.json(answer, { headers })
}

/** The app of a partner's manager, before a server of their own. */
export async function showAdministration(
  path: string,
  prepare: (server: FakeServer) => void = () => undefined,
) {
  const server = new FakeServer()
  prepare(server)
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => Promise.resolve(respond(server, input, init)))
  appClock.adjust(NOW, true)
  localStorage.setItem('callover.environment', AGENCY.id)
  const host = createMemoryHost(path)
  const session = createSession(host)
  await session.load()
  function App() {
    const state = useSyncExternalStore(session.store.subscribe, session.store.get)
    return state.step === 'signedIn' ? <AreasApp session={session} me={state.me} /> : null
  }
  const view = render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>
        <App />
      </HostProvider>
    </FluentProvider>,
  )
  await act(() => Promise.resolve())
  return { ...view, server, host, dialog: () => screen.findByRole('alertdialog', hidden) }
}
