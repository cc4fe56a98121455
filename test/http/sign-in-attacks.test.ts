import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createToken } from '../../server/auth/tokens.ts'
import { identityRoutes } from '../../server/contract/identity-routes.ts'
import { routes } from '../../server/contract/http.ts'
import {
  codeOf,
  PASSWORD,
  signedInAs,
  stopClock,
  withTwoFactor,
} from '../usecases/identity/identity-world.ts'
import { startIdentityApp, type IdentityApp } from './identity-app.ts'

let app: IdentityApp
beforeAll(async () => {
  stopClock()
  app = await startIdentityApp()
})
afterAll(async () => {
  vi.useRealTimers()
  await app.close()
})

let lastNetwork = 0
/** Every test is attacked from a network of its own. */
function network(): (host: number) => string {
  lastNetwork += 1
  const third = lastNetwork
  return (host) => `10.99.${third}.${host}`
}

const attempt = (email: string, password: string, address: string) =>
  app.api('POST', '/sessions', { body: { email, password }, address })

describe('credential stuffing', () => {
  it('of one account is slowed down wherever it comes from, and its owner still gets in', async () => {
    const { user } = await app.person()
    const hosts = network()
    const own = hosts(250)
    expect((await attempt(user.email, PASSWORD, own)).status).toBe(201)
    const statuses: number[] = []
    for (let guess = 0; guess < 24; guess += 1)
      statuses.push((await attempt(user.email, `guess ${guess}`, hosts(guess))).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
    expect((await attempt(user.email, PASSWORD, own)).status).toBe(201)
  })

  it('of many accounts from one address is slowed down', async () => {
    const address = network()(1)
    const guesses = Array.from({ length: 130 }, (_, index) =>
      attempt(`victim${index}@example.test`, 'Passwort123456', address),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(100)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
  })

  it('by words about its own address from the internet gets no further', async () => {
    const { user } = await app.person()
    const statuses: number[] = []
    for (let guess = 0; guess < 8; guess += 1) {
      // The last address is the one our own proxy saw; what stands before it is hearsay.
      const address = `10.0.0.${guess}, 198.51.100.77`
      statuses.push((await attempt(user.email, 'wrong', address)).status)
    }
    expect(statuses.slice(5)).toEqual([429, 429, 429])
  })
})

describe('finding out who has an account', () => {
  it('is not possible by the answers to a sign-in', async () => {
    const { user } = await app.person()
    const { user: withoutPassword } = await app.person({ password: null })
    const hosts = network()
    const answers = await Promise.all(
      [user.email, withoutPassword.email, 'nobody@example.test', 'no address'].map((email, index) =>
        attempt(email, 'wrong', hosts(index)),
      ),
    )
    const shown = answers.map(({ status, body: { requestId: _id, ...body } }) => ({ status, body }))
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(shown[0]).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })

  it('is not possible by the time of a sign-in', async () => {
    const { user } = await app.person()
    const hosts = network()
    const medianOf = async (email: (index: number) => string, from: number): Promise<number> => {
      const times: number[] = []
      for (let index = 0; index < 9; index += 1) {
        const startedAt = performance.now()
        await attempt(email(index), 'wrong', hosts(from + index))
        times.push(performance.now() - startedAt)
      }
      return times.toSorted((a, b) => a - b)[4]!
    }
    await medianOf((index) => `warm-up-${index}@example.test`, 100)
    const known = await medianOf(() => user.email, 0)
    const unknown = await medianOf((index) => `unknown-${index}@example.test`, 50)
    expect(unknown / known).toBeGreaterThan(0.3)
    expect(unknown / known).toBeLessThan(3)
  })

  it('is not possible by asking for a new password', async () => {
    const { user } = await app.person()
    const answers = await Promise.all(
      [user.email, 'nobody@example.test', 'no address at all', ''].map((email) =>
        app.api('POST', '/password-resets', { body: { email }, address: network()(1) }),
      ),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['202 {}']))
    await expect.poll(() => app.mails.some(({ to }) => to === user.email)).toBe(true)
  })

  it('is not possible by whether a second factor is asked for without the password', async () => {
    const { user } = await app.person()
    await withTwoFactor(app.deps, (await signedInAs(app.deps, user.email)).principal)
    expect((await attempt(user.email, 'wrong', network()(1))).body.code).toBe('unauthenticated')
  })
})

describe('session fixation', () => {
  it('has nothing to fix: every sign-in makes a token of its own, whatever the client brings', async () => {
    const { user } = await app.person()
    const planted = createToken()
    const { body, headers } = await app.api('POST', '/sessions', {
      token: planted,
      headers: { cookie: `session=${planted}; token=${planted}` },
      body: { email: user.email, password: PASSWORD, token: planted },
      address: network()(1),
    })
    expect(body.token).not.toBe(planted)
    expect(headers.get('set-cookie')).toBeNull()
    expect((await app.api('GET', '/me', { token: planted })).status).toBe(401)
  })

  it('finds the token worthless after signing out', async () => {
    const { user } = await app.person()
    const token = await app.signIn(user.email)
    expect((await app.api('DELETE', '/sessions/current', { token })).status).toBe(200)
    expect((await app.api('GET', '/me', { token })).status).toBe(401)
  })
})

describe('requests from other sites', () => {
  it('change nothing, since no cookie and no address of a page signs anybody in', async () => {
    const { user } = await app.person()
    const token = await app.signIn(user.email)
    const guarded = Object.entries(routes).filter(([, route]) => !('open' in route))
    expect(guarded.length).toBeGreaterThan(30)
    for (const [key] of guarded) {
      const [method = '', path = ''] = key.split(' ')
      const filled = path.replaceAll(/:\w+/g, 'a'.repeat(24))
      const { status } = await app.api(method, `${filled}?token=${token}&access_token=${token}`, {
        headers: {
          cookie: `token=${token}; session=${token}; authorization=${token}`,
          'x-authorization': `Bearer ${token}`,
        },
      })
      expect(`${status} ${key}`).toBe(`401 ${key}`)
    }
  })

  it('get no leave to read answers or to send JSON', async () => {
    const { headers } = await app.api('OPTIONS', '/me', {
      headers: {
        origin: 'https://evil.example.test',
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    const form = await fetch(`${app.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin: 'https://evil.example.test' },
      body: JSON.stringify({ email: 'a@example.test', password: PASSWORD }),
    })
    expect(form.status).toBe(400)
  })
})

describe('tokens in addresses', () => {
  it.each(['?token=', '?access_token=', '?authorization=Bearer%20', '?auth='])(
    'are not read: %s',
    async (query) => {
      const { user } = await app.person()
      const token = await app.signIn(user.email)
      expect((await app.api('GET', `/me${query}${token}`)).status).toBe(401)
    },
  )

  it('of links are taken from bodies alone, which no log and no history keeps', () => {
    for (const [key, route] of Object.entries(identityRoutes)) {
      expect(key).not.toMatch(/token/i)
      expect('query' in route).toBe(false)
    }
  })
})

describe('replayed codes', () => {
  it('are refused, from another device and at the same moment as well', async () => {
    const { user } = await app.person()
    const { secret } = await withTwoFactor(app.deps, (await signedInAs(app.deps, user.email)).principal)
    const body = { email: user.email, password: PASSWORD, totp: codeOf(secret) }
    const hosts = network()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((host) => app.api('POST', '/sessions', { body, address: hosts(host) })),
    )
    expect(answers.map(({ status }) => String(status)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '201',
      '401',
      '401',
      '401',
    ])
    expect((await app.api('POST', '/sessions', { body, address: hosts(5) })).body.code).toBe('totp_wrong')
  })
})

describe('hostile input', () => {
  it.each([
    { email: { $ne: null }, password: { $ne: null } },
    { email: ['a@example.test'], password: 'x' },
    { email: 'a@example.test', password: 'x', totp: { $gt: '' } },
    { email: 'x'.repeat(400), password: 'x' },
    { email: 'a@example.test', password: 'x'.repeat(2000) },
    null,
    [],
  ])('is refused before anything is looked up: %j', async (body) => {
    const { status } = await app.api('POST', '/sessions', { body, address: network()(1) })
    expect(status).toBe(400)
  })

  it('in an address of a mail reaches nobody else', async () => {
    const { user } = await app.person()
    const before = app.mails.length
    for (const email of [
      `${user.email},evil@example.test`,
      `${user.email}\r\nBcc: evil@example.test`,
      `evil@example.test <${user.email}>`,
    ])
      await app.api('POST', '/password-resets', { body: { email }, address: network()(1) })
    await app.api('POST', '/password-resets', { body: { email: user.email }, address: network()(1) })
    await expect.poll(() => app.mails.length).toBe(before + 1)
    expect(app.mails.at(-1)?.to).toBe(user.email)
  })
})
