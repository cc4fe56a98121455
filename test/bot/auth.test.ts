import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBot, type Bot } from '../../bot/index.ts'
import { botLog } from '../../server/lib/logger.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { createFakeDeps } from '../support/fakes.ts'
import { listen, sendRaw, type ListeningServer } from '../support/http-server.ts'
import { APP_ID, BOT, TENANT } from '../support/teams/fake-teams.ts'
import { startTokenServer, type TokenFault, type TokenServer } from '../support/teams/token-server.ts'
import { appOf, CREDENTIALS } from './bot-world.ts'

const SERVICE_URL = 'http://127.0.0.1:9/emea/'

let tokens: TokenServer
let signed: Served
const opened: Served[] = []

interface Served {
  bot: Bot
  server: ListeningServer
}

/** Places are counted: whoever is let in is remembered. */
const heard: string[] = []

function depsOf(tenants: readonly string[]): Deps {
  const fake = createFakeDeps()
  const served = tenants.map((name) => ({ id: name }))
  Object.assign(fake.store.people, { findUserByEntra: () => Promise.resolve(null) })
  Object.assign(fake.store, {
    accounts: {
      accountsOfTenants: ([tenant = '']) => Promise.resolve(served.filter(({ id }) => id === tenant)),
      accountsWithoutTenant: () => Promise.resolve([]),
    },
    teamsPlaces: {
      remember: (place: { conversationId: string; tenantId: string }) => {
        heard.push(`${place.tenantId} ${place.conversationId}`)
        return Promise.resolve({ ...place, id: 'f'.repeat(24), userId: null, subscription: null })
      },
    },
  })
  return Object.assign(fake, { homeTenantId: null })
}

async function serve(options: {
  credentials: typeof CREDENTIALS | null
  production: boolean
}): Promise<Served> {
  const bot = createBot({ deps: () => depsOf([TENANT]), ...options, cloud: tokens.cloud })
  const served = { bot, server: await listen(appOf(bot)) }
  opened.push(served)
  return served
}

beforeAll(async () => {
  // The SDK tells the console about every token that it does not like.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  tokens = await startTokenServer()
  signed = await serve({ credentials: CREDENTIALS, production: true })
})

afterAll(async () => {
  vi.restoreAllMocks()
  for (const { bot, server } of opened) {
    await bot.stop()
    await server.close()
  }
  await tokens.close()
})

let lastChat = 0
function reaction(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'messageReaction',
    id: '1',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    recipient: BOT,
    from: { id: '29:somebody', aadObjectId: 'somebody' },
    reactionsAdded: [{ type: 'like' }],
    conversation: { id: `a:${(lastChat += 1)}`, conversationType: 'personal', tenantId: TENANT },
    ...change,
  }
}

interface Answer {
  status: number
  body: string
  type: string
  heard: boolean
}

async function post(
  activity: Record<string, unknown> | string,
  headers: Record<string, string> = {},
  { server } = signed,
): Promise<Answer> {
  const body = Buffer.from(typeof activity === 'string' ? activity : JSON.stringify(activity))
  const answer = await sendRaw(server.port, '/api/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': String(body.length), ...headers },
    body,
  })
  const id = typeof activity === 'string' ? '' : (activity['conversation'] as { id: string }).id
  return {
    status: answer.status,
    body: answer.body.toString('utf8'),
    type: answer.headers['content-type'] ?? '',
    heard: id !== '' && heard.some((place) => place.endsWith(` ${id}`)),
  }
}

const bearer = async (fault: TokenFault = {}, serviceUrl = SERVICE_URL): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokens.sign(APP_ID, serviceUrl, fault)}`,
})

describe('who may speak to the bot', () => {
  it('is the Bot Framework, for this bot, with a valid token', async () => {
    expect(await post(reaction(), await bearer())).toMatchObject({ status: 200, body: '', heard: true })
  })

  it.each<[string, TokenFault]>([
    ['signed with another key', { signature: 'forged' }],
    ['not signed at all', { signature: 'none' }],
    ['signed with a key that nobody publishes', { signature: 'unknown key' }],
    ['signed with the key of another channel', { signature: 'other channel' }],
    ['expired', { expiresIn: -3600 }],
    ['not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
    ['for another bot', { claims: { aud: 'somebody-else' } }],
    ['of another issuer', { claims: { iss: 'https://issuer.example.test' } }],
    ['for another service', { claims: { serviceurl: 'https://other.example.test/' } }],
    ['without a service', { claims: { serviceurl: undefined } as never }],
  ])('is nobody whose token is %s: 401, and nothing is remembered', async (_name, fault) => {
    const answer = await post(reaction(), await bearer(fault))
    expect(answer).toMatchObject({ status: 401, heard: false })
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unauthenticated' })
    expect(answer.type).toContain('application/problem+json')
  })

  it.each([
    ['without a token', {}],
    ['with another scheme', { authorization: 'Basic YTpi' }],
    ['with garbage', { authorization: 'Bearer abc' }],
    ['with garbage in three parts', { authorization: 'Bearer a.b.c' }],
    ['with an empty token', { authorization: 'Bearer ' }],
    ['with a token of 100 kB', { authorization: `Bearer ${'a'.repeat(10_000)}.${'b'.repeat(10)}.c` }],
  ])('is nobody %s', async (_name, headers) => {
    expect(await post(reaction(), headers)).toMatchObject({ status: 401, heard: false })
  })

  it('is nobody whose activity names another service than the token', async () => {
    const elsewhere = reaction({ serviceUrl: 'http://127.0.0.1:9/elsewhere/' })
    expect(await post(elsewhere, await bearer())).toMatchObject({ status: 401, heard: false })
  })

  it.each(['webchat', 'AseChannel', 'emulator', 'directline'])(
    'is nobody from another channel (%s)',
    async (channelId) => {
      expect(await post(reaction({ channelId }), await bearer())).toMatchObject({ status: 401, heard: false })
    },
  )

  it('is told nothing about why it was turned away', async () => {
    const { body } = await post(reaction(), await bearer({ signature: 'forged' }))
    expect(body).not.toMatch(/jwt|signature|key|token/i)
  })

  it('is not turned away for good while the keys cannot be fetched: that is no fault of theirs', async () => {
    const others = await startTokenServer()
    const bot = createBot({
      deps: () => depsOf([TENANT]),
      credentials: CREDENTIALS,
      production: true,
      cloud: others.cloud,
    })
    const server = await listen(appOf(bot))
    opened.push({ bot, server })
    others.setDown(true)
    const headers = { authorization: `Bearer ${await others.sign(APP_ID, SERVICE_URL)}` }
    expect(await post(reaction(), headers, { bot, server })).toMatchObject({ status: 503, heard: false })
    others.setDown(false)
    expect(await post(reaction(), headers, { bot, server })).toMatchObject({ status: 200, heard: true })
    await others.close()
    const silent = createBot({
      deps: () => depsOf([TENANT]),
      credentials: CREDENTIALS,
      production: true,
      cloud: { ...others.cloud, openIdMetadataUrl: 'http://127.0.0.1:9/openid' },
    })
    const second = await listen(appOf(silent))
    opened.push({ bot: silent, server: second })
    expect((await post(reaction(), headers, { bot: silent, server: second })).status).toBe(503)
  })
})

describe('organisations', () => {
  it('that nobody here works for are answered with nothing', async () => {
    const foreign = reaction({
      conversation: { id: 'a:foreign', tenantId: 'foreign', conversationType: 'personal' },
    })
    expect(await post(foreign, await bearer())).toMatchObject({ status: 200, body: '', heard: false })
  })

  it('may be told by the channel data alone', async () => {
    const told = reaction({
      conversation: { id: 'a:told', conversationType: 'personal' },
      channelData: { tenant: { id: TENANT.toUpperCase() } },
    })
    expect(await post(told, await bearer())).toMatchObject({ status: 200, heard: true })
  })

  it('that are not told are nobody', async () => {
    const untold = reaction({ conversation: { id: 'a:untold', conversationType: 'personal' } })
    expect(await post(untold, await bearer())).toMatchObject({ status: 200, heard: false })
  })

  it('that ask for something in a dialog get no answer either', async () => {
    const foreign = reaction({
      type: 'invoke',
      name: 'task/fetch',
      value: {},
      conversation: { id: 'a:dialog', tenantId: 'foreign', conversationType: 'personal' },
    })
    expect(await post(foreign, await bearer())).toMatchObject({ status: 200, body: '', heard: false })
  })
})

describe('malformed requests', () => {
  it.each([
    ['no JSON', 'hello'],
    ['half of it', '{"type":"message"'],
    ['an empty body', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['no conversation', JSON.stringify({ ...reaction(), conversation: undefined })],
    ['a conversation that is a text', JSON.stringify({ ...reaction(), conversation: 'a:1' })],
    ['a type that is a number', JSON.stringify({ ...reaction(), type: 7 })],
    ['an address that is none', JSON.stringify({ ...reaction(), serviceUrl: 'javascript:alert(1)' })],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('are a 400 with a stable code: %s', async (_name, body) => {
    const answer = await post(body, await bearer())
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid_input', status: 400 })
    expect(answer.body).not.toContain('hello')
  })

  it('are refused when they are no JSON by their type, no UTF-8, compressed or too large', async () => {
    const token = await bearer()
    expect((await post(reaction(), { ...token, 'content-type': 'text/plain' })).status).toBe(400)
    expect((await post(reaction(), { ...token, 'content-encoding': 'gzip' })).status).toBe(400)
    const large = { ...reaction(), text: 'x'.repeat(300_000) }
    const answer = await post(large, token)
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'payload_too_large' })
  })

  it('never are an answer to other methods', async () => {
    const answer = await sendRaw(signed.server.port, '/api/messages', { method: 'GET' })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST'])
  })
})

describe('garbage', () => {
  it('is turned away sooner after a while, but whoever claims to be the Bot Framework is still listened to', async () => {
    const served = await serve({ credentials: CREDENTIALS, production: true })
    const statuses: number[] = []
    for (let sent = 0; sent < 130; sent += 1) statuses.push((await post(reaction(), {}, served)).status)
    expect(statuses.slice(0, 120).every((status) => status === 401)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    expect((await post(reaction(), await bearer(), served)).status).toBe(200)
  })
})

describe('a bot without credentials', () => {
  it('listens to this machine alone when it is for trying out', async () => {
    const open = await serve({ credentials: null, production: false })
    const foreign = {
      conversation: { id: 'a:playground', tenantId: 'playground', conversationType: 'personal' },
    }
    expect(await post(reaction(foreign), {}, open)).toMatchObject({ status: 200, heard: true })
    expect(open.bot.messenger).not.toBeNull()
  })

  it.each([
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=203.0.113.7'],
    ['x-real-ip', '203.0.113.7'],
    ['via', '1.1 proxy'],
    ['origin', 'https://page.example.test'],
  ])('does not listen to what comes through a proxy or out of a page (%s: %s)', async (name, value) => {
    const open = await serve({ credentials: null, production: false })
    expect(await post(reaction(), { [name]: value }, open)).toMatchObject({ status: 401, heard: false })
  })

  it('refuses garbage with a 400 there', async () => {
    const open = await serve({ credentials: null, production: false })
    expect((await post('{}', {}, open)).status).toBe(400)
  })

  it('listens to nobody in production, and sends nothing', async () => {
    const off = await serve({ credentials: null, production: true })
    expect(await post(reaction(), {}, off)).toMatchObject({ status: 401, heard: false })
    expect(await post(reaction(), await bearer(), off)).toMatchObject({ status: 401, heard: false })
    expect(off.bot.messenger).toBeNull()
  })

  it.each([
    [true, 'is switched off'],
    [false, 'AUTHENTICATION IS OFF'],
  ])('says so once and loudly (in production: %s)', (production, words) => {
    const warn = vi.spyOn(botLog, 'warn')
    createBot({ deps: () => depsOf([]), credentials: null, production })
    expect(warn.mock.calls).toEqual([[expect.stringContaining(words)]])
    warn.mockRestore()
  })
})

describe('a registration', () => {
  it.each([
    { ...CREDENTIALS, appType: 'MultiTenant', tenantId: null },
    { ...CREDENTIALS, appType: 'SingleTenant' },
    { ...CREDENTIALS, appType: 'UserAssignedMSI', appPassword: null },
  ] as const)('may be of every type that there is: $appType', async (credentials) => {
    const bot = createBot({
      deps: () => depsOf([TENANT]),
      credentials,
      production: true,
      cloud: tokens.cloud,
    })
    const server = await listen(appOf(bot))
    opened.push({ bot, server })
    expect(await post(reaction(), await bearer(), { bot, server })).toMatchObject({
      status: 200,
      heard: true,
    })
    expect((await post(reaction(), {}, { bot, server })).status).toBe(401)
    expect(bot.messenger).not.toBeNull()
  })
})
