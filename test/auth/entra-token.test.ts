import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EntraUnavailableError, UnservedTenantError } from '../../server/auth/entra-errors.ts'
import { createEntraTokens, type EntraTokens } from '../../server/auth/entra-token.ts'
import { UnauthenticatedError } from '../../server/lib/errors.ts'
import { startEntra, type EntraAccount, type EntraStandIn, type TokenOverrides } from '../support/entra.ts'

const HOME = '11111111-aaaa-4000-8000-000000000001'
const FOREIGN = '33333333-aaaa-4000-8000-000000000003'
const CLIENT_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const PUBLIC_URL = 'https://Callover.Example.test'

const anna: EntraAccount = {
  objectId: '44444444-bbbb-4000-8000-000000000001',
  name: 'Änna Müller',
  username: 'Anna@Example.test',
}

let entra: EntraStandIn
let tokens: EntraTokens

function tokensOf(authority: string, change: object = {}): EntraTokens {
  return createEntraTokens({
    authority,
    clientId: CLIENT_ID.toUpperCase(),
    publicUrl: PUBLIC_URL,
    serves: (tenantId) => Promise.resolve(tenantId === HOME),
    fetch,
    ...change,
  })
}

beforeAll(async () => {
  entra = await startEntra({ tenantId: HOME, clientId: CLIENT_ID, clientSecret: 'secret', people: [anna] })
})
// Without keys that an earlier test has seen withdrawn.
beforeEach(() => {
  tokens = tokensOf(entra.authority)
})
afterAll(() => entra.close())

/** The name of the error; `accepted` without one. */
const outcomeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )

const verify = async (overrides: TokenOverrides = {}, person = anna) =>
  tokens.verifyAccess(await entra.issueTeamsToken(person, overrides))

describe('a token of Entra', () => {
  it('tells who somebody is, in the form of either version', async () => {
    const person = {
      tenantId: HOME,
      objectId: anna.objectId,
      name: 'Änna Müller',
      emails: ['anna@example.test'],
    }
    expect(await verify({ version: 2 })).toEqual(person)
    expect(await verify({ version: 1 })).toEqual(person)
  })

  it('is for us by our id or by either form of our Application ID URI', async () => {
    for (const audience of [
      CLIENT_ID,
      `api://callover.example.test/botid-${CLIENT_ID}`,
      `api://callover.example.test/${CLIENT_ID}`,
    ])
      expect(await verify({ audience })).toMatchObject({ objectId: anna.objectId })
  })

  it('is refused when it is for somebody else', async () => {
    for (const audience of [
      '00000003-0000-0000-c000-000000000000',
      `api://evil.example.test/botid-${CLIENT_ID}`,
      `api://callover.example.test.evil.test/${CLIENT_ID}`,
      `api://callover.example.test/botid-${HOME}`,
      `api://${CLIENT_ID}`,
      '',
    ])
      expect([audience, await outcomeOf(verify({ audience }))]).toEqual([audience, 'UnauthenticatedError'])
    await expect(verify({ claims: { aud: [CLIENT_ID, 'another'] } })).rejects.toBeInstanceOf(
      UnauthenticatedError,
    )
  })

  it('is refused when somebody else signed it', async () => {
    await expect(verify({ forged: true })).rejects.toBeInstanceOf(UnauthenticatedError)
    await expect(verify({ header: { kid: 'unknown' } })).rejects.toBeInstanceOf(UnauthenticatedError)
    await expect(verify({ header: { kid: undefined } })).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('is refused without a signature, and with one made of the public key', async () => {
    for (const algorithm of ['none', 'HS256'] as const) {
      const token = await entra.issueWithWrongAlgorithm(anna, algorithm)
      expect([algorithm, await outcomeOf(tokens.verifyAccess(token))]).toEqual([
        algorithm,
        'UnauthenticatedError',
      ])
    }
  })

  it('is refused with another algorithm, even when the right key signed it', async () => {
    for (const alg of ['RS512', 'PS256'])
      expect([alg, await outcomeOf(verify({ header: { alg } }))]).toEqual([alg, 'UnauthenticatedError'])
  })

  it('is refused when its content was changed after it was signed', async () => {
    const [header = '', payload = '', signature = ''] = (await entra.issueTeamsToken(anna)).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const changed = Buffer.from(JSON.stringify({ ...claims, oid: FOREIGN })).toString('base64url')
    await expect(tokens.verifyAccess(`${header}.${changed}.${signature}`)).rejects.toBeInstanceOf(
      UnauthenticatedError,
    )
  })

  it('is refused when it is none at all', async () => {
    for (const token of ['', 'x', 'a.b.c', '..', 'e30.e30.', `e30.${'A'.repeat(20_000)}.x`, 'ä.ö.ü'])
      expect([token.slice(0, 20), await outcomeOf(tokens.verifyAccess(token))]).toEqual([
        token.slice(0, 20),
        'UnauthenticatedError',
      ])
  })

  it('is good from its beginning to its end, with two minutes for clocks that differ', async () => {
    await verify({ issuedAgoSeconds: 3600 + 60, lifetimeSeconds: 3600 })
    await verify({ issuedAgoSeconds: -60 })
    for (const overrides of [
      { issuedAgoSeconds: 3600 + 180, lifetimeSeconds: 3600 },
      { issuedAgoSeconds: -180 },
      { claims: { exp: undefined } },
      { claims: { nbf: undefined } },
      { claims: { exp: '9999999999' } },
    ])
      expect([JSON.stringify(overrides), await outcomeOf(verify(overrides))]).toEqual([
        JSON.stringify(overrides),
        'UnauthenticatedError',
      ])
  })

  it('is refused of an organisation that is not served here, whatever its issuer says', async () => {
    const stranger = { ...anna, tenantId: FOREIGN }
    await expect(verify({}, stranger)).rejects.toBeInstanceOf(UnservedTenantError)
    await expect(
      verify({ claims: { iss: `${entra.authority}/${HOME}/v2.0` } }, stranger),
    ).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('names its own organisation as the issuer, never the template or another one', async () => {
    for (const iss of [
      `${entra.authority}/common/v2.0`,
      `${entra.authority}/{tenantid}/v2.0`,
      `${entra.authority}/organizations/v2.0`,
      `${entra.authority}/${FOREIGN}/v2.0`,
      `${entra.authority}/${HOME}/v2.0/`,
      `https://sts.windows.net/${HOME}/`,
      `https://login.microsoftonline.com/${HOME}/v2.0`,
      `https://evil.test/${HOME}/v2.0`,
    ])
      expect([iss, await outcomeOf(verify({ claims: { iss } }))]).toEqual([iss, 'UnauthenticatedError'])
  })

  it("is refused when it is signed by a key for other organisations' tokens", async () => {
    const token = await entra.issueWithForeignKey(anna)
    await expect(tokens.verifyAccess(token)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('has the scope of the tab', async () => {
    await verify({ claims: { scp: 'openid access_as_user profile' } })
    for (const scp of [undefined, '', 'User.Read', 'access_as_user2', 'not_access_as_user', 7])
      expect([String(scp), await outcomeOf(verify({ claims: { scp } }))]).toEqual([
        String(scp),
        'UnauthenticatedError',
      ])
  })

  it('has the pair by which people are known, as GUIDs', async () => {
    for (const claims of [
      { oid: undefined },
      { tid: undefined },
      { oid: 'anna' },
      { oid: { $ne: null } },
      { tid: 'common', iss: `${entra.authority}/common/v2.0` },
    ])
      expect([JSON.stringify(claims), await outcomeOf(verify({ claims }))]).toEqual([
        JSON.stringify(claims),
        'UnauthenticatedError',
      ])
    const { objectId } = await verify({ claims: { oid: anna.objectId.toUpperCase() } })
    expect(objectId).toBe(anna.objectId)
  })

  it('of a tab is no identity token, and the other way round', async () => {
    const identity = { claims: { scp: undefined, nonce: 'n' } }
    await expect(verify(identity)).rejects.toBeInstanceOf(UnauthenticatedError)
    const forTab = await entra.issueTeamsToken(anna)
    await expect(tokens.verifyIdentity(forTab, 'n')).rejects.toBeInstanceOf(UnauthenticatedError)
    const token = await entra.issueTeamsToken(anna, identity)
    expect(await tokens.verifyIdentity(token, 'n')).toMatchObject({ objectId: anna.objectId })
    await expect(tokens.verifyIdentity(token, 'm')).rejects.toBeInstanceOf(UnauthenticatedError)
    const asUri = await entra.issueTeamsToken(anna, { ...identity, version: 1 })
    await expect(tokens.verifyIdentity(asUri, 'n')).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('lists addresses of a member: the account first, then the mailbox', async () => {
    const member = { ...anna, username: 'am@corp.example.test', email: 'Anna.Mueller@example.test' }
    expect((await verify({}, member)).emails).toEqual(['am@corp.example.test', 'anna.mueller@example.test'])
  })

  it("believes nothing about a guest's mailbox, nor that a guest's account name is an address", async () => {
    const guest = {
      ...anna,
      username: 'anna_elsewhere.test#EXT#@example.test',
      email: 'victim@example.test',
    }
    const idp = `https://sts.windows.net/${FOREIGN}/`
    expect((await verify({ claims: { idp } }, guest)).emails).toEqual([])
    expect((await verify({ claims: { acct: 1 } }, guest)).emails).toEqual([])
  })

  it('leaves out what is no address or no name, and strips names of what hides or reorders text', async () => {
    const person = await verify({
      claims: {
        name: '\u202Elufgnal\n\u0000 x',
        preferred_username: 'x'.repeat(2000),
        upn: 7,
        email: 'no address',
      },
    })
    expect(person).toMatchObject({ name: 'lufgnal x', emails: [] })
    expect((await verify({ claims: { name: undefined } })).name).toBeNull()
  })

  it('is judged by the time, not by when it was first seen', async () => {
    const clock = { now: new Date() }
    const moving = tokensOf(entra.authority, { now: () => clock.now })
    const token = await entra.issueTeamsToken(anna)
    await moving.verifyAccess(token)
    clock.now = new Date(clock.now.getTime() + 2 * 3_600_000)
    await expect(moving.verifyAccess(token)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('tells nothing of its content in the error', async () => {
    const error = await verify({ issuedAgoSeconds: 9999, lifetimeSeconds: 1 }).catch(
      (caught: unknown) => caught,
    )
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error))
    expect(text).toContain('EXPIRED')
    expect(text.toLowerCase()).not.toMatch(/anna|müller|44444444/)
  })
})

describe("Microsoft's own clouds", () => {
  it('issue version 1 tokens by the host of their token service', async () => {
    const asked: string[] = []
    // The stand-in's keys, under the address of the real ones.
    const via = ((url: string, init?: RequestInit) => {
      asked.push(url)
      return fetch(`${entra.authority}/common/discovery/v2.0/keys`, init)
    }) as typeof fetch
    for (const [authority, iss] of [
      ['https://login.microsoftonline.com', `https://sts.windows.net/${HOME}/`],
      ['https://login.microsoftonline.us', `https://sts.windows.net/${HOME}/`],
      ['https://login.partner.microsoftonline.cn', `https://sts.chinacloudapi.cn/${HOME}/`],
    ] as const) {
      const cloud = tokensOf(authority, { fetch: via })
      await cloud.verifyAccess(await entra.issueTeamsToken(anna, { version: 1, claims: { iss } }))
      const version2 = { claims: { iss: `${authority}/${HOME}/v2.0` } }
      await cloud.verifyAccess(await entra.issueTeamsToken(anna, version2))
      await expect(cloud.verifyAccess(await entra.issueTeamsToken(anna))).rejects.toBeInstanceOf(
        UnauthenticatedError,
      )
    }
    expect(asked[0]).toBe('https://login.microsoftonline.com/common/discovery/v2.0/keys')
  })
})

describe('the keys', () => {
  it('are fetched once for many, and again for a key that is new', async () => {
    const clock = { ms: 0 }
    const fresh = tokensOf(entra.authority, { elapsedMs: () => clock.ms })
    const before = entra.keyRequests
    const token = await entra.issueTeamsToken(anna)
    await Promise.all(Array.from({ length: 20 }, () => fresh.verifyAccess(token)))
    expect(entra.keyRequests - before).toBe(1)
    // The next key is published before it signs.
    entra.rotateKeys()
    await fresh.verifyAccess(await entra.issueTeamsToken(anna))
    expect(entra.keyRequests - before).toBe(1)
    entra.rotateKeys()
    clock.ms += 31_000
    await fresh.verifyAccess(await entra.issueTeamsToken(anna))
    expect(entra.keyRequests - before).toBe(2)
    await expect(fresh.verifyAccess(token)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('are not fetched more often than every half minute for ids that somebody makes up', async () => {
    const clock = { ms: 0 }
    const fresh = tokensOf(entra.authority, { elapsedMs: () => clock.ms })
    const before = entra.keyRequests
    for (let kid = 0; kid < 20; kid++) {
      const token = await entra.issueTeamsToken(anna, { header: { kid: `made-up-${kid}` } })
      await expect(fresh.verifyAccess(token)).rejects.toBeInstanceOf(UnauthenticatedError)
      clock.ms += 5000
    }
    expect(entra.keyRequests - before).toBe(4)
  })

  it('are fetched anew after an hour, so that a withdrawn one stops being good', async () => {
    const clock = { ms: 0 }
    const fresh = tokensOf(entra.authority, { elapsedMs: () => clock.ms })
    const token = await entra.issueTeamsToken(anna)
    await fresh.verifyAccess(token)
    entra.rotateKeys()
    await fresh.verifyAccess(token)
    clock.ms += 3_600_000
    await expect(fresh.verifyAccess(token)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('that cannot be fetched are nobody’s fault', async () => {
    const clock = { ms: 0 }
    const fresh = tokensOf(entra.authority, { elapsedMs: () => clock.ms })
    const token = await entra.issueTeamsToken(anna)
    const before = entra.keyRequests
    entra.setDown(true)
    await expect(fresh.verifyAccess(token)).rejects.toMatchObject({
      name: 'EntraUnavailableError',
      status: 503,
    })
    entra.setDown(false)
    // A crowd that waits does not make it worse.
    await expect(fresh.verifyAccess(token)).rejects.toBeInstanceOf(EntraUnavailableError)
    expect(entra.keyRequests - before).toBe(0)
    clock.ms += 1000
    expect(await fresh.verifyAccess(token)).toMatchObject({ objectId: anna.objectId })
  })

  it('stay in use for a day while they cannot be fetched', async () => {
    const clock = { ms: 0 }
    const fresh = tokensOf(entra.authority, { elapsedMs: () => clock.ms })
    const token = await entra.issueTeamsToken(anna)
    await fresh.verifyAccess(token)
    entra.setDown(true)
    try {
      clock.ms += 23 * 3_600_000
      expect(await fresh.verifyAccess(token)).toMatchObject({ objectId: anna.objectId })
      // Whether this one is false cannot be found out.
      clock.ms += 2000
      const unknown = await entra.issueTeamsToken(anna, { header: { kid: 'unknown' } })
      await expect(fresh.verifyAccess(unknown)).rejects.toBeInstanceOf(EntraUnavailableError)
      clock.ms += 3_600_000
      await expect(fresh.verifyAccess(token)).rejects.toBeInstanceOf(EntraUnavailableError)
    } finally {
      entra.setDown(false)
    }
  })

  it('are no answer when they are something else', async () => {
    const token = await entra.issueTeamsToken(anna)
    const answers = [
      '<html>',
      '{}',
      '{"keys":[]}',
      '{"keys":[7]}',
      `{"keys":[{"kid":"${'x'.repeat(600_000)}"}]}`,
    ]
    for (const answer of answers) {
      const odd = tokensOf(entra.authority, {
        fetch: (() => Promise.resolve(new Response(answer))) as typeof fetch,
      })
      expect([answer.slice(0, 20), await outcomeOf(odd.verifyAccess(token))]).toEqual([
        answer.slice(0, 20),
        'EntraUnavailableError',
      ])
    }
    const failing = tokensOf(entra.authority, {
      fetch: (() => Promise.resolve(new Response('{"keys":[{}]}', { status: 500 }))) as typeof fetch,
    })
    await expect(failing.verifyAccess(token)).rejects.toBeInstanceOf(EntraUnavailableError)
  })
})
