import { FluentProvider, webLightTheme } from '@fluentui/react-components'
import { act, cleanup, configure, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReactNode } from 'react'
import type { MeView } from '../../../server/contract/member.ts'
import type { TeamsStop } from '../../../tab/src/features/session/session-state.ts'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { SessionGate } from '../../../tab/src/features/session/SessionGate.tsx'
import { ConfigurePage } from '../../../tab/src/features/teams/ConfigurePage.tsx'
import { OwnInbox } from '../../../tab/src/features/teams/OwnInbox.tsx'
import type { Host, TabSettings } from '../../../tab/src/host/host.ts'
import { formatChoice } from '../../../tab/src/host/tab-choice.ts'
import { HostProvider } from '../../../tab/src/host/use-host.ts'
import { initI18n } from '../../../tab/src/i18n/index.ts'
import { idOf } from '../builders.ts'
import { ANNA, createFakeHost, createFakeTeams } from './fake-host.ts'
import { playServer, refusal, type Reply } from './fake-server.ts'
import { placeOf } from '../../support/people.ts'

const MUSTER = { id: idOf('envi', 1), name: 'Muster GmbH' }
const AUSTRIA = { id: idOf('envi', 2), name: 'Muster Österreich' }
const HOTLINE = { id: idOf('serv', 1), name: 'Hotline' }
const BOOKING = { id: idOf('serv', 2), name: 'Buchung' }

const usual: Record<string, Reply> = {
  'GET /sign-in': () => ({ password: true, microsoft: true }),
  'GET /me': () => ANNA,
}

beforeAll(async () => {
  configure({ asyncUtilTimeout: 10_000 })
  await initI18n('en')
})
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
})

async function show(host: Host, page: ReactNode) {
  const view = render(
    <FluentProvider theme={webLightTheme}>
      <HostProvider value={host}>{page}</HostProvider>
    </FluentProvider>,
  )
  await act(() => Promise.resolve())
  return view
}

async function faultsOf(container: HTMLElement): Promise<string[]> {
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

describe('a page for people in Teams who are not signed in', () => {
  const stops: [string, TeamsStop, string][] = [
    ['needs their consent', { kind: 'consent', fault: null }, 'One step is left'],
    ['could not open a window', { kind: 'consent', fault: 'blocked' }, 'One step is left'],
    ['is not accepted', { kind: 'failed', code: 'unauthenticated' }, 'Signing in did not work'],
    ['broke down', { kind: 'failed', code: 'internal_error' }, 'Signing in did not work'],
    ['has ended', { kind: 'expired' }, 'Your session has ended'],
    ['was left', { kind: 'left' }, 'You have signed out'],
    ['is for others', { kind: 'stranger', canAsk: true, request: 'none' }, 'You have no access yet'],
    ['cannot be asked for', { kind: 'stranger', canAsk: false, request: 'none' }, 'You have no access yet'],
    ['was asked for', { kind: 'stranger', canAsk: true, request: 'pending' }, 'Your request is on its way'],
    ['was denied', { kind: 'stranger', canAsk: true, request: 'declined' }, 'Your request was declined'],
  ]

  it.each(stops)('that %s says so, names the account and is accessible', async (_, stop, title) => {
    playServer(usual)
    const host = createFakeTeams()
    const session = createSession(host)
    session.store.update(() => ({ step: 'stopped', stop }))
    const { container } = await show(host, <SessionGate session={session}>{() => null}</SessionGate>)
    await screen.findByRole('heading', { name: title, level: 1 })
    expect(screen.getByText('anna@example.test')).toBeTruthy()
    expect(host.reported).toEqual(['locked'])
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with e-mail instead' }))
    expect(screen.getByLabelText('Password')).toBeTruthy()
    expect(await faultsOf(container)).toEqual([])
  })

  it('offers no window where Microsoft is not set up, and no password where there are none', async () => {
    playServer({ ...usual, 'GET /sign-in': () => ({ password: false, microsoft: false }) })
    const host = createFakeTeams()
    const session = createSession(host)
    session.store.update(() => ({ step: 'stopped', stop: { kind: 'consent', fault: null } }))
    await show(host, <SessionGate session={session}>{() => null}</SessionGate>)
    await waitFor(() =>
      expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Try again']),
    )
  })

  it('says why a request could not be made, and keeps the words', async () => {
    playServer({ ...usual, 'POST /access-requests': () => refusal('rate_limited', 429) })
    const host = createFakeTeams()
    const session = createSession(host)
    session.store.update(() => ({
      step: 'stopped',
      stop: { kind: 'stranger', canAsk: true, request: 'none' },
    }))
    await show(host, <SessionGate session={session}>{() => null}</SessionGate>)
    const message = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Message/ })
    await userEvent.type(message, 'Bitte!')
    await userEvent.click(screen.getByRole('button', { name: 'Ask for access' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Too many requests')
    expect(message.value).toBe('Bitte!')
  })
})

describe('signing in in a browser', () => {
  async function signInPage(ways: { password: boolean; microsoft: boolean }, fault?: string) {
    playServer({ ...usual, 'GET /sign-in': () => ways })
    const host = createFakeHost()
    const session = createSession(host, fault === undefined ? null : { fault })
    return show(host, <SessionGate session={session}>{() => null}</SessionGate>)
  }

  it('offers Microsoft where it is set up, and comes back to where one is', async () => {
    window.history.replaceState(null, '', `/reports?period=30d#/x`)
    const { container } = await signInPage({ password: true, microsoft: true })
    const link = await screen.findByRole('link', { name: 'Sign in with Microsoft' })
    expect(link.getAttribute('href')).toBe(
      `/auth/microsoft?return=${encodeURIComponent('/reports?period=30d#/x')}`,
    )
    expect(await faultsOf(container)).toEqual([])
    window.history.replaceState(null, '', '/')
  })

  it('offers nothing of Microsoft where it is not', async () => {
    await signInPage({ password: true, microsoft: false })
    await screen.findByLabelText('E-mail')
    expect(screen.queryByRole('link', { name: 'Sign in with Microsoft' })).toBeNull()
  })

  it('offers Microsoft alone where there are no passwords', async () => {
    await signInPage({ password: false, microsoft: true })
    await screen.findByRole('link', { name: 'Sign in with Microsoft' })
    expect(screen.queryByLabelText('E-mail')).toBeNull()
  })

  it.each([
    ['cancelled', 'Signing in with Microsoft was cancelled.'],
    ['unknown_person', 'Your Microsoft account belongs to nobody here.'],
    ['expired', 'Signing in took too long.'],
    ['consent_required', 'Your organisation has not allowed Callover yet.'],
    ['whatever_comes', 'Signing in with Microsoft did not work.'],
  ])('has a sentence for %s', async (fault, sentence) => {
    await signInPage({ password: true, microsoft: true }, fault)
    expect((await screen.findByRole('alert')).textContent).toContain(sentence)
  })
})

describe('the environments that a page shows', () => {
  const me: MeView = {
    ...ANNA,
    environments: [placeOf(MUSTER, ['agent']), placeOf(AUSTRIA, ['producer'])],
  }
  const names = (here: MeView) => <p>{here.environments.map(({ name }) => name).join(', ')}</p>

  it('are all of them in a browser', async () => {
    await show(createFakeHost(), <OwnInbox me={me}>{names}</OwnInbox>)
    expect(screen.getByText('Muster GmbH, Muster Österreich')).toBeTruthy()
  })

  it('are those in Teams in which one answers customers', async () => {
    await show(createFakeTeams(), <OwnInbox me={me}>{names}</OwnInbox>)
    expect(screen.getByText('Muster GmbH')).toBeTruthy()
  })

  it('are the one that the address names', async () => {
    const query = formatChoice({ environmentId: AUSTRIA.id, serviceId: null, view: 'waiting' })
    await show(createFakeHost(null, `/${query}`), <OwnInbox me={me}>{names}</OwnInbox>)
    expect(screen.getByText('Muster Österreich')).toBeTruthy()
  })

  it('are none when the tab is of a team that one is not in; one’s own are a step away', async () => {
    const query = formatChoice({ environmentId: idOf('envi', 9), serviceId: null, view: 'waiting' })
    const host = createFakeTeams({}, `/teams/inbox${query}`)
    const { container } = await show(host, <OwnInbox me={me}>{names}</OwnInbox>)
    expect(await faultsOf(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Open my own inbox' }))
    expect([host.address(), screen.getByText('Muster GmbH').tagName]).toEqual(['/', 'P'])
  })

  it('are none in Teams for those who answer nobody: what they work with opens in the browser', async () => {
    const host = createFakeTeams()
    const producer = { ...me, environments: [placeOf(AUSTRIA, ['producer'])] }
    await show(host, <OwnInbox me={producer}>{names}</OwnInbox>)
    await userEvent.click(screen.getByRole('button', { name: 'Open Reports' }))
    await userEvent.click(screen.getByRole('button', { name: 'Open Studio' }))
    expect(host.visited.slice(1)).toEqual(['/reports', '/studio'])
  })
})

describe('setting up a tab of a channel', () => {
  const channel = (index: number, kind: 'whatsapp' | 'telephony', service: typeof HOTLINE) => ({
    id: idOf('chan', index),
    name: `channel ${index}`,
    kind,
    service,
    address: '+4930',
    health: { state: 'working', since: null, platformCode: null, lastInboundAt: null },
  })
  const channels: Reply = () => ({
    items: [
      channel(1, 'whatsapp', HOTLINE),
      channel(2, 'whatsapp', BOOKING),
      channel(3, 'whatsapp', HOTLINE),
      channel(4, 'telephony', { id: idOf('serv', 3), name: 'Telefon allein' }),
    ],
  })
  const me: MeView = {
    ...ANNA,
    environments: [
      placeOf(MUSTER, ['agent']),
      placeOf(AUSTRIA, ['operator']),
      placeOf({ id: idOf('envi', 3), name: 'Nur Studio' }, ['producer']),
    ],
  }
  const route = (id: string) => `GET /environments/${id}/channels`

  async function setUp(stored: Pick<TabSettings, 'entityId' | 'contentUrl'> | null = null, of = me) {
    const offered: (TabSettings | null)[] = []
    const host = createFakeTeams({
      readSettings: () => Promise.resolve(stored),
      offerSettings: (settings) => void offered.push(settings),
    })
    const session = createSession(host)
    const view = await show(host, <ConfigurePage session={session} me={of} teams={host.teams} />)
    return { ...view, offered }
  }
  const queryOf = (settings: TabSettings | null | undefined) =>
    Object.fromEntries(new URL(settings?.contentUrl ?? '').searchParams)

  it('begins with those who wait, in every service, and can be saved at once', async () => {
    playServer({ ...usual, [route(MUSTER.id)]: channels })
    const { offered, container } = await setUp()
    await waitFor(() => expect(offered.at(-1)).not.toBeNull())
    expect(offered[0]).toBeNull()
    expect(queryOf(offered.at(-1))).toEqual({ environment: MUSTER.id, view: 'waiting' })
    expect(offered.at(-1)).toMatchObject({
      entityId: `${MUSTER.id}-all-waiting`,
      suggestedDisplayName: 'Callover: Waiting',
    })
    expect(await faultsOf(container)).toEqual([])
  })

  it('offers each service in which conversations can be, once', async () => {
    playServer({ ...usual, [route(MUSTER.id)]: channels })
    await setUp()
    await userEvent.click(await screen.findByRole('combobox', { name: 'Service' }))
    const options = await screen.findAllByRole('option')
    expect(options.map(({ textContent }) => textContent)).toEqual(['All services', 'Buchung', 'Hotline'])
  })

  it('forgets the service with the environment it belongs to', async () => {
    playServer({
      ...usual,
      [route(MUSTER.id)]: channels,
      [route(AUSTRIA.id)]: () => ({ items: [channel(1, 'whatsapp', BOOKING)] }),
    })
    const { offered } = await setUp()
    await userEvent.click(await screen.findByRole('combobox', { name: 'Service' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Hotline' }))
    expect(queryOf(offered.at(-1))).toMatchObject({ service: HOTLINE.id })
    await userEvent.click(screen.getByRole('combobox', { name: 'Environment' }))
    await userEvent.click(await screen.findByRole('option', { name: AUSTRIA.name }))
    // Nothing is saved that mixes the two.
    expect(offered.slice(-2)).toContain(null)
    await waitFor(() => expect(queryOf(offered.at(-1))).toEqual({ environment: AUSTRIA.id, view: 'waiting' }))
    expect(screen.queryByText('Nur Studio')).toBeNull()
  })

  it('begins with what was set up before and keeps its key', async () => {
    playServer({ ...usual, [route(MUSTER.id)]: channels })
    const query = formatChoice({ environmentId: MUSTER.id, serviceId: BOOKING.id, view: 'unassigned' })
    const contentUrl = `https://callover.test/teams/inbox${query}`
    const { offered } = await setUp({ entityId: 'as-it-was', contentUrl })
    await waitFor(() => expect(offered.at(-1)?.suggestedDisplayName).toBe('Buchung: Unassigned'))
    await userEvent.click(screen.getByRole('radio', { name: /^Mine/ }))
    expect([offered.at(-1)?.entityId, queryOf(offered.at(-1))]).toEqual([
      'as-it-was',
      { environment: MUSTER.id, service: BOOKING.id, view: 'mine' },
    ])
  })

  it.each(['', 'not an address', 'https://callover.test/teams/inbox?environment=ffffffffffffffffffffffff'])(
    'begins anew when what was set up before cannot be read or is not theirs: %s',
    async (contentUrl) => {
      playServer({ ...usual, [route(MUSTER.id)]: channels })
      const { offered } = await setUp({ entityId: 'as-it-was', contentUrl })
      await waitFor(() =>
        expect(queryOf(offered.at(-1))).toEqual({ environment: MUSTER.id, view: 'waiting' }),
      )
    },
  )

  it('says when the services cannot be loaded, saves nothing until they are, and tries again', async () => {
    let works = false
    playServer({
      ...usual,
      [route(MUSTER.id)]: (asked) => (works ? channels(asked) : refusal('internal_error', 500)),
    })
    const { offered } = await setUp()
    await screen.findByText('The services could not be loaded.')
    expect(new Set(offered)).toEqual(new Set([null]))
    works = true
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(offered.at(-1)).not.toBeNull())
    expect(screen.queryByText('The services could not be loaded.')).toBeNull()
  })

  it('is not for people who answer nobody', async () => {
    playServer(usual)
    const { offered } = await setUp(null, {
      ...me,
      environments: [placeOf(MUSTER, ['producer'])],
    })
    await screen.findByText('You cannot set up a tab here')
    expect(new Set(offered)).toEqual(new Set([null]))
  })
})
