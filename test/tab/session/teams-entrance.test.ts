import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSession, type Session } from '../../../tab/src/features/session/session.ts'
import { TeamsRefusal } from '../../../tab/src/host/host.ts'
import { ANNA, createFakeTeams, LUCA, type FakeTeams } from './fake-host.ts'
import { OFFLINE, playServer, refusal, type Reply } from './fake-server.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  localStorage.clear()
})

const session = (token: string, of = ANNA) => ({ token, user: of.user })
const welcoming: Record<string, Reply> = {
  'POST /sessions/teams': () => session('first'),
  'POST /sessions/code': () => session('by-code'),
  'GET /me': () => ANNA,
}
const strange: Record<string, Reply> = { 'POST /sessions/teams': () => refusal('unknown_person') }

async function enter(host: FakeTeams): Promise<Session> {
  const entered = createSession(host)
  expect(entered.store.get()).toEqual({ step: 'loading' })
  await entered.load()
  return entered
}

describe('somebody in Teams', () => {
  it('is signed in by their Teams account without a question', async () => {
    const server = playServer(welcoming)
    const host = createFakeTeams()
    const { store } = await enter(host)
    expect(store.get()).toEqual({ step: 'signedIn', me: ANNA })
    expect(server.asked.map(({ route, token, body }) => [route, token, body])).toEqual([
      ['POST /sessions/teams', null, { token: 'teams-token' }],
      ['GET /me', 'first', null],
    ])
    expect(host.readToken()).toBe('first')
  })

  it('is asked once, however often the page asks', async () => {
    const server = playServer(welcoming)
    const entered = createSession(createFakeTeams())
    await Promise.all([entered.load(), entered.load(), entered.teams?.enter()])
    expect(server.routes()).toEqual(['POST /sessions/teams', 'GET /me'])
  })

  it('is asked to consent when Teams gives no token, and comes in by a window', async () => {
    const server = playServer(welcoming)
    const refuse = () => Promise.reject(new TeamsRefusal('refused', 'consent_required'))
    const { store, teams } = await enter(createFakeTeams({ getToken: refuse }))
    expect(store.get()).toEqual({ step: 'stopped', stop: { kind: 'consent', fault: null } })
    await teams?.enterByWindow()
    expect(store.get()).toEqual({ step: 'signedIn', me: ANNA })
    expect(server.asked[0]).toMatchObject({ route: 'POST /sessions/code', body: { code: 'one-time-code' } })
  })

  it.each([
    ['cancelled', 'CancelledByUser', 'cancelled'],
    ['blocked', 'FailedToOpenWindow', 'blocked'],
    ['refused', 'consent_required', 'consent_required'],
    ['refused', 'unavailable', 'unavailable'],
    ['refused', '<script>', 'refused'],
  ] as const)('hears what became of a window: %s, %s', async (reason, message, fault) => {
    playServer(welcoming)
    const host = createFakeTeams({
      getToken: () => Promise.reject(new TeamsRefusal('refused', '')),
      openSignIn: () => Promise.reject(new TeamsRefusal(reason, message)),
    })
    const { store, teams } = await enter(host)
    await teams?.enterByWindow()
    expect(store.get()).toEqual({ step: 'stopped', stop: { kind: 'consent', fault } })
  })

  it('need not wait for a Teams that does not answer, and is not startled when it does', async () => {
    playServer(welcoming)
    let answer: (token: string) => void = () => undefined
    const entered = createSession(
      createFakeTeams({ getToken: () => new Promise((resolve) => (answer = resolve)) }),
    )
    const loading = entered.load()
    await Promise.resolve()
    entered.teams?.giveUp()
    const stopped = { step: 'stopped', stop: { kind: 'consent', fault: null } }
    expect(entered.store.get()).toEqual(stopped)
    answer('late-token')
    await loading
    expect(entered.store.get()).toEqual(stopped)
  })

  it.each([
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['rate_limited', 429],
    ['channel_unavailable', 503],
  ])('hears when the server answers %s', async (code, status) => {
    playServer({ 'POST /sessions/teams': () => refusal(code, status) })
    const { store } = await enter(createFakeTeams())
    expect(store.get()).toEqual({ step: 'stopped', stop: { kind: 'failed', code } })
  })

  it('comes in as soon as the server can be reached', async () => {
    let reachable = false
    playServer({ ...welcoming, 'POST /sessions/teams': () => (reachable ? session('first') : OFFLINE) })
    const { store, load } = await enter(createFakeTeams())
    expect(store.get()).toEqual({ step: 'unreachable' })
    const seen: string[] = []
    store.subscribe(() => seen.push(store.get().step))
    await load()
    reachable = true
    await load()
    // No spinner flickers while it is tried again and again.
    expect(seen).toEqual(['unreachable', 'signedIn'])
  })

  it('stays signed out after signing out, until they come back', async () => {
    playServer({ ...welcoming, 'DELETE /sessions/current': () => ({}) })
    const host = createFakeTeams()
    const { store, signOut, teams } = await enter(host)
    await signOut()
    expect([store.get(), host.readToken()]).toEqual([{ step: 'stopped', stop: { kind: 'left' } }, null])
    await teams?.enter()
    expect(store.get().step).toBe('signedIn')
  })

  it('may use e-mail and password all the same', async () => {
    const server = playServer({
      ...welcoming,
      'POST /sessions/teams': () => refusal('unauthenticated', 401),
      'POST /sessions': ({ body }) =>
        body?.['password'] === 'right' ? session('by-password') : refusal('unauthenticated', 401),
    })
    const entered = await enter(createFakeTeams())
    await expect(entered.signIn('anna@example.test', 'wrong')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(entered.store.get().step).toBe('stopped')
    await entered.signIn('anna@example.test', 'right')
    expect(entered.store.get().step).toBe('signedIn')
    expect(server.routes().filter((route) => route === 'POST /sessions/teams')).toHaveLength(1)
  })
})

describe('a stranger in Teams', () => {
  const request = (state: 'pending' | 'declined') => ({
    ...strange,
    'POST /access-requests': () => ({ state }),
  })
  const stranger = (asked: 'none' | 'pending' | 'declined', canAsk = true) => ({
    step: 'stopped',
    stop: { kind: 'stranger', canAsk, request: asked },
  })

  it('asks for access, with words or without', async () => {
    const server = playServer(request('pending'))
    const { store, teams } = await enter(createFakeTeams())
    expect(store.get()).toEqual(stranger('none'))
    await teams?.askForAccess('  I work at the hotline ')
    expect(store.get()).toEqual(stranger('pending'))
    expect(server.asked.at(-1)?.body).toEqual({ token: 'teams-token', message: 'I work at the hotline' })
    await teams?.askForAccess(' ')
    expect(server.asked.at(-1)?.body).toEqual({ token: 'teams-token' })
  })

  it('finds their request again, and hears when it was declined', async () => {
    let state: 'pending' | 'declined' = 'pending'
    const server = playServer({ ...strange, 'POST /access-requests': () => ({ state }) })
    const first = await enter(createFakeTeams())
    await first.teams?.askForAccess('please')
    const again = await enter(createFakeTeams())
    expect(again.store.get()).toEqual(stranger('pending'))
    // The same words: asking again would otherwise change the request.
    expect(server.asked.at(-1)?.body).toEqual({ token: 'teams-token', message: 'please' })
    state = 'declined'
    await again.teams?.enter({ quiet: true })
    expect(again.store.get()).toEqual(stranger('declined'))
  })

  it('does not find the request of somebody else', async () => {
    playServer(request('pending'))
    await (await enter(createFakeTeams())).teams?.askForAccess('please')
    const { store } = await enter(createFakeTeams({ account: 'luca@example.test' }))
    expect(store.get()).toEqual(stranger('none'))
  })

  it('is let in by themselves while they wait', async () => {
    let known = false
    playServer({
      ...welcoming,
      ...request('pending'),
      'POST /sessions/teams': () => (known ? session('first') : refusal('unknown_person')),
    })
    const { store, teams } = await enter(createFakeTeams())
    await teams?.askForAccess('')
    const seen: string[] = []
    store.subscribe(() => seen.push(store.get().step))
    await teams?.enter({ quiet: true })
    known = true
    await teams?.enter({ quiet: true })
    expect([...new Set(seen)]).toEqual(['stopped', 'signedIn'])
  })

  it('comes in when somebody has let them in before they asked', async () => {
    let known = false
    playServer({
      ...welcoming,
      'POST /sessions/teams': () => (known ? session('first') : refusal('unknown_person')),
      'POST /access-requests': () => refusal('conflict', 409),
    })
    const { store, teams } = await enter(createFakeTeams())
    await expect(teams?.askForAccess('')).rejects.toMatchObject({ code: 'conflict' })
    known = true
    await teams?.askForAccess('')
    expect(store.get().step).toBe('signedIn')
  })

  it('can ask after a window too, once Teams vouches for them', async () => {
    playServer(strange)
    let consented = false
    const host = createFakeTeams({
      getToken: () =>
        consented ? Promise.resolve('teams-token') : Promise.reject(new TeamsRefusal('refused', '')),
      openSignIn: () => Promise.reject(new TeamsRefusal('refused', 'unknown_person')),
    })
    const { store, teams } = await enter(host)
    await teams?.enterByWindow()
    expect(store.get()).toEqual(stranger('none', false))
    consented = true
    await teams?.enterByWindow()
    expect(store.get()).toEqual(stranger('none', true))
  })
})

describe('a session that the server has ended', () => {
  /** Knows `first` until it is ended, and whatever came after it. */
  function aServer(next: Reply = () => session('second')) {
    let ended = false
    const server = playServer({
      'POST /sessions/teams': (asked) => (ended ? next(asked) : session('first')),
      'GET /me': ({ token }) => (ended && token === 'first' ? refusal('unauthenticated', 401) : ANNA),
      'PATCH /me': ({ token }) => (ended && token === 'first' ? refusal('unauthenticated', 401) : ANNA),
    })
    return { ...server, end: () => (ended = true) }
  }

  it('is renewed without anybody noticing, once for everything that was refused', async () => {
    const server = aServer()
    const host = createFakeTeams()
    const entered = await enter(host)
    server.end()
    const seen: string[] = []
    entered.store.subscribe(() => seen.push(entered.store.get().step))
    const calls = Array.from({ length: 4 }, () => entered.api.call('GET /me', {}))
    await Promise.all([...calls, entered.setLocale('de')])
    expect(server.routes().filter((route) => route === 'POST /sessions/teams')).toHaveLength(2)
    expect([host.readToken(), new Set(seen)]).toEqual(['second', new Set(['signedIn'])])
  })

  it('is not renewed again for a call that was sent before it was renewed', async () => {
    const server = aServer()
    const host = createFakeTeams()
    const entered = await enter(host)
    server.end()
    const late = entered.api.call('GET /me', {})
    host.storeToken('second')
    await late
    expect(server.routes().filter((route) => route === 'POST /sessions/teams')).toHaveLength(1)
  })

  it('ends for the person as well when Teams vouches for them no longer', async () => {
    const server = aServer(() => refusal('unknown_person'))
    const host = createFakeTeams()
    const entered = await enter(host)
    server.end()
    await expect(entered.api.call('GET /me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
    expect([entered.store.get(), host.readToken()]).toEqual([
      { step: 'stopped', stop: { kind: 'expired' } },
      null,
    ])
  })

  it('goes on when it cannot be renewed just now', async () => {
    const server = aServer(() => OFFLINE)
    const entered = await enter(createFakeTeams())
    server.end()
    await expect(entered.api.call('GET /me', {})).rejects.toMatchObject({ code: 'offline' })
    expect(entered.store.get().step).toBe('signedIn')
  })

  it('goes on when Teams does not answer, and tries again with the next call', async () => {
    vi.useFakeTimers()
    const server = aServer()
    let answers = true
    const host = createFakeTeams({
      getToken: () => (answers ? Promise.resolve('teams-token') : new Promise(() => {})),
    })
    const entered = await enter(host)
    server.end()
    answers = false
    const refused = entered.api.call('GET /me', {}).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await refused).toMatchObject({ code: 'offline' })
    answers = true
    await entered.api.call('GET /me', {})
    expect([host.readToken(), entered.store.get().step]).toEqual(['second', 'signedIn'])
  })

  it('does nothing in the name of somebody else who is in Teams by then', async () => {
    let changes = 0
    playServer({
      'POST /sessions/teams': () => (changes === 0 ? session('first') : session('second', LUCA)),
      'GET /me': ({ token }) => (token === 'first' ? ANNA : LUCA),
      'PATCH /me': ({ token }) => {
        changes += 1
        return token === 'first' ? refusal('unauthenticated', 401) : LUCA
      },
    })
    const entered = await enter(createFakeTeams())
    await expect(entered.setLocale('de')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(changes).toBe(1)
    await vi.waitFor(() => expect(entered.store.get()).toEqual({ step: 'signedIn', me: LUCA }))
  })
})
