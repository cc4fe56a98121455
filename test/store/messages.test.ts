import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { pageFilter } from '../../server/store/message-repository.ts'
import type { Message, MessageReaction } from '../../server/store/entities.ts'
import { closeTestStore, ON_OTHER_SERVER, openTestStore, type TestStore } from '../support/store.ts'
import { aMessage, aQueuedMessage, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const insert = async (fields: Partial<Message> = {}): Promise<Message> =>
  (await store.messages.insert(aMessage(fields))).message

describe('a message', () => {
  it('is found as it was inserted, by any of its names', async () => {
    const fields = aQueuedMessage({
      id: someId(),
      externalId: 'wamid.1',
      clientId: 'client-1',
      text: '$text',
      attachments: [
        { id: someId(), kind: 'image', fileName: 'a.jpg', contentType: 'image/jpeg', state: 'pending' },
      ],
      quote: { externalId: 'wamid.0' },
      dispatch: { template: { name: 'hello', language: 'de', values: { body: { 1: 'x' } } } },
    })
    const { message, inserted } = await store.messages.insert(fields)
    expect(inserted).toBe(true)
    expect(message).toEqual(fields)
    const { environmentId, conversationId, channelId, id } = message
    expect(await store.messages.find(environmentId, id)).toEqual(message)
    expect(await store.messages.findByExternalId(channelId!, 'wamid.1')).toEqual(message)
    expect(await store.messages.findByClientId(environmentId, conversationId, 'client-1')).toEqual(message)
  })

  it('counts up with every change, so that nobody takes an older view for a newer one', async () => {
    const message = await insert({ id: someId(), direction: 'outbound', delivery: undefined as never })
    const { environmentId, id } = message
    const reaction = {
      emoji: '👍',
      by: 'contact',
      memberId: null,
      name: 'C',
      at: NOON,
      messageId: null,
    } as const
    const changes = [
      await store.messages.setReaction(environmentId, id, reaction),
      await store.messages.edit(environmentId, id, 'other', NOON),
      await store.messages.setReaction(environmentId, id, { ...reaction, emoji: '', at: minutesLater(1) }),
      await store.messages.revoke(environmentId, id, NOON),
    ]
    expect(message.version).toBeUndefined()
    expect(changes.map((changed) => changed?.version)).toEqual([1, 2, 3, 4])
    await store.messages.move(environmentId, message.conversationId, someId(), [id])
    expect((await store.messages.find(environmentId, id))?.version).toBe(5)
  })

  it('is stored once, whichever of its names comes again', async () => {
    const first = await insert({ id: someId(), externalId: 'wamid.1', clientId: 'c' })
    const twins: Partial<Message>[] = [
      { id: first.id },
      { channelId: first.channelId!, externalId: 'wamid.1' },
      { conversationId: first.conversationId, clientId: 'c' },
    ]
    for (const twin of twins) {
      expect(await store.messages.insert(aMessage(twin))).toEqual({ message: first, inserted: false })
    }
  })

  it('is stored once when it arrives many times at once', async () => {
    const one = { channelId: someId(), externalId: 'wamid.1' }
    const results = await Promise.all(Array.from({ length: 10 }, () => store.messages.insert(aMessage(one))))
    expect(results.filter(({ inserted }) => inserted)).toHaveLength(1)
    expect(new Set(results.map(({ message }) => message.id)).size).toBe(1)
  })

  it('may share the platform’s id with a message of another channel, and have none at all', async () => {
    const conversationId = someId()
    const channelId = someId()
    expect((await store.messages.insert(aMessage({ externalId: 'x' }))).inserted).toBe(true)
    expect((await store.messages.insert(aMessage({ externalId: 'x' }))).inserted).toBe(true)
    expect((await store.messages.insert(aMessage({ conversationId, channelId }))).inserted).toBe(true)
    expect((await store.messages.insert(aMessage({ conversationId, channelId }))).inserted).toBe(true)
  })
})

describe('pages', () => {
  async function readAll(environmentId: string, conversationId: string, between = async () => {}) {
    const seen: Message[] = []
    let before: string | null = null
    do {
      const page: { items: Message[]; nextCursor: string | null } = await store.messages.page(
        environmentId,
        conversationId,
        { before, limit: 3 },
      )
      seen.push(...page.items)
      before = page.nextCursor
      await between()
    } while (before !== null)
    return seen
  }

  it('show every message exactly once, newest first by time and place, while others arrive', async () => {
    const environmentId = someId()
    const conversationId = someId()
    // Whole seconds are shared, and some come late.
    const minutes = [5, 1, 1, 3, 3, 3, 2, 4, 1, 5, 5]
    const all: Message[] = []
    for (const [seq, minute] of minutes.entries())
      all.push(await insert({ environmentId, conversationId, seq, at: minutesLater(minute) }))
    let seq = minutes.length
    const arrive = async (): Promise<void> => {
      seq += 1
      await insert({ environmentId, conversationId, seq, at: minutesLater(seq % 7) })
    }
    const seen = await readAll(environmentId, conversationId, arrive)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining(all.map(({ id }) => id)))
    const sorted = [...seen].sort((a, b) => b.at.getTime() - a.at.getTime() || b.seq - a.seq)
    expect(seen).toEqual(sorted)
  })

  it('leave out reactions that travel as messages, but not those that stand for themselves', async () => {
    const one = { environmentId: someId(), conversationId: someId() }
    const own = await insert({ ...one, kind: 'reaction', seq: 1 })
    await store.messages.insert(
      aQueuedMessage({
        ...one,
        kind: 'reaction',
        seq: 2,
        dispatch: { reaction: { targetMessageId: own.id, targetExternalId: 'x', emoji: '👍' } },
      }),
    )
    expect(await readAll(one.environmentId, one.conversationId)).toEqual([own])
  })

  it('refuse a cursor that is none', async () => {
    const page = store.messages.page(someId(), someId(), { before: 'nonsense', limit: 3 })
    await expect(page).rejects.toThrow(InvalidInputError)
  })

  it.skipIf(ON_OTHER_SERVER)('are read off an index, about as many keys as they show', async () => {
    const environmentId = someId()
    const conversationId = someId()
    const documents = store.raw.collection('messages')
    const rows = Array.from({ length: 3000 }, (_, seq) => ({
      _id: someId() as never,
      ...aMessage({ environmentId, conversationId, seq, at: minutesLater(seq) }),
    }))
    await documents.insertMany(rows)
    const { nextCursor } = await store.messages.page(environmentId, conversationId, {
      before: null,
      limit: 50,
    })
    for (const before of [null, nextCursor]) {
      const explained = await documents
        .find(pageFilter(environmentId, conversationId, before) as object)
        .sort({ at: -1, seq: -1 })
        .limit(51)
        .explain('executionStats')
      const { totalKeysExamined } = explained['executionStats'] as { totalKeysExamined: number }
      expect(totalKeysExamined).toBeGreaterThan(0)
      expect(totalKeysExamined).toBeLessThanOrEqual(55)
    }
  })
})

describe('reactions', () => {
  const reaction = (fields: Partial<MessageReaction>): MessageReaction => ({
    emoji: '👍',
    by: 'contact',
    memberId: null,
    name: 'Erika',
    at: NOON,
    messageId: null,
    ...fields,
  })
  const emojis = (message: Message | null) => message?.reactions?.map(({ emoji }) => emoji)

  it('are one per person, replaced and taken back', async () => {
    const { environmentId, id } = await insert()
    const anna = { by: 'member' as const, memberId: someId() }
    const react = (fields: Partial<MessageReaction>) =>
      store.messages.setReaction(environmentId, id, reaction(fields))
    expect(emojis(await react({ emoji: '👍' }))).toEqual(['👍'])
    expect(emojis(await react({ emoji: '❤️', ...anna }))).toEqual(['👍', '❤️'])
    expect(emojis(await react({ emoji: '😢', ...anna, memberId: someId() }))).toEqual(['👍', '❤️', '😢'])
    expect(emojis(await react({ emoji: '🎉', at: minutesLater(1) }))?.sort()).toEqual(
      ['❤️', '🎉', '😢'].sort(),
    )
    expect(emojis(await react({ emoji: '', ...anna }))?.sort()).toEqual(['🎉', '😢'].sort())
  })

  it('lead to the same in whatever order they arrive', async () => {
    const steps = [
      reaction({ emoji: '👍', at: minutesLater(1) }),
      reaction({ emoji: '❤️', at: minutesLater(2) }),
      reaction({ emoji: '', at: minutesLater(3) }),
    ]
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      const { environmentId, id } = await insert()
      for (const index of order) await store.messages.setReaction(environmentId, id, steps[index]!)
      expect((await store.messages.find(environmentId, id))?.reactions).toBeUndefined()
    }
  })

  it('of many people at once are all kept', async () => {
    const { environmentId, id } = await insert()
    await Promise.all(
      Array.from({ length: 8 }, () =>
        store.messages.setReaction(environmentId, id, reaction({ by: 'member', memberId: someId() })),
      ),
    )
    expect((await store.messages.find(environmentId, id))?.reactions).toHaveLength(8)
  })
})

describe('later changes', () => {
  it('the newest edit stands, whatever the order', async () => {
    const { environmentId, id } = await insert()
    await store.messages.edit(environmentId, id, '$second', minutesLater(2))
    expect(await store.messages.edit(environmentId, id, 'first', minutesLater(1))).toBeNull()
    expect(await store.messages.find(environmentId, id)).toMatchObject({
      text: '$second',
      editedAt: minutesLater(2),
    })
    const cleared = await store.messages.edit(environmentId, id, undefined, minutesLater(3))
    expect(cleared).not.toHaveProperty('text')
  })

  it('what was taken back stays so and is edited no more', async () => {
    const { environmentId, id } = await insert()
    expect(await store.messages.revoke(environmentId, id, NOON)).toMatchObject({ revokedAt: NOON })
    expect(await store.messages.revoke(environmentId, id, minutesLater(1))).toMatchObject({ revokedAt: NOON })
    expect(await store.messages.edit(environmentId, id, 'x', minutesLater(1))).toBeNull()
  })

  it('a file that was fetched takes its place among the attachments', async () => {
    const attachment = (state: 'pending' | 'ready') => ({
      id: someId(),
      kind: 'image' as const,
      fileName: 'a.jpg',
      contentType: 'image/jpeg',
      state,
    })
    const [first, second] = [attachment('pending'), attachment('pending')]
    const { environmentId, id } = await insert({ attachments: [first, second] })
    const ready = { ...second, state: 'ready' as const, size: 7 }
    const after = await store.messages.setAttachment(environmentId, id, ready)
    expect(after?.attachments).toEqual([first, ready])
    expect(await store.messages.setAttachment(environmentId, id, attachment('ready'))).toBeNull()
  })
})
