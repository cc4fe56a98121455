import { afterEach, describe, expect, it, vi } from 'vitest'
import { takeArrival } from '../../../tab/src/features/session/arrival.ts'
import { createSession } from '../../../tab/src/features/session/session.ts'
import { idOf } from '../builders.ts'
import { ANNA, createFakeHost } from './fake-host.ts'
import { OFFLINE, playServer, refusal } from './fake-server.ts'

const CODE = 'x3J-k_9.Q~'
const at = (address: string): void => window.history.replaceState(null, '', address)
const here = (): string => window.location.pathname + window.location.search + window.location.hash

afterEach(() => {
  at('/')
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('coming back from Microsoft', () => {
  it('brings a code, which does not stay in the address', () => {
    at(`/reports?period=30d#signed-in=${CODE}`)
    const steps = window.history.length
    expect(takeArrival()).toEqual({ code: CODE })
    expect([here(), window.history.length]).toEqual(['/reports?period=30d', steps])
    expect(takeArrival()).toBeNull()
  })

  it('leads to the place where one had left', () => {
    const place = `/mine/c/${idOf('conv', 1)}?q=Müller & Co`
    at(`/#signed-in=${CODE}&place=${encodeURIComponent(place)}`)
    takeArrival()
    expect(decodeURI(here())).toBe(`/#${place}`)
  })

  it.each([
    ['#sign-in-error=cancelled', 'cancelled'],
    ['#sign-in-error=unknown_person&place=%2Fmine', 'unknown_person'],
    ['#sign-in-error=%3Cscript%3E', 'failed'],
    ['#sign-in-error=', 'failed'],
    ['#signed-in=', 'failed'],
    [`#signed-in=${'x'.repeat(200)}`, 'failed'],
    ['#signed-in=a%20b', 'failed'],
  ])('tells what went wrong: %s', (hash, fault) => {
    at(`/${hash}`)
    expect(takeArrival()).toEqual({ fault })
    expect(here()).not.toContain('sign')
  })

  it.each(['', '#/mine', `#/c/${idOf('conv', 1)}?q=signed-in=x`, '#code=abc'])(
    'leaves an address alone that says nothing of it: %s',
    (hash) => {
      at(`/${hash}`)
      expect([takeArrival(), here()]).toEqual([null, `/${hash}`])
    },
  )

  it('is for Teams in a window of Teams, and for nobody else', () => {
    at(`/teams/auth-end#code=${CODE}`)
    expect([takeArrival(), here()]).toEqual([{ code: CODE }, '/teams/auth-end'])
    at('/teams/auth-end#sign-in-error=unknown_person')
    expect(takeArrival()).toEqual({ fault: 'unknown_person' })
    at(`/teams/auth-end#signed-in=${CODE}`)
    expect(takeArrival()).toBeNull()
  })
})

describe('a code from Microsoft', () => {
  const me = { 'GET /me': () => ANNA }

  it('opens a session', async () => {
    const server = playServer({ ...me, 'POST /sessions/code': () => ({ token: 'new', user: ANNA.user }) })
    const host = createFakeHost()
    const session = createSession(host, { code: CODE })
    expect(session.store.get()).toEqual({ step: 'loading' })
    await Promise.all([session.load(), session.load()])
    await session.load()
    expect(session.store.get()).toEqual({ step: 'signedIn', me: ANNA })
    expect(server.routes().filter((route) => route === 'POST /sessions/code')).toHaveLength(1)
    expect([server.asked[0]?.body, host.readToken()]).toEqual([{ code: CODE }, 'new'])
  })

  it('is tried again when the server could not be reached', async () => {
    let reachable = false
    playServer({
      ...me,
      'POST /sessions/code': () => (reachable ? { token: 'new', user: ANNA.user } : OFFLINE),
    })
    const session = createSession(createFakeHost(), { code: CODE })
    await session.load()
    expect(session.store.get()).toEqual({ step: 'unreachable' })
    reachable = true
    await session.load()
    expect(session.store.get().step).toBe('signedIn')
  })

  it('that is good no more leads to the sign-in page', async () => {
    playServer({ 'POST /sessions/code': () => refusal('unauthenticated', 401) })
    const session = createSession(createFakeHost(), { code: CODE })
    await session.load()
    expect(session.store.get()).toEqual({ step: 'signedOut', expired: false, fault: 'expired' })
  })

  it('signs nobody out who is signed in, when it is somebody’s bad joke', async () => {
    playServer({ ...me, 'POST /sessions/code': () => refusal('unauthenticated', 401) })
    const host = createFakeHost('before')
    const session = createSession(host, { code: CODE })
    await session.load()
    expect([session.store.get().step, host.readToken()]).toEqual(['signedIn', 'before'])
  })

  it('that never came leaves a word on the sign-in page, for those who are not signed in', () => {
    playServer(me)
    const fault = { fault: 'cancelled' }
    expect(createSession(createFakeHost(), fault).store.get()).toEqual({
      step: 'signedOut',
      expired: false,
      fault: 'cancelled',
    })
    expect(createSession(createFakeHost('before'), fault).store.get()).toEqual({ step: 'loading' })
  })
})
