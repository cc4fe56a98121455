import fc from 'fast-check'
import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversationFigures, type ConversationFigures } from '../../server/contract/statistics.ts'
import { activeFilter, begunFilter } from '../../server/store/conversation-figures-repository.ts'
import type { Conversation, Message } from '../../server/store/entities.ts'
import type { ConversationDocument } from '../../server/store/models/conversation.ts'
import {
  closeTestStore,
  ON_OTHER_SERVER,
  openTestStore,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { aConversation, aMessage, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const BERLIN = 'Europe/Berlin'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MARCH = {
  from: new Date('2026-02-28T23:00:00Z'),
  until: new Date('2026-03-31T22:00:00Z'),
  timeZone: BERLIN,
}
const MONDAY = new Date('2026-03-02T09:00:00Z')
const after = (ms: number, from = MONDAY): Date => new Date(from.getTime() + ms)

const MEMBER = { kind: 'member' as const, id: someId(), name: 'Anna' }
const SERVICE = { kind: 'service' as const, id: someId(), name: 'Hotline' }
const sent = (status: 'sent' | 'failed' = 'sent') => ({ status, at: MONDAY, attempts: 1 })

let numbers = 0

async function begin(fields: Partial<Conversation>): Promise<Conversation> {
  const createdAt = fields.createdAt ?? MONDAY
  const conversation = await store.conversations.insert(
    aConversation({ createdAt, updatedAt: createdAt, lastActivityAt: createdAt, ...fields }),
  )
  return conversation!
}

/** A message with its trace in the conversation, as when it came or went. */
async function say(conversation: Conversation, fields: Partial<Message>): Promise<void> {
  const { environmentId, id: conversationId } = conversation
  const at = fields.at ?? MONDAY
  numbers += 1
  await store.messages.insert(aMessage({ environmentId, conversationId, seq: numbers, at, ...fields }))
  await store.raw
    .collection<ConversationDocument>('conversations')
    .updateOne({ _id: conversationId }, { $max: { lastActivityAt: at } })
}

const answer = (at: Date, fields: Partial<Message> = {}): Partial<Message> => ({
  direction: 'outbound',
  author: MEMBER,
  delivery: sent(),
  at,
  ...fields,
})

const NOTHING: ConversationFigures = {
  opened: 0,
  origins: {},
  resolved: 0,
  written: 0,
  answered: 0,
  firstResponseSeconds: null,
  inbound: 0,
  outbound: 0,
}

describe('conversation figures', () => {
  it('are empty where there was nothing', async () => {
    const period = { ...MARCH, serviceId: someId() }
    expect(await store.conversationFigures.ofService(someId(), period)).toEqual({ total: NOTHING, days: [] })
  })

  it('tell who began, what is over, and how long customers waited for a person', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    const of = { environmentId, serviceId }
    const asked = await begin({ ...of, origin: 'contact', status: 'resolved', active: false })
    await say(asked, { at: MONDAY })
    await say(asked, answer(after(1000), { author: SERVICE }))
    await say(asked, answer(after(60_000)))
    const called = await begin({ ...of, origin: 'call' })
    await say(called, { direction: 'system', kind: 'call' })
    await say(called, answer(after(1000), { author: SERVICE }))
    await say(called, { at: after(10_000) })
    await say(called, answer(after(20_000), { delivery: sent('failed') }))
    await say(called, answer(after(190_000)))
    const begun = await begin({ ...of, origin: 'member' })
    await say(begun, answer(after(0)))
    await say(begun, { at: after(DAY_MS) })
    await say(begun, answer(after(DAY_MS + 1000), { kind: 'reaction' }))
    const { total, days } = await store.conversationFigures.ofService(environmentId, { ...MARCH, serviceId })
    expect(total).toEqual({
      opened: 3,
      origins: { contact: 1, call: 1, member: 1 },
      resolved: 1,
      written: 3,
      answered: 2,
      firstResponseSeconds: 120,
      inbound: 3,
      outbound: 5,
    })
    expect(days).toEqual([
      { date: '2026-03-02', opened: 3, inbound: 2, outbound: 5 },
      { date: '2026-03-03', opened: 0, inbound: 1, outbound: 0 },
    ])
  })

  it('count what was merged once, where it went', async () => {
    const of = { environmentId: someId(), serviceId: someId() }
    const target = await begin(of)
    await begin({ ...of, status: 'resolved', active: false, mergedIntoId: target.id })
    const { total } = await store.conversationFigures.ofService(of.environmentId, { ...MARCH, ...of })
    expect(total).toMatchObject({ opened: 1, resolved: 0 })
  })

  it('are of the period from its first instant to before its last, of the service and of the environment', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    const { from, until } = MARCH
    for (const at of [from, after(-1, until), after(-1, from), until]) {
      for (const of of [{ environmentId, serviceId }, { environmentId }, { serviceId }])
        await say(await begin({ ...of, createdAt: at, active: false, status: 'resolved' }), { at })
    }
    const { total, days } = await store.conversationFigures.ofService(environmentId, { ...MARCH, serviceId })
    expect(total).toMatchObject({ opened: 2, inbound: 2 })
    expect(days.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-31'])
  })

  it('have messages that were split off into a later conversation', async () => {
    const of = { environmentId: someId(), serviceId: someId() }
    await say(await begin({ ...of, createdAt: after(60 * DAY_MS) }), { at: MONDAY })
    const { total } = await store.conversationFigures.ofService(of.environmentId, { ...MARCH, ...of })
    expect(total).toMatchObject({ opened: 0, inbound: 1 })
  })

  it.skipIf(ON_OTHER_SERVER)(
    'are read off indexes, few other conversations than those of the period',
    async () => {
      const [environmentId, serviceId] = [someId(), someId()]
      for (let day = 0; day < 60; day += 1)
        await begin({ environmentId, serviceId, createdAt: after((day - 30) * DAY_MS), active: false })
      const documents = store.raw.collection<ConversationDocument>('conversations')
      const period = { ...MARCH, serviceId }
      for (const [filter, hint] of [
        [begunFilter(environmentId, period), 'begun'],
        [activeFilter(environmentId, period), 'activity'],
      ] as const) {
        const explained = (await documents.find(filter, { hint }).explain('executionStats')) as mongo.Document
        expect(winningPlan(explained)).not.toContain('COLLSCAN')
        const { totalDocsExamined } = explained['executionStats'] as { totalDocsExamined: number }
        expect(totalDocsExamined).toBeGreaterThan(25)
        expect(totalDocsExamined).toBeLessThanOrEqual(32)
      }
    },
  )
})

interface Fact {
  beganMs: number
  origin: Conversation['origin']
  resolved: boolean
  merged: boolean
  messages: { afterMs: number; who: 'contact' | 'member' | 'service'; failed: boolean }[]
}

const someFact: fc.Arbitrary<Fact> = fc.record({
  beganMs: fc.integer({ min: 0, max: 5 * DAY_MS }),
  origin: fc.constantFrom('contact' as const, 'member' as const, 'call' as const),
  resolved: fc.boolean(),
  merged: fc.boolean(),
  messages: fc.array(
    fc.record({
      afterMs: fc.integer({ min: -HOUR_MS, max: 2 * DAY_MS }),
      who: fc.constantFrom('contact' as const, 'member' as const, 'service' as const),
      failed: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
})

const begun = (fact: Fact): Date => new Date(Date.UTC(2026, 2, 27) + fact.beganMs)
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: BERLIN, dateStyle: 'short' })
const PERIOD = {
  from: new Date('2026-03-27T23:00:00Z'),
  until: new Date('2026-03-30T22:00:00Z'),
  timeZone: BERLIN,
}
const within = (at: Date): boolean => at >= PERIOD.from && at < PERIOD.until

/** What one finds by going through the conversations and their messages one by one. */
function plainFigures(facts: readonly Fact[]): ConversationFigures {
  const opened = facts.filter((fact) => !fact.merged && within(begun(fact)))
  const origins: ConversationFigures['origins'] = {}
  const waits: number[] = []
  for (const { origin, messages } of opened) {
    origins[origin] = (origins[origin] ?? 0) + 1
    const wrote = messages.filter(({ who }) => who === 'contact').map(({ afterMs }) => afterMs)
    const answers = messages
      .filter(({ who, failed, afterMs }) => who === 'member' && !failed && afterMs >= Math.min(...wrote))
      .map(({ afterMs }) => afterMs)
    if (wrote.length > 0 && answers.length > 0) waits.push(Math.min(...answers) - Math.min(...wrote))
  }
  waits.sort((a, b) => a - b)
  const half = (waits.length - 1) / 2
  const messages = messagesOf(facts)
  return {
    opened: opened.length,
    origins,
    resolved: opened.filter(({ resolved }) => resolved).length,
    written: opened.filter((fact) => fact.messages.some(({ who }) => who === 'contact')).length,
    answered: waits.length,
    firstResponseSeconds:
      waits.length === 0 ? null : (waits[Math.floor(half)]! + waits[Math.ceil(half)]!) / 2000,
    inbound: messages.filter(({ who }) => who === 'contact').length,
    outbound: messages.filter(({ who }) => who !== 'contact').length,
  }
}

function messagesOf(facts: readonly Fact[]) {
  return facts
    .flatMap((fact) =>
      fact.messages.map((message) => ({ ...message, at: after(message.afterMs, begun(fact)) })),
    )
    .filter(({ who, failed, at }) => within(at) && (who === 'contact' || !failed))
}

it('conversation figures are what one finds by going through conversations and messages, in all and by day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someFact, { maxLength: 8 }), async (facts) => {
      const of = { environmentId: someId(), serviceId: someId() }
      for (const fact of facts) {
        const conversation = await begin({
          ...of,
          createdAt: begun(fact),
          origin: fact.origin,
          ...(fact.resolved ? { status: 'resolved' as const, active: false } : {}),
          mergedIntoId: fact.merged ? someId() : null,
        })
        for (const { afterMs, who, failed } of fact.messages) {
          const at = after(afterMs, begun(fact))
          await say(
            conversation,
            who === 'contact'
              ? { at }
              : answer(at, {
                  author: who === 'member' ? MEMBER : SERVICE,
                  delivery: sent(failed ? 'failed' : 'sent'),
                }),
          )
        }
      }
      const { total, days } = await store.conversationFigures.ofService(of.environmentId, {
        ...PERIOD,
        ...of,
      })
      expect(conversationFigures.safeParse(total).error).toBeUndefined()
      expect(total).toEqual(plainFigures(facts))
      const plainDays = new Map<string, { opened: number; inbound: number; outbound: number }>()
      const count = (at: Date, what: 'opened' | 'inbound' | 'outbound'): void => {
        const date = calendar.format(at)
        const day = plainDays.get(date) ?? { opened: 0, inbound: 0, outbound: 0 }
        plainDays.set(date, { ...day, [what]: day[what] + 1 })
      }
      for (const fact of facts) if (!fact.merged && within(begun(fact))) count(begun(fact), 'opened')
      for (const { who, at } of messagesOf(facts)) count(at, who === 'contact' ? 'inbound' : 'outbound')
      expect(new Map(days.map(({ date, ...day }) => [date, day]))).toEqual(plainDays)
    }),
    { numRuns: 20 },
  )
})
