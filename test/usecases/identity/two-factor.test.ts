import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { authenticate } from '../../../server/usecases/authenticate.ts'
import { actIn } from '../../../server/usecases/access.ts'
import { getMe } from '../../../server/usecases/me.ts'
import type { Store } from '../../../server/store/store.ts'
import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  getTwoFactor,
  renewRecoveryCodes,
} from '../../../server/usecases/two-factor.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../../support/store.ts'
import {
  codeOf,
  createIdentityWorld,
  failureOf,
  outcomesOf,
  signedInAs,
  stopClock,
  withTwoFactor,
  type IdentityWorld,
} from './identity-world.ts'

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

describe('setting up a second factor', () => {
  it('counts for nothing before its first code confirms it', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const setup = await beginTwoFactor(world.deps, principal)
    expect(setup.uri).toContain(`secret=${setup.secret}`)
    expect(setup.qr).toMatch(/^<svg/)
    expect((await getTwoFactor(world.deps, principal)).state).toBe('off')
    expect((await signedInAs(world.deps, user.email)).principal.secondFactor).toBe(false)
    expect((await failureOf(confirmTwoFactor(world.deps, principal, '000000'))).code).toBe('totp_wrong')
    expect((await getTwoFactor(world.deps, principal)).state).toBe('off')
  })

  it('ends all other sessions and lifts this one, whose owner sees ten recovery codes once (DX-SEC-03)', async () => {
    const { user } = await world.person()
    const other = await signedInAs(world.deps, user.email)
    const { token, principal } = await signedInAs(world.deps, user.email)
    await beginTwoFactor(world.deps, principal)
    const proposed = await store.secondFactors.findProposed(user.id)
    const confirmed = await confirmTwoFactor(world.deps, principal, codeOf(proposed!.secret))
    expect(confirmed.recoveryCodes).toHaveLength(10)
    expect(confirmed.endedSessions).toEqual([other.principal.sessionId])
    expect((await authenticate(world.deps, token)).secondFactor).toBe(true)
    expect((await failureOf(authenticate(world.deps, other.token))).code).toBe('unauthenticated')
    expect(await getTwoFactor(world.deps, principal)).toEqual({
      state: 'on',
      required: false,
      recoveryCodesLeft: 10,
    })
    expect((await failureOf(beginTwoFactor(world.deps, principal))).code).toBe('conflict')
  })

  it('leaves neither the secret nor a recovery code readable in the database', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const { secret, recoveryCodes } = await withTwoFactor(world.deps, principal)
    const stored = JSON.stringify(await store.raw.collection('users').findOne({ email: user.email }))
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(stored).not.toContain(secret.toString(encoding))
    for (const code of recoveryCodes) expect(stored).not.toContain(code)
    expect(JSON.stringify(await store.people.findUser(user.id))).not.toMatch(/totp|recovery/i)
  })

  it('is confirmed once when two windows do it at the same moment', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    await beginTwoFactor(world.deps, principal)
    const code = codeOf((await store.secondFactors.findProposed(user.id))!.secret)
    const both = await outcomesOf([
      confirmTwoFactor(world.deps, principal, code),
      confirmTwoFactor(otherProcess.deps, principal, code),
    ])
    expect(both).toEqual({ succeeded: 1, codes: ['conflict'] })
  })

  it('opens the environments of an account that demands it, which are closed before (DX-SEC-01)', async () => {
    const { user, environment } = await world.person({ twoFactorRequired: true })
    const { token, principal } = await signedInAs(world.deps, user.email)
    const attempt = actIn(world.deps, principal, environment.id, 'conversation:see')
    expect((await failureOf(attempt)).code).toBe('two_factor_required')
    expect((await getMe(world.deps, principal)).pending).toBe('two_factor_setup')
    await withTwoFactor(world.deps, principal)
    const lifted = await authenticate(world.deps, token)
    await actIn(world.deps, lifted, environment.id, 'conversation:see')
    expect((await getMe(world.deps, lifted)).pending).toBeNull()
  })

  it('is in the audit log, without any secret (DX-AUDIT-02)', async () => {
    const { user, environment } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const { secret } = await withTwoFactor(world.deps, principal)
    const { items } = await store.audit.list(environment.id, { after: null, limit: 10 })
    expect(items).toMatchObject([
      {
        verb: 'changed',
        actor: { id: user.id },
        object: { kind: 'user', id: user.id },
        changes: [{ path: 'twoFactor', before: false, after: true }],
      },
    ])
    expect(JSON.stringify(items)).not.toContain(secret.toString('base64url'))
  })
})

describe('signing in with a second factor', () => {
  it('asks for the code only after the right password, and lets nobody in without it', async () => {
    const { user } = await world.person()
    await withTwoFactor(world.deps, (await signedInAs(world.deps, user.email)).principal)
    const without = signedInAs(world.deps, user.email)
    expect((await failureOf(without)).code).toBe('totp_required')
    const wrongPassword = signedInAs(world.deps, user.email, { password: 'wrong', totp: '000000' })
    expect((await failureOf(wrongPassword)).code).toBe('unauthenticated')
    const wrongCode = signedInAs(world.deps, user.email, { totp: '000000' })
    expect((await failureOf(wrongCode)).code).toBe('totp_wrong')
  })

  it('opens a session with a second factor for the right code, which counts once', async () => {
    const { user } = await world.person()
    const { secret } = await withTwoFactor(world.deps, (await signedInAs(world.deps, user.email)).principal)
    const totp = codeOf(secret)
    expect((await signedInAs(world.deps, user.email, { totp })).principal.secondFactor).toBe(true)
    expect((await failureOf(signedInAs(world.deps, user.email, { totp }))).code).toBe('totp_wrong')
  })

  it('lets one of two processes take a code', async () => {
    const { user } = await world.person()
    const { secret } = await withTwoFactor(world.deps, (await signedInAs(world.deps, user.email)).principal)
    const totp = codeOf(secret)
    const both = await outcomesOf([
      signedInAs(world.deps, user.email, { totp }),
      signedInAs(otherProcess.deps, user.email, { totp }),
    ])
    expect(both).toEqual({ succeeded: 1, codes: ['totp_wrong'] })
  })

  it('takes every recovery code once, in whichever process', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const { recoveryCodes } = await withTwoFactor(world.deps, principal)
    const totp = recoveryCodes[3]!.toLowerCase()
    const both = await outcomesOf([
      signedInAs(world.deps, user.email, { totp }),
      signedInAs(otherProcess.deps, user.email, { totp }),
    ])
    expect(both).toEqual({ succeeded: 1, codes: ['totp_wrong'] })
    expect((await getTwoFactor(world.deps, principal)).recoveryCodesLeft).toBe(9)
  })

  it('slows down guessing codes, however often the right password comes in between', async () => {
    const { user } = await world.person()
    await withTwoFactor(world.deps, (await signedInAs(world.deps, user.email)).principal)
    const codes: string[] = []
    for (let guess = 0; guess < 7; guess += 1) {
      codes.push((await failureOf(signedInAs(world.deps, user.email, { totp: '000000' }))).code ?? '')
      codes.push((await failureOf(signedInAs(world.deps, user.email))).code ?? '')
    }
    expect(codes.filter((code) => code === 'totp_wrong')).toHaveLength(5)
    expect(codes.at(-1)).toBe('rate_limited')
  })
})

describe('new recovery codes', () => {
  it('take the place of the old ones', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const { secret, recoveryCodes } = await withTwoFactor(world.deps, principal)
    const renewed = await renewRecoveryCodes(world.deps, principal, codeOf(secret))
    const old = signedInAs(world.deps, user.email, { totp: recoveryCodes[0]! })
    expect((await failureOf(old)).code).toBe('totp_wrong')
    await signedInAs(world.deps, user.email, { totp: renewed.recoveryCodes[0]! })
  })
})

describe('switching a second factor off', () => {
  it('takes a code, and leaves sessions that have proved a password alone', async () => {
    const { user } = await world.person()
    const { token, principal } = await signedInAs(world.deps, user.email)
    const { secret } = await withTwoFactor(world.deps, principal)
    expect((await failureOf(disableTwoFactor(world.deps, principal, '000000'))).code).toBe('totp_wrong')
    await disableTwoFactor(world.deps, principal, codeOf(secret))
    expect((await authenticate(world.deps, token)).secondFactor).toBe(false)
    expect((await getTwoFactor(world.deps, principal)).state).toBe('off')
    expect((await signedInAs(world.deps, user.email)).principal.secondFactor).toBe(false)
  })

  it('is refused where an account of theirs demands it (DX-SEC-01)', async () => {
    const { user } = await world.person({ twoFactorRequired: true })
    const { principal } = await signedInAs(world.deps, user.email)
    const { secret } = await withTwoFactor(world.deps, principal)
    expect((await getTwoFactor(world.deps, principal)).required).toBe(true)
    expect((await failureOf(disableTwoFactor(world.deps, principal, codeOf(secret)))).code).toBe('conflict')
    expect((await getTwoFactor(world.deps, principal)).state).toBe('on')
  })

  it('is nothing an API key can do', async () => {
    const { user } = await world.person()
    const { principal } = await signedInAs(world.deps, user.email)
    const key = { ...principal, apiKey: { id: 'k', environmentId: 'e', grants: [] } }
    for (const attempt of [getTwoFactor, beginTwoFactor, getMe])
      expect((await failureOf(attempt(world.deps, key))).code).toBe('forbidden')
  })
})
