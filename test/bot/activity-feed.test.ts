import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createActivityFeed } from '../../bot/activity-feed.ts'
import { notificationKind, type NotificationKind } from '../../server/contract/teams.ts'
import type { CardContent, ConversationCard, ServiceCard } from '../../server/domain/teams-card.ts'
import { TeamsError, type TeamsFailure } from '../../server/lib/errors.ts'
import { conversationLink, inboxLink } from '../../server/lib/links.ts'
import type { TeamsPlace } from '../../server/store/entities.ts'
import type { ActivityFeed } from '../../server/usecases/ports.ts'
import {
  GRAPH_APP,
  GRAPH_TENANT,
  startFakeGraph,
  type FakeGraph,
  type Odd,
} from '../support/teams/fake-graph.ts'

const ANNA = '33333333-3333-4333-8333-333333333333'
const OTHER_TENANT = '44444444-4444-4444-8444-444444444444'
const NOW = new Date('2026-03-10T12:00:00.000Z')
const base = {
  publicUrl: 'https://callover.example.test',
  teamsAppId: '55555555-5555-4555-8555-555555555555',
}
const CONVERSATION = 'c'.repeat(24)
const link = conversationLink(base, { conversationId: CONVERSATION, tenantId: GRAPH_TENANT })

let graph: FakeGraph
let now: Date
beforeAll(async () => {
  graph = await startFakeGraph()
})
afterAll(() => graph.close())
beforeEach(() => {
  now = NOW
})
afterEach(() => {
  graph.revokeTokens()
  graph.installedFor = null
  graph.tokenLife = 3600
  for (const list of [graph.tokenRequests, graph.delivered, graph.oddTokens, graph.oddAnswers])
    list.length = 0
  graph.attempts = 0
})

function feedOf(change: Partial<Parameters<typeof createActivityFeed>[0]> = {}): ActivityFeed {
  return createActivityFeed({
    graphUrl: graph.url,
    entraAuthority: graph.url,
    credentials: GRAPH_APP,
    now: () => now,
    ...change,
  })
}

function aPlace(change: Partial<TeamsPlace> = {}): TeamsPlace {
  return {
    id: 'a'.repeat(24),
    tenantId: GRAPH_TENANT,
    conversationId: 'a:1',
    kind: 'personal',
    reference: {},
    person: { teamsUserId: '29:1', objectId: ANNA },
    userId: 'b'.repeat(24),
    team: null,
    name: null,
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    subscription: null,
    welcomedAt: NOW,
    createdAt: NOW,
    seenAt: NOW,
    ...change,
  }
}

const frame = {
  cardId: 'd'.repeat(24),
  version: 1,
  timeZone: 'Europe/Berlin',
  now: NOW,
  settled: false,
  link,
}

function aConversation(kind: NotificationKind, change: Partial<ConversationCard> = {}): ConversationCard {
  return {
    ...frame,
    locale: 'en',
    about: 'conversation',
    kind,
    conversation: {
      id: CONVERSATION,
      number: 42,
      status: 'open',
      title: 'Jürgen Groß',
      service: 'Hotline',
      assignee: null,
      waitingSince: NOW,
      window: { open: true, closesAt: null, outside: 'templates' },
      snoozedUntil: null,
      fromCall: false,
      doneBy: null,
    },
    excerpt: [
      { from: 'team', author: 'Anna', kind: 'text', text: 'How can we help?', at: NOW },
      { from: 'contact', author: 'Jürgen', kind: 'text', text: 'My parcel is\nmissing', at: NOW },
      { from: 'note', author: 'Luca', kind: 'text', text: '@Anna please look', at: NOW },
    ],
    reader: null,
    by: null,
    failure: null,
    templates: [],
    ...change,
  }
}

function aService(change: Partial<ServiceCard> = {}): ServiceCard {
  return {
    ...frame,
    locale: 'en',
    about: 'service',
    kind: 'not_ready',
    service: { id: 'e'.repeat(24), name: 'Hotline', environment: 'Muster GmbH' },
    problems: [
      { code: 'no_voice_line', blocking: false },
      { code: 'no_whatsapp_channel', blocking: true },
    ],
    ...change,
  }
}

function contentOf(kind: NotificationKind): CardContent {
  return kind === 'not_ready' ? aService() : aConversation(kind)
}

async function failureOf(telling: Promise<void>): Promise<TeamsFailure> {
  const error: unknown = await telling.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(TeamsError)
  return (error as TeamsError).failure
}

const tell = (feed = feedOf(), content: CardContent = aConversation('waiting')): Promise<void> =>
  feed.tell(aPlace(), content, link)

describe('an entry in the activity feed', () => {
  it('says who waits where and what they wrote, and leads to the conversation in Teams', async () => {
    await tell()
    expect(graph.delivered).toEqual([
      {
        objectId: ANNA,
        notification: {
          topic: { source: 'text', value: 'Hotline', webUrl: link },
          activityType: 'chatWaiting',
          previewText: { content: 'My parcel is missing' },
          templateParameters: [{ name: 'chat', value: 'Jürgen Groß (#42)' }],
        },
      },
    ])
  })

  it.each(notificationKind.options)('is one that the manifest knows: %s', async (kind) => {
    await tell(feedOf(), contentOf(kind))
    expect(graph.delivered).toHaveLength(1)
  })

  it.each<[string, CardContent, string]>([
    [
      'who assigned it',
      aConversation('assigned', { by: 'Luca Moretti' }),
      'Luca Moretti assigned this chat to you',
    ],
    ['the note', aConversation('mentioned', { by: 'Luca Moretti' }), '@Anna please look'],
    [
      'why it did not arrive',
      aConversation('failed', { failure: { error: { code: 'recipient_opted_out' }, text: 'Hello' } }),
      'The customer does not want such messages. Please respect that.',
    ],
    ['what keeps the service from working', aService(), 'No WhatsApp number is connected.'],
    [
      'what it is when there is no text',
      aConversation('answered', {
        excerpt: [{ from: 'contact', author: 'J', kind: 'voice', text: null, at: NOW }],
      }),
      'Voice message',
    ],
    [
      'what happened when nothing is known of the talk',
      aConversation('answered', { excerpt: [] }),
      'Your customer has answered',
    ],
    [
      'everything in the reader’s language',
      aConversation('waiting', {
        locale: 'de',
        excerpt: [{ from: 'contact', author: 'J', kind: 'image', text: ' ', at: NOW }],
      }),
      'Foto',
    ],
  ])('previews %s', async (_name, content, words) => {
    await tell(feedOf(), content)
    expect(graph.delivered[0]?.notification.previewText.content).toBe(words)
  })

  it('is cut to what Teams shows, between whole characters', async () => {
    const text = '👩‍🚀🚀'.repeat(200)
    const conversation = {
      ...aConversation('waiting').conversation,
      title: 'ß'.repeat(500),
      service: 'S'.repeat(500),
    }
    const excerpt = [{ from: 'contact' as const, author: 'J', kind: 'text' as const, text, at: NOW }]
    await tell(feedOf(), aConversation('waiting', { conversation, excerpt }))
    const { topic, previewText, templateParameters } = graph.delivered[0]!.notification
    expect(previewText.content.length).toBeLessThanOrEqual(150)
    expect(previewText.content).not.toMatch(/\p{Surrogate}/u)
    expect(topic.value.length).toBeLessThanOrEqual(60)
    expect(templateParameters[0]?.value).toMatch(/^ß{59}… \(#42\)$/)
  })

  it('has no link that is too long for Graph', async () => {
    const far = { ...base, publicUrl: `https://callover.example.test/${'x'.repeat(900)}` }
    await feedOf().tell(aPlace(), aService(), inboxLink(far, GRAPH_TENANT))
    const { webUrl } = graph.delivered[0]!.notification.topic
    expect(new URL(webUrl).searchParams.get('tenantId')).toBe(GRAPH_TENANT)
    expect(webUrl).not.toContain('xxx')
  })
})

describe('nobody is asked in vain', () => {
  it.each<[string, Partial<TeamsPlace>, string]>([
    ['for a person whom Entra does not know', { person: { teamsUserId: '29:1', objectId: null } }, link],
    ['for a channel', { kind: 'channel', person: null }, link],
    ['for an id that is a path', { person: { teamsUserId: '29:1', objectId: '../groups' } }, link],
    ['for a tenant that is a path', { tenantId: '../../evil' }, link],
    ['with a link into the browser', {}, 'https://callover.example.test/#/c/1'],
    ['with a link to another site', {}, 'https://teams.microsoft.com.evil.test/l/entity/1'],
    ['with a link that cannot be cut', {}, `https://teams.microsoft.com/l/entity/${'x'.repeat(1100)}`],
  ])('%s', async (_name, change, to) => {
    expect(await failureOf(feedOf().tell(aPlace(change), aService(), to))).toEqual({ outcome: 'refused' })
    expect([graph.tokenRequests, graph.attempts]).toEqual([[], 0])
  })
})

describe('the token for Graph', () => {
  it('is fetched once for those who ask at the same time, and used until five minutes before its end', async () => {
    const feed = feedOf()
    await Promise.all([tell(feed), tell(feed), tell(feed)])
    now = new Date(NOW.getTime() + 55 * 60_000 - 1)
    await tell(feed)
    expect(graph.tokenRequests).toEqual([GRAPH_TENANT])
    now = new Date(NOW.getTime() + 55 * 60_000)
    await tell(feed)
    expect(graph.tokenRequests).toHaveLength(2)
    expect(graph.delivered).toHaveLength(5)
  })

  it('is of the place’s own organisation', async () => {
    const feed = feedOf()
    await feed.tell(aPlace({ tenantId: OTHER_TENANT }), aConversation('waiting'), link)
    await tell(feed)
    await feed.tell(aPlace({ tenantId: OTHER_TENANT }), aConversation('waiting'), link)
    expect(graph.tokenRequests).toEqual([OTHER_TENANT, GRAPH_TENANT])
  })

  it('is fetched anew, once, when it is not taken any more', async () => {
    const feed = feedOf()
    await tell(feed)
    graph.revokeTokens()
    await tell(feed)
    expect([graph.tokenRequests.length, graph.delivered.length, graph.attempts]).toEqual([2, 2, 3])
    const refusal = { status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } }
    graph.oddAnswers.push(refusal, refusal)
    expect(await failureOf(tell(feed))).toEqual({
      outcome: 'refused',
      status: 401,
      platformCode: 'InvalidAuthenticationToken',
    })
    expect(graph.attempts).toBe(5)
  })

  it.each<[string, Odd, TeamsFailure]>([
    [
      'a wrong secret',
      { status: 401, body: { error: 'invalid_client', error_description: 'secret of the app' } },
      { outcome: 'refused', status: 401, platformCode: 'invalid_client' },
    ],
    [
      'an organisation that does not have the app',
      { status: 400, body: { error: 'unauthorized_client' } },
      { outcome: 'refused', status: 400, platformCode: 'unauthorized_client' },
    ],
    [
      'an outage',
      { status: 503, headers: { 'retry-after': '7' } },
      { outcome: 'later', status: 503, retryAfterMs: 7000 },
    ],
    [
      'an answer without a token',
      { status: 200, body: { token_type: 'Bearer' } },
      { outcome: 'later', status: 200 },
    ],
    ['a lost connection', 'drop', { outcome: 'later' }],
  ])('is asked for again after %s', async (_name, odd, failure) => {
    const feed = feedOf()
    graph.oddTokens.push(odd)
    expect(await failureOf(tell(feed))).toEqual(failure)
    expect(graph.attempts).toBe(0)
    await tell(feed)
    expect(graph.delivered).toHaveLength(1)
  })

  it('is not waited for in vain', async () => {
    graph.oddTokens.push('hang')
    expect(await failureOf(tell(feedOf({ timeoutMs: 50 })))).toEqual({ outcome: 'later' })
  })

  it('stays out of errors, and so does the secret', async () => {
    graph.oddTokens.push({ status: 401, body: { error: 'invalid_client' } })
    const error: unknown = await tell().catch((reason: unknown) => reason)
    expect(String(error)).not.toContain(GRAPH_APP.appPassword)
    graph.oddAnswers.push('drop')
    const lost: unknown = await tell().catch((reason: unknown) => reason)
    expect(String(lost)).not.toContain('token-')
  })
})

describe('an answer of Graph', () => {
  it.each<[string, Odd, TeamsFailure]>([
    [
      'that there is too much at once',
      { status: 429, headers: { 'retry-after': '12' }, body: { error: { code: 'TooManyRequests' } } },
      { outcome: 'later', status: 429, platformCode: 'TooManyRequests', retryAfterMs: 12_000 },
    ],
    [
      'with a date to come back at',
      { status: 503, headers: { 'retry-after': 'Tue, 10 Mar 2026 12:01:30 GMT' } },
      { outcome: 'later', status: 503, retryAfterMs: 90_000 },
    ],
    [
      'with a wait that nobody believes',
      { status: 429, headers: { 'retry-after': '999999' } },
      { outcome: 'later', status: 429, retryAfterMs: 3_600_000 },
    ],
    [
      'with a wait that is none',
      { status: 429, headers: { 'retry-after': 'soon' } },
      { outcome: 'later', status: 429 },
    ],
    ['that it is broken', { status: 500 }, { outcome: 'later', status: 500 }],
    ['of a gateway in between', { status: 502 }, { outcome: 'later', status: 502 }],
    [
      'that the person is not there',
      { status: 404, body: { error: { code: 'NotFound' } } },
      { outcome: 'refused', status: 404, platformCode: 'NotFound' },
    ],
    [
      'that two apps share one registration',
      { status: 409, body: { error: { code: 'Conflict' } } },
      { outcome: 'refused', status: 409, platformCode: 'Conflict' },
    ],
    ['that makes no sense', { status: 400, body: ['?'] }, { outcome: 'refused', status: 400 }],
  ])('means the right thing: %s', async (_name, odd, failure) => {
    graph.oddAnswers.push(odd)
    expect(await failureOf(tell())).toEqual(failure)
  })

  it('that somebody has not got the app refuses the entry and no more', async () => {
    graph.installedFor = new Set()
    const feed = feedOf()
    expect(await failureOf(tell(feed))).toEqual({
      outcome: 'refused',
      status: 403,
      platformCode: 'Forbidden',
    })
    graph.installedFor = new Set([ANNA])
    await tell(feed)
    expect([graph.delivered.length, graph.tokenRequests.length]).toEqual([1, 1])
  })

  it('that never comes leaves open whether the entry is there', async () => {
    graph.oddAnswers.push('hang', 'drop')
    expect(await failureOf(tell(feedOf({ timeoutMs: 50 })))).toEqual({ outcome: 'unknown' })
    expect(await failureOf(tell())).toEqual({ outcome: 'unknown' })
  })

  it('from nobody at all means that nothing has left', async () => {
    const gone = await startFakeGraph()
    await gone.close()
    const feed = feedOf({ graphUrl: gone.url })
    // The token is for another Graph, which the stand-in of Entra does not know.
    graph.oddTokens.push({ status: 200, body: { access_token: 'token', expires_in: 3600 } })
    expect(await failureOf(tell(feed))).toEqual({ outcome: 'later' })
  })

  it('that sends elsewhere is not followed with the token', async () => {
    graph.oddAnswers.push({ status: 307, headers: { location: `${graph.url}/elsewhere` } })
    expect((await failureOf(tell())).outcome).toBe('unknown')
    expect(graph.attempts).toBe(1)
  })
})
