import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  somebody,
  CLIENT_ID,
  FOREIGN,
  HOME,
  PARTNER,
  PUBLIC_URL,
  startMicrosoftWorld,
  told,
  type Browser,
  type MicrosoftWorld,
  type Served,
} from './microsoft-world.ts'

const HOUR_MS = 3_600_000
const STATE_COOKIE = '__Host-callover-sign-in'
const BINDING_COOKIE = '__Host-callover-code'

let world: MicrosoftWorld
beforeAll(async () => {
  world = await startMicrosoftWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.entra.signInAs(null)
  world.entra.refuse(null)
  world.entra.issueIdentity({})
  world.entra.setDown(false)
  world.clock.offsetMs = 0
})

/** A member whom Microsoft's page signs in. */
async function arriving(change: Parameters<typeof somebody>[0] = {}) {
  const person = somebody(change)
  const user = await world.addMember(person)
  world.entra.signInAs(person)
  return { person, user }
}

/** As far as the way back, which is left to the test. */
async function callbackOf(browser: Browser, start = '/auth/microsoft'): Promise<string> {
  const { location } = await browser.visit(start)
  return (await browser.visit(location)).location
}

async function sessionLasts(userId: string): Promise<number> {
  const found = await world.store.raw.collection('sessions').findOne({ userId })
  return found!['expiresAt'].getTime() - found!['createdAt'].getTime()
}

describe('signing in with the token of a Teams tab', () => {
  it('opens a session of twelve hours and links the member', async () => {
    const person = somebody()
    const user = await world.addMember(person)
    const token = await world.entra.issueTeamsToken(person)
    const { status, body } = await world.api('POST', '/sessions/teams', { body: { token } })
    expect(status).toBe(201)
    expect(body).toEqual({
      token: expect.any(String),
      user: { id: user.id, email: person.username, name: person.name, locale: null },
    })
    const me = await world.api('GET', '/me', { token: body.token! })
    expect(me.body).toMatchObject({ user: { id: user.id }, environments: [{ id: world.environmentId }] })
    expect(await sessionLasts(user.id)).toBe(12 * HOUR_MS)
    expect(await world.deps.store.people.findUser(user.id)).toMatchObject({
      entra: { tenantId: HOME, objectId: person.objectId },
    })
  })

  it('takes both versions of the token', async () => {
    const person = somebody()
    await world.addMember(person)
    for (const version of [1, 2] as const) {
      const token = await world.entra.issueTeamsToken(person, { version })
      expect((await world.api('POST', '/sessions/teams', { body: { token } })).status).toBe(201)
    }
  })

  it('links once when a tab and a phone come for the first time at once', async () => {
    const person = somebody()
    const user = await world.addMember(person)
    const tokens = await Promise.all([1, 2, 3, 4].map(() => world.entra.issueTeamsToken(person)))
    const answers = await Promise.all(
      tokens.map((token) => world.api('POST', '/sessions/teams', { body: { token } })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body }) => (body['user'] as { id: string }).id))).toEqual(
      new Set([user.id]),
    )
  })

  it('tells somebody of our organisation whom nobody knows that they may ask for access', async () => {
    const token = await world.entra.issueTeamsToken(somebody())
    const answer = await world.api('POST', '/sessions/teams', { body: { token } })
    expect([answer.status, answer.body.code]).toEqual([403, 'unknown_person'])
  })

  it("refuses a foreign organisation's token with a member's address like any other that is worth nothing", async () => {
    const member = somebody()
    const user = await world.addMember(member)
    const attacker = somebody({ tenantId: FOREIGN, username: member.username, email: member.username })
    const bodies = []
    for (const token of [await world.entra.issueTeamsToken(attacker), 'nonsense']) {
      const { status, body } = await world.api('POST', '/sessions/teams', { body: { token } })
      const { requestId: _requestId, ...rest } = body
      bodies.push([status, rest])
    }
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[0]).toEqual([401, expect.objectContaining({ code: 'unauthenticated' })])
    expect(JSON.stringify(bodies)).not.toContain('organisation')
    expect((await world.deps.store.people.findUser(user.id))?.entra).toBeNull()
  })

  it("does not let another customer's organisation in with a member's address", async () => {
    const member = somebody()
    await world.addMember(member)
    const attacker = somebody({ tenantId: PARTNER, username: member.username })
    const token = await world.entra.issueTeamsToken(attacker)
    const answer = await world.api('POST', '/sessions/teams', { body: { token } })
    expect([answer.status, answer.body.code]).toEqual([403, 'unknown_person'])
  })

  it('slows down whoever tries the same bad token again and again', async () => {
    const token = await world.entra.issueTeamsToken(somebody(), { forged: true })
    const codes = []
    for (let attempt = 0; attempt < 6; attempt++)
      codes.push((await world.api('POST', '/sessions/teams', { body: { token } })).body.code)
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'unauthenticated'), 'rate_limited'])
  })

  it('does not slow down strangers with a good token, who only look whether they have been let in', async () => {
    const token = await world.entra.issueTeamsToken(somebody())
    for (let attempt = 0; attempt < 8; attempt++)
      expect((await world.api('POST', '/sessions/teams', { body: { token } })).body.code).toBe(
        'unknown_person',
      )
  })

  it('says that it is nobody’s fault when Microsoft cannot be reached', async () => {
    const other = await world.another({})
    world.entra.setDown(true)
    const token = await world.entra.issueTeamsToken(somebody())
    const answer = await other.api('POST', '/sessions/teams', { body: { token } })
    expect([answer.status, answer.body.code]).toEqual([503, 'channel_unavailable'])
    await other.close()
  })

  it('needs a body of the right shape', async () => {
    for (const body of [{}, { token: '' }, { token: 7 }, { token: 'x'.repeat(16_385) }])
      expect((await world.api('POST', '/sessions/teams', { body })).status).toBe(400)
  })
})

describe('signing in at Microsoft', () => {
  it('leads there and back, to a session of thirty days', async () => {
    const { person, user } = await arriving()
    const browser = world.browser()
    const page = await browser.signIn()
    expect(`${page.origin}${page.pathname}`).toBe(`${PUBLIC_URL}/`)
    const code = told(page)['signed-in']!
    const { status, body } = await browser.redeem(code)
    expect(status).toBe(201)
    expect(body).toMatchObject({ user: { id: user.id, email: person.username } })
    expect((await world.api('GET', '/me', { token: body.token! })).status).toBe(200)
    expect(await sessionLasts(user.id)).toBe(30 * 24 * HOUR_MS)
  })

  it('asks for what is needed and no more, with PKCE, state and nonce', async () => {
    const browser = world.browser()
    const { status, location, headers } = await browser.visit('/auth/microsoft')
    expect(status).toBe(302)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    const url = new URL(location)
    expect(`${url.origin}${url.pathname}`).toBe(
      `${world.entra.authority}/organizations/oauth2/v2.0/authorize`,
    )
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: CLIENT_ID,
      redirect_uri: `${PUBLIC_URL}/auth/microsoft/callback`,
      response_type: 'code',
      response_mode: 'query',
      scope: 'openid profile email',
      state: expect.stringMatching(/^.{40,}$/),
      nonce: expect.stringMatching(/^.{40,}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    // What is secret is not in the address.
    expect(location).not.toContain('test-client-secret')
  })

  it('keeps its state in a cookie that nobody reads and that other hosts cannot set', async () => {
    const browser = world.browser()
    const { location } = await browser.visit('/auth/microsoft')
    const attributes = browser.attributes.get(STATE_COOKIE)!.split('; ')
    expect(attributes).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600']),
    )
    expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false)
    const sealed = browser.cookies.get(STATE_COOKIE)!
    const { searchParams } = new URL(location)
    for (const secret of [searchParams.get('state')!, searchParams.get('nonce')!]) {
      expect(sealed).not.toContain(secret)
      expect(Buffer.from(sealed, 'base64url').toString()).not.toContain(secret)
    }
  })

  it('sends people to their own organisation when it is known and served', async () => {
    const pathOf = async (query: string, at: Served = world) =>
      new URL((await at.browser().visit(`/auth/microsoft${query}`)).location).pathname.split('/')[1]
    expect(await pathOf(`?tenant=${HOME.toUpperCase()}`)).toBe(HOME)
    expect(await pathOf(`?tenant=${PARTNER}`)).toBe(PARTNER)
    for (const tenant of [FOREIGN, 'common', '..', '%2F%2Fevil.test'])
      expect(await pathOf(`?tenant=${tenant}`)).toBe('organizations')
    const single = await world.another({ tenantId: HOME })
    expect(await pathOf('', single)).toBe(HOME)
    expect(await pathOf(`?tenant=${PARTNER}`, single)).toBe(PARTNER)
    await single.close()
  })

  it('knows the account beforehand, or lets people choose another one', async () => {
    const asked = async (query: string) =>
      new URL((await world.browser().visit(`/auth/microsoft${query}`)).location).searchParams
    const hinted = await asked('?login_hint=anna%40example.test')
    expect([hinted.get('login_hint'), hinted.get('prompt')]).toEqual(['anna@example.test', null])
    expect((await asked('?choose=1')).get('prompt')).toBe('select_account')
    for (const odd of [
      '?login_hint=%0d%0aLocation:x',
      '?login_hint=a&login_hint=b',
      '?popup=2',
      '?choose=yes',
    ])
      expect([...(await asked(odd)).keys()]).not.toEqual(expect.arrayContaining(['login_hint']))
  })

  it('lets a person in by the form of identity that their own organisation issues', async () => {
    const person = somebody({ tenantId: PARTNER })
    await world.addMember(person, ['agent'], world.partnerEnvironmentId)
    world.entra.signInAs(person)
    const browser = world.browser()
    expect((await browser.redeem(told(await browser.signIn())['signed-in']!)).status).toBe(201)
  })

  it('leads back to the page that was wanted', async () => {
    await arriving()
    for (const [wanted, page, place] of [
      ['/studio/0123456789abcdef01234567?tab=texts', '/studio/0123456789abcdef01234567?tab=texts', undefined],
      ['/reports', '/reports', undefined],
      ['/#/mine/c/0123456789abcdef01234567?q=a%26b', '/', '/mine/c/0123456789abcdef01234567?q=a%26b'],
    ] as const) {
      const back = await world.browser().signIn(`/auth/microsoft?return=${encodeURIComponent(wanted)}`)
      expect(`${back.pathname}${back.search}`).toBe(page)
      expect(told(back)['place']).toBe(place)
      expect(told(back)['signed-in']).toMatch(/^w[\w-]{43}$/)
    }
  })

  it('leads nowhere else', async () => {
    await arriving()
    for (const wanted of [
      'https://evil.test/',
      '//evil.test/',
      '///evil.test',
      '/\\evil.test',
      '\\\\evil.test',
      '/\t/evil.test',
      '\t//evil.test',
      '/.//evil.test',
      '/./%2e/..//evil.test',
      '/a/..//evil.test',
      'javascript:alert(1)',
      'evil.test',
      ' /studio',
      '/stu\r\ndio',
      '@evil.test',
      '/auth/microsoft',
      '/api/v1/me',
      `/${'x'.repeat(2000)}`,
      '',
    ]) {
      const back = await world.browser().signIn(`/auth/microsoft?return=${encodeURIComponent(wanted)}`)
      expect([wanted, `${back.origin}${back.pathname}`]).toEqual([wanted, `${PUBLIC_URL}/`])
    }
    const twice = await world.browser().signIn('/auth/microsoft?return=/studio&return=//evil.test')
    expect(`${twice.origin}${twice.pathname}`).toBe(`${PUBLIC_URL}/`)
    const encoded = await world.browser().signIn('/auth/microsoft?return=/%252F%252Fevil.test')
    expect(encoded.origin).toBe(PUBLIC_URL)
  })

  it('refuses a code whose verifier is of another sign-in', async () => {
    await arriving()
    const [attacker, victim] = [world.browser(), world.browser()]
    const foreign = new URL(await callbackOf(attacker))
    const own = new URL(await callbackOf(victim))
    own.searchParams.set('code', foreign.searchParams.get('code')!)
    const { location } = await victim.visit(own.href)
    expect(told(new URL(location))).toEqual({ 'sign-in-error': 'failed' })
  })

  it('takes no answer that this browser has not asked for', async () => {
    await arriving()
    const [attacker, victim] = [world.browser(), world.browser()]
    const foreign = await callbackOf(attacker)
    expect((await victim.visit(foreign)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    await victim.visit('/auth/microsoft')
    expect((await victim.visit(foreign)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    expect(victim.cookies.has(BINDING_COOKIE)).toBe(false)
  })

  it('takes each answer once, even with a copy of the cookie and another code', async () => {
    await arriving()
    const browser = world.browser()
    const { location: microsoft } = await browser.visit('/auth/microsoft')
    const copy = browser.cookies.get(STATE_COOKIE)!
    const callback = (await browser.visit(microsoft)).location
    const another = (await browser.visit(microsoft)).location
    expect(told(new URL((await browser.visit(callback)).location))).toHaveProperty('signed-in')
    expect(browser.cookies.has(STATE_COOKIE)).toBe(false)
    expect((await browser.visit(callback)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    for (const again of [callback, another]) {
      browser.cookies.set(STATE_COOKIE, copy)
      expect((await browser.visit(again)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    }
  })

  it('takes no state that was changed, is old, or was sealed by somebody else', async () => {
    await arriving()
    const browser = world.browser()
    const callback = await callbackOf(browser)
    const sealed = browser.cookies.get(STATE_COOKIE)!
    const middle = Math.floor(sealed.length / 2)
    const changed = `${sealed.slice(0, middle)}${sealed[middle] === 'A' ? 'B' : 'A'}${sealed.slice(middle + 1)}`
    const other = await world.another({})
    const stranger = other.browser()
    await stranger.visit('/auth/microsoft')
    await other.close()
    for (const value of [changed, stranger.cookies.get(STATE_COOKIE)!, 'e30.e30.e30.e30.e30']) {
      browser.cookies.set(STATE_COOKIE, value)
      expect((await browser.visit(callback)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    }
    browser.cookies.set(STATE_COOKIE, sealed)
    world.clock.offsetMs = 601_000
    expect((await browser.visit(callback)).location).toBe(`${PUBLIC_URL}/#sign-in-error=expired`)
    world.clock.offsetMs = 0
    browser.cookies.set(STATE_COOKIE, sealed)
    expect(told(new URL((await browser.visit(callback)).location))).toHaveProperty('signed-in')
  })

  it('checks the identity token like every other one', async () => {
    await arriving()
    for (const overrides of [
      { forged: true },
      { claims: { nonce: 'another' } },
      { claims: { nonce: undefined } },
      { audience: '00000003-0000-0000-c000-000000000000' },
      { version: 1 as const, audience: `api://callover.example.test/${CLIENT_ID}` },
      { issuedAgoSeconds: 7200 },
      { issuedAgoSeconds: -600 },
      { claims: { iss: `${world.entra.authority}/{tenantid}/v2.0` } },
    ]) {
      world.entra.issueIdentity(overrides)
      const page = await world.browser().signIn()
      expect([overrides, told(page)]).toEqual([overrides, { 'sign-in-error': 'failed' }])
    }
    // Clocks differ.
    for (const issuedAgoSeconds of [-60, 60]) {
      world.entra.issueIdentity({ issuedAgoSeconds, lifetimeSeconds: 3600 })
      expect(told(await world.browser().signIn())).toHaveProperty('signed-in')
    }
  })

  it('tells people what they can do something about', async () => {
    const page = async () => told(await world.browser().signIn('/auth/microsoft?return=/studio'))
    for (const [answer, failure] of [
      [{ error: 'access_denied', description: 'AADSTS65004: User declined', subcode: 'cancel' }, 'cancelled'],
      [{ error: 'access_denied', description: 'AADSTS65004: User declined to consent' }, 'cancelled'],
      [{ error: 'consent_required', description: 'AADSTS65001: has not consented' }, 'consent_required'],
      [{ error: 'access_denied', description: 'AADSTS90094: admin consent is required' }, 'consent_required'],
      [{ error: 'temporarily_unavailable' }, 'unavailable'],
      [{ error: 'invalid_request', description: 'AADSTS9000: <b>anna@example.test</b>' }, 'failed'],
      [{ error: '</script>' }, 'failed'],
    ] as const) {
      world.entra.refuse(answer)
      expect(await page()).toEqual({ 'sign-in-error': failure })
    }
    world.entra.refuse(null)
    world.entra.signInAs(somebody())
    expect(await page()).toEqual({ 'sign-in-error': 'unknown_person' })
    world.entra.signInAs(somebody({ tenantId: FOREIGN }))
    expect(await page()).toEqual({ 'sign-in-error': 'unknown_person' })
  })

  it('tells it on the page that was wanted', async () => {
    world.entra.refuse({ error: 'access_denied', subcode: 'cancel' })
    const page = await world.browser().signIn('/auth/microsoft?return=%2Fstudio%3Fa%3D1')
    expect(page.href).toBe(`${PUBLIC_URL}/studio?a=1#sign-in-error=cancelled`)
  })

  it('says that it is nobody’s fault when Microsoft does not answer', async () => {
    await arriving()
    const browser = world.browser()
    const callback = await callbackOf(browser)
    world.entra.setDown(true)
    expect((await browser.visit(callback)).location).toBe(`${PUBLIC_URL}/#sign-in-error=unavailable`)
  })

  it('says that it is nobody’s fault when our store does not answer', async () => {
    await arriving()
    const { accounts } = world.store
    const broken = () => Promise.reject(new Error('connection refused by 10.0.0.1'))
    world.deps.store.accounts = { ...accounts, accountsOfTenants: broken }
    try {
      const page = await world.browser().signIn()
      expect(told(page)).toEqual({ 'sign-in-error': 'unavailable' })
      const { location } = await world.browser().visit(`/auth/microsoft?tenant=${HOME}&return=/studio`)
      expect(location).toBe(`${PUBLIC_URL}/studio#sign-in-error=unavailable`)
    } finally {
      world.deps.store.accounts = accounts
    }
  })

  it('ends where it began when our own secret is not good any more', async () => {
    const other = await world.another({ clientSecret: 'has run out' })
    expect(told(await other.browser().signIn())).toEqual({ 'sign-in-error': 'failed' })
    await other.close()
  })

  it('slows down whoever comes back again and again with nothing', async () => {
    const other = await world.another({})
    const browser = other.browser()
    const told = []
    for (let attempt = 0; attempt < 6; attempt++)
      told.push((await browser.visit('/auth/microsoft/callback?state=x&code=y')).location.split('=')[1])
    expect(told).toEqual(['expired', 'expired', 'expired', 'expired', 'expired', 'rate_limited'])
    await other.close()
  })
})

describe('the code at the end', () => {
  it('is good once, for a minute, and in the browser that signed in', async () => {
    await arriving()
    const browser = world.browser()
    const code = told(await browser.signIn())['signed-in']!
    expect(browser.attributes.get(BINDING_COOKIE)!.split('; ')).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=60']),
    )
    // Somebody was sent a link with a code of another's.
    expect((await world.browser().redeem(code)).status).toBe(401)
    const third = world.browser()
    third.cookies.set(BINDING_COOKIE, 'made-up')
    expect((await third.redeem(code)).status).toBe(401)
    expect((await browser.redeem(code)).status).toBe(201)
    expect((await browser.redeem(code)).status).toBe(401)
  })

  it('is redeemed by one of many who try at once', async () => {
    await arriving()
    const browser = world.browser()
    const code = told(await browser.signIn())['signed-in']!
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => browser.redeem(code)))).map(
      ({ status }) => status,
    )
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401])
  })

  it('is worth nothing when it is made up', async () => {
    for (const code of ['p', 'w', `p${'A'.repeat(43)}`, '\u0000', 'x'.repeat(128)]) {
      const { status, body } = await world.browser().redeem(code)
      expect([status, body.code]).toEqual([401, 'unauthenticated'])
    }
    expect((await world.browser().redeem('x'.repeat(129))).status).toBe(400)
  })

  it('is not kept in a form that could be redeemed', async () => {
    await arriving()
    const browser = world.browser()
    const code = told(await browser.signIn())['signed-in']!
    const { raw } = world.store
    const kept = JSON.stringify(
      await Promise.all((await raw.collections()).map((collection) => collection.find().toArray())),
    )
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(browser.cookies.get(BINDING_COOKIE))
  })
})

describe('the window that Teams opens', () => {
  it('asks for the consent that Teams could not get, and ends on the page that hands the code over', async () => {
    const { user } = await arriving()
    const page = await world.browser().signIn('/auth/microsoft?popup=1&return=/studio')
    const [visit] = world.entra.visits
    expect([visit?.get('prompt'), visit?.get('scope')]).toEqual([
      'consent',
      `openid profile email ${CLIENT_ID}/access_as_user`,
    ])
    expect(`${page.origin}${page.pathname}${page.search}`).toBe(`${PUBLIC_URL}/teams/auth-end`)
    // Inside Teams, where the window's cookies do not reach.
    expect((await world.browser().redeem(told(page)['code']!)).status).toBe(201)
    expect(await sessionLasts(user.id)).toBe(12 * HOUR_MS)
    expect((await world.browser().redeem(told(page)['code']!)).status).toBe(401)
  })

  it('tells the tab what went wrong, even when the cookie is lost', async () => {
    world.entra.refuse({ error: 'access_denied', subcode: 'cancel' })
    const start = '/auth/microsoft?popup=1'
    expect((await world.browser().signIn(start)).href).toBe(
      `${PUBLIC_URL}/teams/auth-end#sign-in-error=cancelled`,
    )
    const browser = world.browser()
    const callback = await callbackOf(browser, start)
    browser.cookies.clear()
    expect((await browser.visit(callback)).location).toBe(
      `${PUBLIC_URL}/teams/auth-end#sign-in-error=expired`,
    )
  })

  it('is not cut off from the window that opened it', async () => {
    const { headers } = await world.browser().visit('/auth/microsoft?popup=1')
    expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none')
  })
})

describe('without Microsoft', () => {
  it('everything says so, and passwords work', async () => {
    const without = await world.another({ without: true })
    expect((await without.api('GET', '/sign-in')).body).toEqual({
      password: true,
      microsoft: false,
      setup: false,
    })
    const token = await world.entra.issueTeamsToken(somebody())
    for (const path of ['/sessions/teams', '/access-requests']) {
      const { status, body } = await without.api('POST', path, { body: { token } })
      expect([path, status, body.code]).toEqual([path, 401, 'unauthenticated'])
    }
    const browser = without.browser()
    expect((await browser.visit('/auth/microsoft?return=/studio')).location).toBe(
      `${PUBLIC_URL}/studio#sign-in-error=not_configured`,
    )
    expect((await browser.visit('/auth/microsoft?popup=1')).location).toBe(
      `${PUBLIC_URL}/teams/auth-end#sign-in-error=not_configured`,
    )
    expect((await browser.visit('/auth/microsoft/callback?state=x&code=y')).location).toBe(
      `${PUBLIC_URL}/#sign-in-error=not_configured`,
    )
    await without.close()
  })

  it('without a client secret Teams is the only way', async () => {
    const secretless = await world.another({ clientSecret: null })
    expect((await secretless.api('GET', '/sign-in')).body).toEqual({
      password: true,
      microsoft: false,
      setup: false,
    })
    const person = somebody()
    await world.addMember(person)
    const token = await world.entra.issueTeamsToken(person)
    expect((await secretless.api('POST', '/sessions/teams', { body: { token } })).status).toBe(201)
    expect((await secretless.browser().visit('/auth/microsoft')).location).toContain('not_configured')
    await secretless.close()
  })

  it('is told apart from having it', async () => {
    expect((await world.api('GET', '/sign-in')).body).toEqual({
      password: true,
      microsoft: true,
      setup: false,
    })
  })
})
