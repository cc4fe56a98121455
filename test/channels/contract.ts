import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  answersHandshake,
  sendsMedia,
  sendsReactions,
  sendsTemplates,
  type Channel,
  type Connector,
  type PersonAddress,
} from '../../server/channels/channel.ts'
import type { TemplateView } from '../../server/contract/template.ts'
import { ChannelError, InvalidInputError } from '../../server/lib/errors.ts'
import type { RawRequest } from '../../server/lib/raw-request.ts'
import {
  dropConnection,
  freeAddress,
  startFakePlatform,
  text,
  type Answer,
  type FakePlatform,
} from './fake-platform.ts'

/** What the suite must know of a connector to question it. */
export interface Subject {
  connector: Connector
  /** Settings of a channel whose API is at this address. */
  settings(apiBaseUrl: string): Record<string, string>
  recipient: PersonAddress
  /** Headers that the platform would send with this body. */
  sign(body: Buffer): Record<string, string>
  /** Breaks the signature in ways of this platform's own; `undefined` stands for none at all. */
  forgeries(body: Buffer): Record<string, Record<string, string>>
  /** A fixture with several messages and statuses, and how many events it holds. */
  batch: { fixture: string; events: number }
  accepted: Answer
  /** The platform's ways to refuse. */
  refused: { unauthenticated: Answer; tooFast: Answer }
  template: TemplateView
}

const NOW = new Date('2026-11-22T12:00:00Z')

/** What every connector must do, whatever its platform. */
export function describeConnector(subject: Subject): void {
  const { connector } = subject
  describe(`${connector.id} as a connector`, () => {
    describeSettings(subject)
    describeWebhooks(subject)
    describeSending(subject)
  })
}

export function openChannel(subject: Subject, apiBaseUrl = 'http://127.0.0.1:9'): Channel {
  return subject.connector.open(subject.settings(apiBaseUrl), { fetch, now: () => NOW })
}

export function webhook(body: Buffer, headers: Record<string, string> = {}): RawRequest {
  return { method: 'POST', headers, query: new URLSearchParams(), body }
}

export function fixtureFolder(connectorId: string): URL {
  return new URL(`../fixtures/${connectorId}/`, import.meta.url)
}

export function fixturesOf(connectorId: string): { name: string; body: Buffer }[] {
  const folder = fixtureFolder(connectorId)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.replace('.json', ''), body: readFileSync(new URL(file, folder)) }))
}

function describeSettings(subject: Subject): void {
  const { connector } = subject
  it('refuses settings that do not fit and never repeats their values', () => {
    const secret = 'do-not-repeat-me'
    const broken = { ...subject.settings('http://127.0.0.1:9'), phoneNumber: secret, apiBaseUrl: secret }
    expect(() => connector.open(broken, { fetch, now: () => NOW })).toThrow(InvalidInputError)
    expect(() => connector.open(broken, { fetch, now: () => NOW })).not.toThrow(secret)
    expect(() => connector.open(undefined, { fetch, now: () => NOW })).toThrow(InvalidInputError)
  })

  it('names its secrets by settings that exist', () => {
    for (const name of connector.secrets) expect(Object.keys(connector.settings.shape)).toContain(name)
  })
}

function describeWebhooks(subject: Subject): void {
  const channel = openChannel(subject)
  const fixtures = fixturesOf(subject.connector.id)
  const body = fixtures[0]?.body ?? Buffer.alloc(0)

  it('accepts what the platform signed', () => {
    for (const fixture of fixtures) {
      expect(channel.verify(webhook(fixture.body, subject.sign(fixture.body)))).toBe(true)
    }
  })

  it('rejects missing, wrong and truncated signatures', () => {
    expect(channel.verify(webhook(body))).toBe(false)
    const forged = Object.entries(subject.forgeries(body))
    expect(forged.filter(([, headers]) => channel.verify(webhook(body, headers)))).toEqual([])
  })

  it('rejects another body under a valid signature', () => {
    const other = Buffer.concat([body, Buffer.from(' ')])
    expect(channel.verify(webhook(other, subject.sign(body)))).toBe(false)
    expect(channel.verify(webhook(Buffer.alloc(0), subject.sign(body)))).toBe(false)
  })

  it('parses all of a batch', () => {
    const batch = fixtures.find((fixture) => fixture.name === subject.batch.fixture)
    expect(channel.parse(webhook(batch?.body ?? Buffer.alloc(0)))).toHaveLength(subject.batch.events)
  })

  it('gives every event a key of its own, the same on every replay', () => {
    for (const { name, body } of fixtures) {
      const keys = channel.parse(webhook(body)).map((event) => event.dedupeKey)
      expect({ name, events: keys.length }).not.toEqual({ name, events: 0 })
      expect([...new Set(keys)]).toEqual(keys)
      expect(channel.parse(webhook(body)).map((event) => event.dedupeKey)).toEqual(keys)
    }
  })

  it('can read all of its fixtures', () => {
    const events = fixtures.flatMap(({ body }) => channel.parse(webhook(body)))
    expect(events.filter((event) => event.type === 'parked' && event.reason === 'unreadable')).toEqual([])
  })

  it('answers a body that is none of the platform with invalid input', () => {
    for (const garbage of ['', 'no json', '[]', '"text"', 'null', '{}']) {
      expect(() => channel.parse(webhook(Buffer.from(garbage)))).toThrow(InvalidInputError)
    }
  })

  it('refuses a handshake without its token', () => {
    if (!answersHandshake(channel)) return
    expect(channel.answerHandshake({ ...webhook(Buffer.alloc(0)), method: 'GET' })).toBeNull()
  })
}

function describeSending(subject: Subject): void {
  let platform: FakePlatform
  let channel: Channel
  beforeAll(async () => {
    platform = await startFakePlatform()
    channel = openChannel(subject, platform.url)
  })
  beforeEach(() => {
    platform.reset()
    platform.answer(subject.accepted)
  })
  afterAll(async () => {
    await platform.close()
  })
  const outgoing = { to: subject.recipient, correlationId: 'attempt-1' }
  const failureOf = async (answer: Answer) => {
    platform.answer(answer)
    const error: unknown = await channel
      .sendText({ ...outgoing, text: 'Hello' })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ChannelError)
    expectNothingSecret(error, subject)
    return (error as ChannelError).failure
  }

  it('sends a text and gives back the platform’s id', async () => {
    const result = await channel.sendText({ ...outgoing, text: 'Hello' })
    expect(result.externalId).not.toBe('')
    expect(platform.requests).toHaveLength(1)
  })

  it('carries everything its capabilities promise', async () => {
    const { capabilities } = channel
    await channel.sendText({ ...outgoing, text: 'x'.repeat(capabilities.textLimit) })
    for (const { kind, caption } of capabilities.media) {
      if (!sendsMedia(channel)) throw new Error('promises media without the power to send them')
      const words = caption ? { caption: 'x'.repeat(capabilities.captionLimit) } : {}
      await channel.sendMedia({ ...outgoing, kind, mediaId: 'media-1', ...words })
    }
    expect(sendsTemplates(channel)).toBe(capabilities.templates)
    expect(sendsReactions(channel)).toBe(capabilities.reactions)
    if (sendsReactions(channel))
      await channel.sendReaction({ ...outgoing, targetExternalId: 'm1', emoji: '👍' })
    if (sendsTemplates(channel)) {
      await channel.sendTemplate({ ...outgoing, template: subject.template, values: {} })
    }
  })

  it('refuses text over its own limit before anything is sent', async () => {
    const sending = channel.sendText({ ...outgoing, text: 'x'.repeat(channel.capabilities.textLimit + 1) })
    await expect(sending).rejects.toMatchObject({
      failure: { reason: 'invalid_content', outcome: 'not-sent' },
    })
    expect(platform.requests).toHaveLength(0)
  })

  it('reports a refused token as a broken channel, not sent, not to be tried again', async () => {
    const failure = await failureOf(subject.refused.unauthenticated)
    expect(failure).toMatchObject({
      reason: 'channel_misconfigured',
      outcome: 'not-sent',
      channelBroken: true,
    })
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('waits when it was too fast', async () => {
    const failure = await failureOf(subject.refused.tooFast)
    expect(failure).toMatchObject({ reason: 'rate_limited', outcome: 'not-sent' })
    expect(failure.retryAfterMs).toBeGreaterThan(0)
  })

  it('does not know the outcome when the platform broke down', async () => {
    for (const status of [500, 502, 503, 504]) {
      const failure = await failureOf(text(status, '<h1>Sorry</h1>'))
      expect({ status, outcome: failure.outcome }).toEqual({ status, outcome: 'unknown' })
      expect(failure.retryAfterMs).toBeUndefined()
    }
  })

  it('does not know the outcome when the connection drops', async () => {
    const failure = await failureOf(dropConnection)
    expect(failure).toMatchObject({ reason: 'channel_unavailable', outcome: 'unknown' })
    expect(failure.retryAfterMs).toBeUndefined()
  })

  it('may try again when nobody answers at the address', async () => {
    const unreachable = openChannel(subject, await freeAddress())
    const error: unknown = await unreachable
      .sendText({ ...outgoing, text: 'Hello' })
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ failure: { reason: 'channel_unavailable', outcome: 'not-sent' } })
    expect((error as ChannelError).failure.retryAfterMs).toBeGreaterThan(0)
    expectNothingSecret(error, subject)
  })
}

/** Neither message nor fields nor causes may hold what must not be logged. */
export function expectNothingSecret(error: unknown, subject: Subject): void {
  const settings = subject.settings('http://127.0.0.1:9')
  const hidden = subject.connector.secrets.flatMap((name) => settings[name] ?? [])
  const numbers = [settings['phoneNumber'], subject.recipient.phone].flatMap(
    (number) => number?.slice(1) ?? [],
  )
  const told = tellAll(error)
  for (const word of [...hidden, ...numbers]) expect(told).not.toContain(word)
}

function tellAll(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  const fields = JSON.stringify(error, Object.getOwnPropertyNames(error))
  return [error.message, error.stack, fields, error.cause === undefined ? '' : tellAll(error.cause)].join(
    '\n',
  )
}
