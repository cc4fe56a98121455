import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashToken } from '../../../server/auth/tokens.ts'
import { sessionView } from '../../../server/contract/identity.ts'
import type { Store } from '../../../server/store/store.ts'
import { authenticate } from '../../../server/usecases/authenticate.ts'
import { changePassword } from '../../../server/usecases/change-password.ts'
import { lookLink } from '../../../server/usecases/links.ts'
import { completeReset, requestReset } from '../../../server/usecases/reset-password.ts'
import { endOtherSessions, endSession, listSessions } from '../../../server/usecases/sessions.ts'
import { signIn } from '../../../server/usecases/sign-in.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import {
  codeOf,
  createIdentityWorld,
  failureOf,
  outcomesOf,
  PASSWORD,
  signedInAs,
  stopClock,
  withTwoFactor,
  type IdentityWorld,
} from './identity-world.ts'

const NEXT = 'grüne Ziegen schwimmen weit'

let store: TestStore
let otherStore: Store
let world: IdentityWorld
let otherProcess: IdentityWorld
beforeAll(async () => {
  stopClock()
  store = await openTestStore()
  otherStore = await openTestStoreAt(store.database)
  world = createIdentityWorld(store)
  otherProcess = createIdentityWorld(otherStore)
})
afterAll(async () => {
  vi.useRealTimers()
  await otherStore.close()
  await closeTestStore(store)
})

let lastAddress = 0
/** Every test comes from elsewhere, so that none slows another down. */
function wishOf(email: string) {
  lastAddress += 1
  return { email, address: `198.51.100.${lastAddress}`, locale: 'de' as const }
}

function tokenIn(text: string): string {
  return /#reset=([\w-]+)/.exec(text)?.[1] ?? ''
}

async function resetToken(email: string): Promise<string> {
  await requestReset(world.deps, wishOf(email))
  return tokenIn(world.mails.findLast(({ to }) => to === email)?.text ?? '')
}

/** As if the link had been made so long ago. */
async function age(token: string, ms: number): Promise<void> {
  const tokenHash = hashToken(token)
  await store.raw.collection('links').updateOne({ tokenHash }, [
    {
      $set: {
        createdAt: { $subtract: ['$createdAt', ms] },
        expiresAt: { $subtract: ['$expiresAt', ms] },
      },
    },
  ])
}

describe('changing one’s password', () => {
  it('takes the current one and ends all other sessions', async () => {
    const { user } = await world.person()
    const other = await signedInAs(world.deps, user.email)
    const { token, principal } = await signedInAs(world.deps, user.email)
    const wrong = changePassword(world.deps, principal, { current: 'wrong', next: NEXT })
    expect(await failureOf(wrong)).toMatchObject({ code: 'invalid_input', issues: [{ path: 'current' }] })
    expect(await changePassword(world.deps, principal, { current: PASSWORD, next: NEXT })).toEqual([
      other.principal.sessionId,
    ])
    await authenticate(world.deps, token)
    expect((await failureOf(authenticate(world.deps, other.token))).code).toBe('unauthenticated')
    expect((await failureOf(signedInAs(world.deps, user.email))).code).toBe('unauthenticated')
    await signedInAs(world.deps, user.email, { password: NEXT })
  })

  it('says why a password is refused, and then changes nothing', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    for (const [next, message] of [
      ['kurz', 'too_short'],
      ['Passwort123456', 'breached'],
      ['€'.repeat(400), 'too_long'],
    ])
      expect(
        await failureOf(changePassword(world.deps, principal, { current: PASSWORD, next: next! })),
      ).toMatchObject({ code: 'password_refused', issues: [{ path: 'password', message }] })
    await signedInAs(world.deps, user.email)
  })

  it('lets one of two changes at the same moment win', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const nexts = [`${NEXT} eins`, `${NEXT} zwei`]
    const both = await outcomesOf([
      changePassword(world.deps, principal, { current: PASSWORD, next: nexts[0]! }),
      changePassword(otherProcess.deps, principal, { current: PASSWORD, next: nexts[1]! }),
    ])
    expect(both.succeeded).toBe(1)
    const signIns = nexts.map((password) => signedInAs(world.deps, user.email, { password }))
    expect((await outcomesOf(signIns)).succeeded).toBe(1)
  })

  it('shuts out a sign-in with the old one that was under way', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const deps = {
      ...world.deps,
      store: {
        ...store,
        sessions: {
          ...store.sessions,
          insert: async (session: Parameters<Store['sessions']['insert']>[0]) => {
            await changePassword(world.deps, principal, { current: PASSWORD, next: NEXT })
            return store.sessions.insert(session)
          },
        },
      },
    }
    const late = signIn(deps, { email: user.email, password: PASSWORD, address: '203.0.113.9' })
    expect((await failureOf(late)).code).toBe('unauthenticated')
    expect(await store.sessions.listOf(user.id, new Date())).toHaveLength(1)
  })

  it('is in the audit log without the password (DX-AUDIT-02)', async () => {
    const { user, environment } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    await changePassword(world.deps, principal, { current: PASSWORD, next: NEXT })
    const { items } = await store.audit.list(environment.id, { after: null, limit: 10 })
    expect(items).toMatchObject([{ verb: 'changed', object: { kind: 'user', id: user.id } }])
    expect(JSON.stringify(items)).not.toMatch(/argon|Ziegen|Kühe/)
  })
})

describe('resetting a password', () => {
  it('sends a link that is good for an hour, in the language of the person or else of the browser', async () => {
    const { user } = await world.person()
    await store.people.setLocale(user.id, 'nl')
    const token = await resetToken(user.email)
    const mail = world.mails.at(-1)
    expect(mail?.subject).toBe('Kies een nieuw wachtwoord voor Callover')
    expect(mail?.html).toContain(token)
    expect(await lookLink(world.deps, token)).toMatchObject({ kind: 'reset', email: user.email })
    await age(token, 61 * 60_000)
    expect((await failureOf(lookLink(world.deps, token))).code).toBe('link_expired')
    const late = completeReset(world.deps, { token, password: NEXT, address: null })
    expect((await failureOf(late)).code).toBe('link_expired')
  })

  it('ends every session and keeps the second factor', async () => {
    const { user } = await world.person()
    const { token: session, principal } = await signedInAs(world.deps, user.email)
    const { secret } = await withTwoFactor(world.deps, principal)
    const token = await resetToken(user.email)
    expect(await completeReset(world.deps, { token, password: NEXT, address: null })).toEqual([
      principal.sessionId,
    ])
    expect((await failureOf(authenticate(world.deps, session))).code).toBe('unauthenticated')
    const without = signedInAs(world.deps, user.email, { password: NEXT })
    expect((await failureOf(without)).code).toBe('totp_required')
    await signedInAs(world.deps, user.email, { password: NEXT, totp: codeOf(secret) })
  })

  it('works once, for one of two at the same moment', async () => {
    const { user } = await world.person()
    const token = await resetToken(user.email)
    const both = await outcomesOf([
      completeReset(world.deps, { token, password: `${NEXT} eins`, address: null }),
      completeReset(otherProcess.deps, { token, password: `${NEXT} zwei`, address: null }),
    ])
    expect(both).toEqual({ succeeded: 1, codes: ['link_expired'] })
    const again = completeReset(world.deps, { token, password: NEXT, address: null })
    expect((await failureOf(again)).code).toBe('link_expired')
  })

  it('replaces an older link, and leaves the link alone when the password is refused', async () => {
    const { user } = await world.person()
    const first = await resetToken(user.email)
    await age(first, 61_000)
    const second = await resetToken(user.email)
    expect(second).not.toBe(first)
    expect((await failureOf(lookLink(world.deps, first))).code).toBe('link_expired')
    const refused = completeReset(world.deps, { token: second, password: 'kurz', address: null })
    expect((await failureOf(refused)).code).toBe('password_refused')
    await completeReset(world.deps, { token: second, password: NEXT, address: null })
  })

  it('fills nobody’s mailbox: one mail a minute, whoever asks', async () => {
    const { user } = await world.person()
    await Promise.all(
      [world, otherProcess, world, otherProcess].map(({ deps }) => requestReset(deps, wishOf(user.email))),
    )
    const sent = [...world.mails, ...otherProcess.mails].filter(({ to }) => to === user.email)
    expect(sent).toHaveLength(1)
  })

  it('is forgotten when the password is changed meanwhile', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const token = await resetToken(user.email)
    await changePassword(world.deps, principal, { current: PASSWORD, next: NEXT })
    expect((await failureOf(lookLink(world.deps, token))).code).toBe('link_expired')
  })

  it('sends nothing to strangers, and does not fail without a mail server or when that refuses', async () => {
    const before = world.mails.length
    await requestReset(world.deps, wishOf('nobody@example.test'))
    await requestReset(world.deps, wishOf('no address at all'))
    expect(world.mails).toHaveLength(before)
    const { user } = await world.person()
    await requestReset({ ...world.deps, mail: null }, wishOf(user.email))
    const broken = { send: () => Promise.reject(new Error('down')) }
    await requestReset({ ...world.deps, mail: broken }, wishOf(user.email))
    // What did not leave keeps nobody waiting.
    expect(await resetToken(user.email)).not.toBe('')
  })

  it('keeps only a hash of the link', async () => {
    const { user } = await world.person()
    const token = await resetToken(user.email)
    expect(JSON.stringify(await store.raw.collection('links').find().toArray())).not.toContain(token)
  })

  it('tells links of other kinds, invented and cut ones apart by nothing', async () => {
    for (const token of ['rst_invented', 'set_invented', 'inv_invented', 'xyz_invented', 'rst_'])
      expect((await failureOf(lookLink(world.deps, token))).code).toBe('link_expired')
  })
})

describe('sessions', () => {
  it('are listed with where they come from, shortened, the latest first', async () => {
    const { user } = await world.person()
    await signedInAs(world.deps, user.email)
    const userAgent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'
    const { principal } = await signedInAs(world.deps, user.email, { userAgent })
    const { items } = await listSessions(world.deps, principal)
    expect(items.map((item) => sessionView.parse(item))).toHaveLength(2)
    expect(items[0]).toMatchObject({ current: true, device: 'Edge · Windows', address: '203.0.113.*' })
    expect(items[1]).toMatchObject({ current: false, device: null, method: 'password' })
    expect(JSON.stringify(await store.sessions.listOf(user.id, new Date()))).not.toContain('203.0.113.7')
  })

  it('of before are read as those of a password', async () => {
    const { user } = await world.person()
    const createdAt = new Date()
    await store.raw.collection<{ _id: string }>('sessions').insertOne({
      _id: 'a'.repeat(24),
      userId: user.id,
      tokenHash: hashToken('old'),
      createdAt,
      expiresAt: new Date('9999-01-01'),
    } as { _id: string })
    expect(await authenticate(world.deps, 'old')).toMatchObject({ userId: user.id, secondFactor: false })
    expect(await store.sessions.listOf(user.id, createdAt)).toMatchObject([
      { method: 'password', secondFactor: false, lastSeenAt: createdAt, address: null, device: null },
    ])
  })

  it('are ended one by one or all others at once, and only one’s own', async () => {
    const { user } = await world.person()
    const stranger = await signedInAs(world.deps, (await world.person()).user.email)
    const first = await signedInAs(world.deps, user.email)
    const second = await signedInAs(world.deps, user.email)
    const third = await signedInAs(world.deps, user.email)
    const foreign = endSession(world.deps, first.principal, stranger.principal.sessionId)
    expect((await failureOf(foreign)).code).toBe('not_found')
    await endSession(world.deps, first.principal, second.principal.sessionId)
    expect((await failureOf(authenticate(world.deps, second.token))).code).toBe('unauthenticated')
    expect(await endOtherSessions(world.deps, first.principal)).toEqual([third.principal.sessionId])
    await authenticate(world.deps, first.token)
    await authenticate(world.deps, stranger.token)
  })

  it('note that they are used, every few minutes', async () => {
    const { user } = await world.person()
    const { token, principal } = await signedInAs(world.deps, user.email)
    const [before] = await store.sessions.listOf(user.id, new Date())
    await authenticate(otherProcess.deps, token)
    const long = new Date(Date.now() - 3_600_000)
    const raw = store.raw.collection<{ _id: string; lastSeenAt: Date }>('sessions')
    expect((await raw.findOne({ _id: principal.sessionId }))?.lastSeenAt).toEqual(before?.lastSeenAt)
    await raw.updateOne({ _id: principal.sessionId }, { $set: { lastSeenAt: long } })
    await authenticate(createIdentityWorld(await thirdProcess()).deps, token)
    await expect
      .poll(async () => (await raw.findOne({ _id: principal.sessionId }))?.lastSeenAt)
      .toSatisfy((at: Date | undefined) => at !== undefined && at > long)
  })
})

const opened: Store[] = []
async function thirdProcess(): Promise<Store> {
  const third = await openTestStoreAt(store.database)
  opened.push(third)
  return third
}
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
})
