import fc from 'fast-check'
import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { touchingContacts } from '../../server/store/contact-touch.ts'
import { applyingInbound } from '../../server/store/conversation-inbound.ts'
import type { Conversations } from '../../server/store/conversation-documents.ts'
import type { Conversation } from '../../server/store/entities.ts'
import type { ContactDocument } from '../../server/store/models/contact.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import {
  aContact,
  aConversation,
  aMessage,
  anInbound,
  aPreview,
  minutesLater,
  NOON,
  someId,
} from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const count = (length: number): number[] => Array.from({ length }, (_, index) => index)

/** A collection in which something happens after the several changes are made and before they are read back. */
function disturbed<T extends object>(collection: T, between: () => Promise<unknown>): T {
  let disturb: (() => Promise<unknown>) | null = between
  return new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (name !== 'bulkWrite') return member.bind(target) as unknown
      return async (...args: unknown[]) => {
        const result: unknown = await Reflect.apply(member, target, args)
        await disturb?.()
        disturb = null
        return result
      }
    },
  })
}

/** How a collection is asked, while something else happens. */
function watched<T extends object>(collection: T): { collection: T; asked: string[] } {
  const asked: string[] = []
  const proxy = new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        asked.push(String(name))
        return Reflect.apply(member, target, args)
      }
    },
  })
  return { collection: proxy, asked }
}

const conversationsOf = (): Conversations => store.raw.collection('conversations') as unknown as Conversations

async function insertConversation(fields: Partial<Conversation> = {}): Promise<Conversation> {
  const conversation = await store.conversations.insert(aConversation(fields))
  if (conversation === null) throw new Error('not inserted')
  return conversation
}

const reload = async ({ id }: { id: string }): Promise<Conversation> => {
  const found = await store.conversations.findAnywhere(id)
  if (found === null) throw new Error('gone')
  return found
}

describe('inbound events for many conversations at once', () => {
  it('leave each as they would one by one', async () => {
    const calls = fc.array(
      fc.record({
        contact: fc.nat(4),
        event: fc.nat(3),
        counts: fc.boolean(),
        name: fc.constantFrom('Erika', '$Erika', ''),
        preview: fc.boolean(),
        minutes: fc.integer({ min: -3, max: 3 }),
      }),
      { minLength: 2, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(calls, async (plan) => {
        const worlds = await Promise.all(
          ['together', 'alone'].map(async () => {
            const [environmentId, serviceId] = [someId(), someId()]
            const contacts = count(5).map(() => someId())
            // The last one has no active conversation.
            const opened = await Promise.all(
              contacts.slice(0, 4).map((contactId, at) =>
                insertConversation({
                  environmentId,
                  serviceId,
                  contactId,
                  channelId: 'channel',
                  ...(at === 3 ? { status: 'snoozed', snoozedUntil: minutesLater(60) } : {}),
                }),
              ),
            )
            const apply = ({ contact, event, counts, name, preview, minutes }: (typeof plan)[number]) =>
              store.conversations.applyInbound(
                environmentId,
                serviceId,
                contacts[contact]!,
                anInbound({
                  eventId: `event ${contact} ${event}`,
                  channelId: 'channel',
                  counts,
                  contactName: name,
                  lastMessage: preview ? aPreview({ id: 'm', at: minutesLater(minutes) }) : null,
                  now: minutesLater(minutes),
                }),
              )
            return { opened, apply }
          }),
        )
        const [together, alone] = [worlds[0]!, worlds[1]!]
        const got = await Promise.all(plan.map(together.apply))
        const expected: typeof got = []
        for (const call of plan) expected.push(await alone.apply(call))
        const comparable = (found: Conversation) => ({
          ...found,
          id: '',
          number: 0,
          environmentId: '',
          serviceId: '',
          contactId: '',
        })
        const comparableAnswer = (answer: (typeof got)[number]) =>
          answer && { repeated: answer.repeated, conversation: comparable(answer.conversation) }
        expect(got.map(comparableAnswer)).toEqual(expected.map(comparableAnswer))
        for (const [at, conversation] of together.opened.entries())
          expect(comparable(await reload(conversation))).toEqual(comparable(await reload(alone.opened[at]!)))
      }),
      { numRuns: 12 },
    )
  })

  it('cost one request that changes and one that reads, and show nothing that only the database needs', async () => {
    const opened = await Promise.all(count(8).map(() => insertConversation()))
    const { collection, asked } = watched(conversationsOf())
    const apply = applyingInbound(collection)
    await Promise.all(opened.map((one) => apply({ ...one, change: anInbound() })))
    expect(asked.filter((name) => name === 'bulkWrite')).toHaveLength(1)
    expect(asked).not.toContain('findOneAndUpdate')
    const [first, second] = opened as [Conversation, Conversation]
    const results = await Promise.all(
      [first, second].map(({ environmentId, serviceId, contactId }) =>
        store.conversations.applyInbound(environmentId, serviceId, contactId, anInbound()),
      ),
    )
    expect(results[0]?.conversation).toEqual(await reload(first))
    expect(Object.keys(results[0]!.conversation).toSorted()).toEqual(Object.keys(first).toSorted())
  })

  it('get a place of their own, whatever raises it in between', async () => {
    const [busy, quiet] = [await insertConversation(), await insertConversation()]
    const answer = { statuses: ['open'] as const, lastMessage: null, answers: true, now: NOON }
    const apply = applyingInbound(
      disturbed(conversationsOf(), () =>
        store.conversations.applyOutbound(busy.environmentId, busy.id, answer),
      ),
    )
    const results = await Promise.all([busy, quiet].map((one) => apply({ ...one, change: anInbound() })))
    // One is the event's, two was the answer's.
    expect(results.map((document) => [document?._id, document?.seq, document?.repeated])).toEqual([
      [busy.id, 3, false],
      [quiet.id, 1, false],
    ])
    expect(await reload(busy)).toMatchObject({ inboundCount: 1, seq: 3, waitingSince: null })
  })

  it('belong to the conversation that has counted them, also when it is ended in between', async () => {
    const [ended, quiet] = [await insertConversation(), await insertConversation()]
    const apply = applyingInbound(
      disturbed(conversationsOf(), () =>
        store.conversations.change(
          ended.environmentId,
          ended.id,
          ['open'],
          { status: 'resolved', active: false },
          NOON,
        ),
      ),
    )
    const nobody = { environmentId: ended.environmentId, serviceId: ended.serviceId, contactId: someId() }
    const results = await Promise.all(
      [ended, quiet, nobody].map((one) => apply({ ...one, change: anInbound() })),
    )
    expect(results.map((document) => document?._id)).toEqual([ended.id, quiet.id, undefined])
    expect(await reload(ended)).toMatchObject({ inboundCount: 1, status: 'resolved' })
  })

  it('keep the events of one contact in order, each with the state that it left', async () => {
    const conversation = await insertConversation()
    const others = await Promise.all(count(5).map(() => insertConversation()))
    const change = (of: Conversation) =>
      store.conversations.applyInbound(of.environmentId, of.serviceId, of.contactId, anInbound())
    const results = await Promise.all([...count(6).map(() => change(conversation)), ...others.map(change)])
    expect(
      results.slice(0, 6).map((result) => [result?.conversation.seq, result?.conversation.inboundCount]),
    ).toEqual(count(6).map((at) => [at + 1, at + 1]))
  })
})

describe('contacts touched many at once', () => {
  const channelId = someId()
  const contactsOf = () => store.raw.collection('contacts') as unknown as mongo.Collection<ContactDocument>

  it('are each as they would be one by one, in every environment', async () => {
    const environments = [someId(), someId()]
    const inserted = await Promise.all(
      environments.flatMap((environmentId) =>
        count(6).map((at) =>
          store.contacts.insert(
            aContact({
              environmentId,
              keys: [`key ${at}`, `other ${at}`],
              windows: {
                [channelId]: { lastInboundAt: at % 2 === 0 ? minutesLater(9) : null, refusedAt: NOON },
              },
            }),
          ),
        ),
      ),
    )
    const touched = await Promise.all(
      environments.flatMap((environmentId) =>
        count(7).map((at) =>
          store.contacts.touch(environmentId, `key ${at}`, {
            channelId,
            windowAt: at === 5 ? null : minutesLater(at),
            name: at < 4 ? `$name ${at}` : null,
          }),
        ),
      ),
    )
    const expected = inserted.map((contact, index) => {
      const at = index % 6
      const before = at % 2 === 0 ? minutesLater(9) : null
      const lastInboundAt = at === 5 ? null : (before ?? minutesLater(at))
      return {
        ...contact,
        keys: [`key ${at}`, `other ${at}`],
        windows: { [channelId]: { lastInboundAt, refusedAt: NOON } },
        ...(at < 4 ? { name: `$name ${at}` } : {}),
      }
    })
    expect(touched).toEqual([...expected.slice(0, 6), null, ...expected.slice(6), null])
    const found = await Promise.all(
      inserted.map((contact) => store.contacts.find(contact!.environmentId, contact!.id)),
    )
    expect(found).toEqual(expected.map(({ keys: _keys, ...contact }) => contact))
  })

  it('are all changed, also one that is inserted just then', async () => {
    const environmentId = someId()
    await store.contacts.insert(aContact({ environmentId, keys: ['known'] }))
    const touch = touchingContacts(
      disturbed(contactsOf(), () => store.contacts.insert(aContact({ environmentId, keys: ['late'] }))),
    )
    const change = { channelId, windowAt: NOON, name: 'Erik' }
    const touched = await Promise.all(
      ['known', 'late', 'nobody'].map((key) => touch({ environmentId, key, change })),
    )
    expect(touched.map((document) => document?.windows[channelId]?.lastInboundAt)).toEqual([
      NOON,
      NOON,
      undefined,
    ])
    expect(touched[1]?.name).toBe('Erik')
  })

  it('cost one request that changes and one that reads', async () => {
    const environmentId = someId()
    for (const at of count(4)) await store.contacts.insert(aContact({ environmentId, keys: [`${at}`] }))
    const { collection, asked } = watched(contactsOf())
    const touch = touchingContacts(collection)
    const change = { channelId, windowAt: NOON, name: 'Erik' }
    await Promise.all(count(4).map((at) => touch({ environmentId, key: `${at}`, change })))
    expect(asked.toSorted()).toEqual(['bulkWrite', 'find'])
  })

  it('fail only for whom the change cannot be made', async () => {
    const environmentId = someId()
    await store.contacts.insert(aContact({ environmentId, keys: ['fine'] }))
    const change = { windowAt: NOON, name: null }
    const results = await Promise.allSettled([
      store.contacts.touch(environmentId, 'fine', { ...change, channelId }),
      store.contacts.touch(environmentId, 'fine', { ...change, channelId: 'not.an id' }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })
})

describe('messages inserted many at once', () => {
  it('are there once each, and a repeat answers with the one that is there', async () => {
    const [conversationId, channelId] = [someId(), someId()]
    const one = (externalId: string) =>
      store.messages.insert(aMessage({ conversationId, channelId, externalId, text: externalId }))
    const earlier = await one('earlier')
    const results = await Promise.all(['a', 'b', 'earlier', 'a', 'c', 'b'].map(one))
    expect(results.map(({ message }) => message.text)).toEqual(['a', 'b', 'earlier', 'a', 'c', 'b'])
    expect(results.filter(({ inserted }) => inserted)).toHaveLength(3)
    expect(results[2]).toEqual({ message: earlier.message, inserted: false })
    expect(results[0]?.message.id).toBe(results[3]?.message.id)
  })

  it('fail only where one cannot be stored', async () => {
    const conversationId = someId()
    const tooLarge = 'x'.repeat(17 * 1024 * 1024)
    const results = await Promise.allSettled(
      ['a', tooLarge, 'b'].map((text) => store.messages.insert(aMessage({ conversationId, text }))),
    )
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.raw.collection('messages').countDocuments({ conversationId })).toBe(2)
  })
})

describe('webhooks stored many at once', () => {
  const anEvent = (fields: { lane: number; dedupeKey: string; channelId: string; event?: string }) => ({
    environmentId: someId(),
    event: '{"type":"message"}',
    receivedAt: NOON,
    ...fields,
  })

  it('are told each what of theirs was new', async () => {
    const channelId = someId()
    const event = (lane: number, dedupeKey: string) => anEvent({ lane, dedupeKey, channelId })
    await store.intake.add([event(9001, 'old')])
    const added = await Promise.all([
      store.intake.add([event(9001, 'a'), event(9002, 'b')]),
      store.intake.add([event(9001, 'old')]),
      store.intake.add([event(9003, 'c'), event(9001, 'old'), event(9003, 'c')]),
    ])
    expect(added).toEqual([
      { added: 2, lanes: [9001, 9002] },
      { added: 0, lanes: [] },
      { added: 1, lanes: [9003] },
    ])
  })

  it('fail only where one cannot be stored', async () => {
    const channelId = someId()
    const event = (dedupeKey: string, text: string) =>
      anEvent({ lane: 9004, dedupeKey, channelId, event: text })
    const results = await Promise.allSettled([
      store.intake.add([event('a', '{}')]),
      store.intake.add([event('b', '{}'), event('large', 'x'.repeat(17 * 1024 * 1024))]),
      store.intake.add([event('c', '{}')]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const pending = await store.intake.pending([9004], NOON, 10)
    expect(pending.map(({ dedupeKey }) => dedupeKey)).toEqual(expect.arrayContaining(['a', 'c']))
  })
})
