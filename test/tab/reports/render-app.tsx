import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { act, cleanup, configure, render } from '@testing-library/react'
import { afterEach, beforeAll, vi } from 'vitest'
import type { CallFiguresView } from '../../../server/contract/call.ts'
import type { MeView, Role } from '../../../server/contract/member.ts'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { AreasApp } from '../../../tab/src/features/areas/AreasApp.tsx'
import { parsePlace, placeAddress } from '../../../tab/src/host/browser.ts'
import type { Host } from '../../../tab/src/host/host.ts'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { appClock } from '../../../tab/src/state/clock.ts'
import { placeOf } from '../../support/people.ts'
import { anId, aService, aView, someCalls } from './fixtures.ts'

export const NOW = new Date('2026-11-21T15:04:00.000Z')
export const MUSTER = { id: anId(1), name: 'Muster GmbH' }
export const AUSTRIA = { id: anId(2), name: 'Muster Österreich' }

/** What browsers have and jsdom lacks. The widths are such that rail and columns are there. */
export function prepareApp(): void {
  configure({ asyncUtilTimeout: 10_000 })
  beforeAll(async () => {
    await initI18n('en')
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: false,
      media: query,
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    Object.defineProperties(HTMLElement.prototype, {
      clientWidth: { configurable: true, get: () => width },
      clientHeight: { configurable: true, get: () => 900 },
      offsetHeight: { configurable: true, get: () => 60 },
    })
    Element.prototype.scrollTo = () => {}
    Element.prototype.scrollIntoView = () => {}
  })
  afterEach(() => {
    cleanup()
    localStorage.clear()
    width = 1400
    vi.restoreAllMocks()
  })
}

let width = 1400

/** A browser window of its own, with its history. */
export function createMemoryHost(path: string): Host & { back: () => void; steps: () => readonly string[] } {
  const listeners = new Set<() => void>()
  const steps = [path]
  const location = (): URL => new URL(steps.at(-1)!, 'http://callover.test')
  const tell = (): void => listeners.forEach((listener) => listener())
  const visit = (address: string, replace = false): void => {
    if (replace) steps.pop()
    steps.push(address)
    tell()
  }
  return {
    name: 'browser',
    readToken: () => 'token',
    storeToken: () => {},
    theme: () => 'light',
    onTheme: () => () => {},
    locales: () => ['en-GB'],
    place: () => parsePlace(location()),
    onPlace(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (place, replace) => visit(placeAddress(location().pathname, place), replace),
    link: (place) => placeAddress(location().pathname, place),
    address: () => location().pathname + location().search,
    visit,
    back() {
      steps.pop()
      act(tell)
    },
    steps: () => steps,
  }
}

export type Answer = (url: URL) => unknown

export interface AppOptions {
  path?: string
  roles?: readonly Role[]
  /** Roles in the second environment; there is none when absent. */
  elsewhere?: readonly Role[]
  /** Other environments than these two. */
  environments?: MeView['environments']
  /** There are other environments still. */
  more?: true
  /** Answers by the end of the path; a number is a status without words. */
  answers?: Record<string, Answer>
  width?: number
}

const usual: Record<string, Answer> = {
  services: () => ({ items: [aService()] }),
  'call-figures': (url) => aView(url.searchParams.get('from')!, url.searchParams.get('to')!),
  calls: () => ({ items: someCalls(6, NOW), nextCursor: null }),
  counts: () => ({ open: 4, mine: 1, unassigned: 2, waiting: 3, cap: 1000 }),
  settings: () => 404,
  conversations: () => ({ items: [], nextCursor: null }),
  channels: () => ({ items: [] }),
}

export const nothingIn = (view: CallFiguresView): CallFiguresView => {
  const { total } = aView('2026-01-02', '2026-01-01')
  return { ...view, total, services: [], days: view.days.map(({ date }) => ({ date, figures: total })) }
}

function answer(result: unknown): Response {
  if (typeof result === 'number') return new Response('', { status: result })
  return Response.json(result, { headers: { 'x-server-time': NOW.toISOString() } })
}

/** The whole app for somebody with these roles, with a server that answers as told. */
export async function renderApp(options: AppOptions = {}) {
  width = options.width ?? 1400
  const { path = '/', roles = ['agent'], elsewhere, answers = {} } = options
  const me: MeView = {
    user: { id: anId(90), email: 'olga@example.test', name: 'Olga Brandt', locale: null },
    environments: options.environments ?? [
      placeOf(MUSTER, [...roles]),
      ...(elsewhere === undefined ? [] : [placeOf(AUSTRIA, [...elsewhere])]),
    ],
    ...(options.more === undefined ? {} : { more: options.more }),
    pending: null,
  }
  const asked: URL[] = []
  vi.stubGlobal('fetch', (input: string) => {
    const url = new URL(input, 'http://callover.test')
    const name = url.pathname.split('/').at(-1) ?? ''
    if (name === 'demo.json') return Promise.resolve(answer(404))
    asked.push(url)
    if (name === 'me') return Promise.resolve(answer(me))
    const make = answers[name] ?? usual[name]
    return Promise.resolve(answer(make === undefined ? 404 : make(url)))
  })
  appClock.adjust(NOW, true)
  const host = createMemoryHost(path)
  const session = createSession(host)
  const view = render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>
        <AreasApp session={session} me={me} />
      </HostProvider>
    </FluentProvider>,
  )
  await act(() => Promise.resolve())
  return {
    ...view,
    host,
    asked,
    figuresAsked: () => asked.filter(({ pathname }) => pathname.endsWith('call-figures')),
  }
}
