import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TeamsAdapter } from '../../bot/adapter.ts'
import { TeamsAuthentication } from '../../bot/authentication.ts'
import { adaptiveCard, textBlock } from '../../bot/cards/adaptive-card.ts'
import { createImpatientAgents } from '../../bot/impatient-agents.ts'
import { RateLimits } from '../../bot/rate-limits.ts'
import { createSender, type Destination, type Sender } from '../../bot/sender.ts'
import { TeamsError } from '../../server/lib/errors.ts'
import { BLOCKED, startFakeConnector, type FakeConnector } from '../support/teams/fake-connector.ts'
import { startTokenServer, type TokenServer } from '../support/teams/token-server.ts'

const APP_ID = '5d1e2c3b-0000-4000-8000-00000000000b'
const TIMEOUT_MS = 300

let connector: FakeConnector
let tokens: TokenServer
const agents = createImpatientAgents(100)

beforeAll(async () => {
  ;[connector, tokens] = await Promise.all([startFakeConnector(), startTokenServer()])
})
afterAll(async () => {
  agents.close()
  await Promise.all([connector.close(), tokens.close()])
})

const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
  connector.decide(() => null)
})

interface Change {
  token?: () => Promise<string>
  nowMs?: () => number
  limits?: Pick<RateLimits, 'take'>
}

function senderWith(change: Change = {}): Sender {
  const stop = new AbortController()
  stops.push(stop)
  const authentication = new TeamsAuthentication({
    credentials: { appId: APP_ID, appPassword: 'secret', tenantId: null, appType: 'MultiTenant' },
    cloud: { ...tokens.cloud, ...(change.token === undefined ? {} : { token: change.token }) },
    limits: { agents, timeoutMs: TIMEOUT_MS },
  })
  return createSender({
    adapter: new TeamsAdapter(authentication, APP_ID),
    limits: change.limits ?? new RateLimits(),
    nowMs: change.nowMs ?? (() => performance.now()),
    stopped: stop.signal,
  })
}

let lastChat = 0
function newChat(change: { serviceUrl?: string; id?: string } = {}): Destination {
  const id = change.id ?? `a:chat-${(lastChat += 1)}`
  return {
    id: 'f'.repeat(24),
    tenantId: 'tenant',
    conversationId: id,
    reference: {
      serviceUrl: change.serviceUrl ?? connector.serviceUrl,
      channelId: 'msteams',
      bot: { id: `28:${APP_ID}`, name: 'Callover' },
      user: { id: '29:anna', name: 'Anna' },
      conversation: { id, name: '', conversationType: 'personal', tenantId: 'tenant', isGroup: false },
    },
  }
}

const card = adaptiveCard({ body: [textBlock('Hello')], summary: 'Somebody waits', lang: 'en' })

function callsTo(chat: Destination): FakeConnector['calls'] {
  return connector.calls.filter((call) => call.conversationId === chat.conversationId)
}

async function failureOf(work: Promise<unknown>): Promise<TeamsError['failure']> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof TeamsError) return error.failure
  throw new Error('this should have been refused with a TeamsError')
}

describe('sending to Teams', () => {
  it('posts a card once, signed, and brings it up to date in its place', async () => {
    const sender = senderWith()
    const chat = newChat()
    const id = await sender.post(chat, card, { alert: true })
    const newer = adaptiveCard({ body: [textBlock('Taken')], summary: 'Taken', lang: 'en' })
    await sender.update(chat, id, newer)
    expect(callsTo(chat).map(({ kind, authorization }) => [kind, authorization])).toEqual([
      ['post', 'Bearer token-of-the-bot'],
      ['update', 'Bearer token-of-the-bot'],
    ])
    expect(connector.messages(chat.conversationId)).toMatchObject([
      { id, updates: 1, card: { speak: 'Taken' } },
    ])
  })

  it('alerts with a summary beside the card and never with a text, which would part them', async () => {
    const sender = senderWith()
    const chat = newChat()
    await sender.post(chat, card, { alert: true })
    await sender.post(chat, card)
    const [loud, quiet] = callsTo(chat).map(({ body }) => body)
    expect(loud).toMatchObject({ summary: 'Somebody waits', channelData: { notification: { alert: true } } })
    expect(quiet?.channelData?.notification).toBeUndefined()
    expect([loud?.text, quiet?.text]).toEqual([undefined, undefined])
  })

  it('writes into the thread it is told, or begins a thread of its own', async () => {
    const sender = senderWith()
    const channel = newChat({ id: '19:threads@thread.tacv2' })
    await sender.post(channel, card)
    await sender.post(channel, card, { threadId: '19:threads@thread.tacv2;messageid=17' })
    const places = connector.messages('19:threads@thread.tacv2').map((message) => message.conversationId)
    expect(places).toEqual(['19:threads@thread.tacv2', '19:threads@thread.tacv2;messageid=17'])
    expect(connector.messages('19:threads@thread.tacv2').map(({ activity }) => activity.replyToId)).toEqual([
      undefined,
      undefined,
    ])
  })

  it('fetches one token for many requests that begin at once', async () => {
    let fetched = 0
    const sender = senderWith({
      token: async () => {
        fetched += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
        return 'shared'
      },
    })
    await Promise.all(Array.from({ length: 10 }, () => sender.post(newChat(), card)))
    expect(fetched).toBe(1)
  })
})

describe('what Teams answers', () => {
  it.each([
    [
      'too many requests',
      { status: 429, headers: { 'retry-after': '3' } },
      { outcome: 'later', retryAfterMs: 3000 },
    ],
    ['too many, without advice', { status: 429 }, { outcome: 'later' }],
    [
      'another operation on the conversation',
      { status: 412, code: 'PreconditionFailed' },
      { outcome: 'later' },
    ],
    ['an outage', { status: 502, code: null }, { outcome: 'later' }],
    ['an error of Teams', { status: 500 }, { outcome: 'later' }],
    [
      'an overload',
      { status: 503, headers: { 'retry-after': '1' } },
      { outcome: 'later', retryAfterMs: 1000 },
    ],
    ['a time-out of Teams', { status: 504 }, { outcome: 'later' }],
    ['the bot was removed', { status: 403, code: 'BotNotInConversationRoster' }, { outcome: 'gone' }],
    ['the person has blocked the bot', BLOCKED, { outcome: 'gone', platformCode: 'MessageWritesBlocked' }],
    [
      'the administrator has switched it off',
      { status: 403, code: 'BotDisabledByAdmin' },
      { outcome: 'gone' },
    ],
    ['a refusal that is not of Teams', { status: 403, code: null }, { outcome: 'later' }],
    ['the conversation is gone', { status: 404, code: 'ConversationNotFound' }, { outcome: 'gone' }],
    ['an address that nobody knows', { status: 404, code: null }, { outcome: 'later' }],
    ['it is too large', { status: 413, code: 'MessageSizeTooBig' }, { outcome: 'refused' }],
    ['it is malformed', { status: 400, code: 'BadSyntax' }, { outcome: 'refused' }],
    ['the registration is wrong', { status: 401, code: 'BotNotRegistered' }, { outcome: 'later' }],
  ] as const)('is understood: %s', async (_name, answer, failure) => {
    const sender = senderWith()
    const [posted, updated] = [newChat(), newChat()]
    const id = await sender.post(updated, card)
    connector.script([answer])
    expect(await failureOf(sender.post(posted, card))).toMatchObject({ status: answer.status, ...failure })
    connector.script([answer])
    expect(await failureOf(sender.update(updated, id, card))).toMatchObject(failure)
    // The SDK repeats on its own account, which doubles messages: one call is one request.
    expect(callsTo(posted)).toHaveLength(1)
    expect(callsTo(updated)).toHaveLength(2)
  })

  it('says that the message alone is gone when only that was deleted', async () => {
    const chat = newChat()
    expect(await failureOf(senderWith().update(chat, 'deleted', card))).toMatchObject({
      outcome: 'refused',
      status: 404,
    })
  })

  it('reads an advice that is a date', async () => {
    const chat = newChat()
    const date = new Date(Date.now() + 30_000).toUTCString()
    connector.script([{ status: 429, headers: { 'retry-after': date } }])
    const { retryAfterMs } = await failureOf(senderWith().post(chat, card))
    expect(retryAfterMs).toBeGreaterThan(20_000)
    expect(retryAfterMs).toBeLessThanOrEqual(30_000)
  })
})

describe('a broken connection', () => {
  it('leaves a post in doubt when it may have arrived, and sends it only once', async () => {
    const chat = newChat()
    connector.script([{ drop: 'after' }])
    expect(await failureOf(senderWith().post(chat, card))).toEqual({ outcome: 'unknown' })
    expect(callsTo(chat)).toHaveLength(1)
    expect(connector.messages(chat.conversationId)).toHaveLength(1)
  })

  it('lets an update be repeated, as that harms nobody', async () => {
    const sender = senderWith()
    const chat = newChat()
    const id = await sender.post(chat, card)
    connector.script([{ drop: 'before' }])
    expect(await failureOf(sender.update(chat, id, card))).toEqual({ outcome: 'later' })
  })

  it('leaves no doubt when nobody answered the connection', async () => {
    const silent = newChat({ serviceUrl: 'http://127.0.0.1:9/' })
    expect(await failureOf(senderWith().post(silent, card))).toEqual({ outcome: 'later' })
    const nameless = newChat({ serviceUrl: 'http://connector.invalid/' })
    expect(await failureOf(senderWith().post(nameless, card))).toEqual({ outcome: 'later' })
  })

  it('leaves no doubt when the bot could not even sign in', async () => {
    const chat = newChat()
    const sender = senderWith({ token: () => Promise.reject(new Error('invalid_client')) })
    expect(await failureOf(sender.post(chat, card))).toEqual({ outcome: 'later' })
    expect(callsTo(chat)).toHaveLength(0)
  })

  it('ends in time when Teams does not answer', async () => {
    const chat = newChat()
    connector.script([{ delayMs: TIMEOUT_MS * 3 }])
    expect(await failureOf(senderWith().post(chat, card))).toEqual({ outcome: 'unknown' })
    expect(callsTo(chat)).toHaveLength(1)
  })

  it('leaves in doubt what was taken without an id', async () => {
    const chat = newChat()
    connector.script([{ status: 202, body: {} }])
    expect(await failureOf(senderWith().post(chat, card))).toMatchObject({ outcome: 'unknown' })
  })
})

describe('what is not sent at all', () => {
  it('is a card larger than Teams takes under any reading', async () => {
    const chat = newChat()
    const large = adaptiveCard({ body: [textBlock('x'.repeat(20_000))], summary: '', lang: 'en' })
    expect(await failureOf(senderWith().post(chat, large))).toMatchObject({ outcome: 'refused' })
    expect(callsTo(chat)).toHaveLength(0)
  })

  it('is a card for a place without a usable reference', async () => {
    const chat = { ...newChat(), reference: { serviceUrl: 'javascript:1' } }
    expect(await failureOf(senderWith().post(chat, card))).toMatchObject({ outcome: 'refused' })
  })

  it('is a card that would have to wait long for the limits: whoever claims it should not', async () => {
    const chat = newChat()
    const limits = { take: () => 8000 }
    const failure = await failureOf(senderWith({ limits }).post(chat, card))
    expect(failure).toEqual({ outcome: 'later', retryAfterMs: 8000 })
    expect(callsTo(chat)).toHaveLength(0)
  })

  it('is a card that still waits for the limits when the bot stops', async () => {
    // With a clock that stands still there is never room for an eighth.
    const sender = senderWith({ nowMs: () => 1000 })
    const chat = newChat()
    await Promise.all(Array.from({ length: 7 }, () => sender.post(chat, card)))
    const waiting = failureOf(sender.post(chat, card))
    for (const stop of stops) stop.abort()
    expect(await waiting).toMatchObject({ outcome: 'later' })
    expect(callsTo(chat)).toHaveLength(7)
  })
})
