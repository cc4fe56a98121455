import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError } from '../../server/lib/errors.ts'
import type { Conversation } from '../../server/store/entities.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { aConversation, anInbound, aPreview, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

async function insertConversation(fields: Parameters<typeof aConversation>[0] = {}): Promise<Conversation> {
  const conversation = await store.conversations.insert(aConversation(fields))
  if (conversation === null) throw new Error('not inserted')
  return conversation
}

async function applyInbound(to: Conversation, change: Parameters<typeof anInbound>[0] = {}) {
  const applied = await store.conversations.applyInbound(
    to.environmentId,
    to.serviceId,
    to.contactId,
    anInbound(change),
  )
  if (applied === null) throw new Error('no active conversation')
  return applied
}

const reload = async ({ id }: Conversation) => {
  const found = await store.conversations.findAnywhere(id)
  if (found === null) throw new Error('gone')
  return found
}

describe('a new conversation', () => {
  it('is found as it was inserted, and shows nothing that only the database needs', async () => {
    const fields = aConversation({ labels: ['vip'], reads: { a: 1 }, lastMessage: aPreview() })
    const inserted = await store.conversations.insert(fields)
    const { searchWords: _, ...expected } = fields
    expect(inserted).toEqual({ ...expected, id: inserted?.id, number: 1 })
    expect(await store.conversations.find(fields.environmentId, inserted!.id)).toEqual(inserted)
    expect(await reload(inserted!)).toEqual(inserted)
  })

  it('is numbered per environment without gaps or doubles, also when many are opened at once', async () => {
    const environmentId = someId()
    const many = await Promise.all(Array.from({ length: 20 }, () => insertConversation({ environmentId })))
    const numbers = many.map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect((await insertConversation()).number).toBe(1)
  })

  it('is its contact’s only active one in a service, also when many are opened at once', async () => {
    const one = { environmentId: someId(), serviceId: someId(), contactId: someId() }
    const results = await Promise.all(
      Array.from({ length: 10 }, () => store.conversations.insert(aConversation(one))),
    )
    const opened = results.filter((conversation) => conversation !== null)
    expect(opened).toHaveLength(1)
    expect(await store.conversations.findActive(one.environmentId, one.serviceId, one.contactId)).toEqual(
      opened[0],
    )
  })

  it('may stand beside settled ones and those of another service', async () => {
    const one = { environmentId: someId(), serviceId: someId(), contactId: someId() }
    await insertConversation({ ...one, status: 'resolved', active: false })
    await insertConversation({ ...one, status: 'paused', active: false, createdAt: minutesLater(1) })
    await insertConversation({ ...one, createdAt: minutesLater(2) })
    await insertConversation({ ...one, serviceId: someId(), createdAt: minutesLater(3) })
    const all = await store.conversations.listOfContact(one.environmentId, one.contactId, 3)
    expect(all.map(({ createdAt }) => createdAt)).toEqual([3, 2, 1].map(minutesLater))
  })
})

describe('an inbound event', () => {
  it('counts, starts the waiting time, moves preview, channel and window, all in one', async () => {
    const conversation = await insertConversation()
    const change = anInbound({
      contactName: '$Erika',
      searchWords: ['$erika'],
      lastMessage: aPreview({ text: '$text', at: minutesLater(-1) }),
    })
    const { environmentId, serviceId, contactId } = conversation
    const applied = await store.conversations.applyInbound(environmentId, serviceId, contactId, change)
    const { closesAt, ...window } = change.window
    expect(applied).toEqual({
      repeated: false,
      conversation: {
        ...conversation,
        seq: 1,
        inboundCount: 1,
        channelId: change.channelId,
        contactName: '$Erika',
        lastMessage: change.lastMessage,
        waitingSince: minutesLater(-1),
        window,
        windowClosesAt: closesAt,
        updatedAt: change.now,
      },
    })
  })

  it('keeps the time since when the customer waits, and believes no clock that is ahead', async () => {
    const conversation = await insertConversation()
    await applyInbound(conversation, { now: NOON, lastMessage: aPreview({ at: minutesLater(60) }) })
    const { conversation: later } = await applyInbound(conversation, { now: minutesLater(5) })
    expect(later.waitingSince).toEqual(NOON)
    expect(later.inboundCount).toBe(2)
    expect(later.lastActivityAt).toEqual(minutesLater(5))
  })

  it('that does not count leaves the waiting time and the number of unread ones alone', async () => {
    const conversation = await insertConversation()
    const preview = aPreview({ kind: 'reaction', text: '👍' })
    const { conversation: after } = await applyInbound(conversation, { counts: false, lastMessage: preview })
    expect(after).toMatchObject({ inboundCount: 0, waitingSince: null, lastMessage: preview, seq: 1 })
  })

  it('without a preview leaves the list as it is', async () => {
    const conversation = await insertConversation({ lastMessage: aPreview() })
    const { conversation: after } = await applyInbound(conversation, {
      counts: false,
      lastMessage: null,
      now: minutesLater(9),
    })
    expect(after.lastMessage).toEqual(conversation.lastMessage)
    expect(after.lastActivityAt).toEqual(NOON)
  })

  it('that comes late does not replace a newer preview', async () => {
    const conversation = await insertConversation()
    const [newer, older] = [aPreview({ at: minutesLater(2) }), aPreview({ at: minutesLater(1) })]
    await applyInbound(conversation, { lastMessage: newer, now: minutesLater(3) })
    const { conversation: after } = await applyInbound(conversation, {
      lastMessage: older,
      now: minutesLater(3),
    })
    expect(after.lastMessage).toEqual(newer)
    expect(after.inboundCount).toBe(2)
  })

  it('wakes a snoozed conversation', async () => {
    const conversation = await insertConversation({ status: 'snoozed', snoozedUntil: minutesLater(60) })
    const { conversation: after } = await applyInbound(conversation)
    expect(after).toMatchObject({ status: 'open', snoozedUntil: null })
  })

  it('finds no conversation that is settled', async () => {
    const { environmentId, serviceId, contactId } = await insertConversation({
      status: 'resolved',
      active: false,
    })
    expect(
      await store.conversations.applyInbound(environmentId, serviceId, contactId, anInbound()),
    ).toBeNull()
  })

  it('applied twice only reserves another place', async () => {
    const conversation = await insertConversation()
    const change = anInbound()
    const first = await applyInbound(conversation, change)
    const second = await applyInbound(conversation, { ...change, now: minutesLater(5) })
    expect(second).toEqual({ repeated: true, conversation: { ...first.conversation, seq: 2 } })
    const third = await applyInbound(conversation, { ...change, eventId: someId() })
    expect(third.repeated).toBe(false)
  })

  it('is applied once and gets a place of its own each time when it arrives many times at once', async () => {
    const conversation = await insertConversation()
    const change = anInbound()
    const results = await Promise.all(Array.from({ length: 15 }, () => applyInbound(conversation, change)))
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(results.map((result) => result.conversation.seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    )
    expect((await reload(conversation)).inboundCount).toBe(1)
  })

  it('is counted with all others when many different ones arrive at once', async () => {
    const conversation = await insertConversation()
    await Promise.all(Array.from({ length: 15 }, () => applyInbound(conversation)))
    expect(await reload(conversation)).toMatchObject({ inboundCount: 15, seq: 15 })
  })

  it('is remembered while it can be repeated, but not for ever', async () => {
    const conversation = await insertConversation()
    const change = anInbound()
    await applyInbound(conversation, change)
    for (let index = 0; index < 15; index += 1) await applyInbound(conversation)
    expect((await applyInbound(conversation, change)).repeated).toBe(true)
    for (let index = 0; index < 25; index += 1) await applyInbound(conversation)
    const document = await store.raw
      .collection('conversations')
      .findOne({ number: 1, contactId: conversation.contactId })
    expect((document as unknown as { applied: string[] }).applied).toHaveLength(20)
  })
})

describe('something of ours', () => {
  const change = { statuses: ['open', 'snoozed'] as const, answers: true, now: minutesLater(3) }

  it('ends the waiting time and moves the preview', async () => {
    const conversation = await insertConversation({ waitingSince: NOON })
    const lastMessage = aPreview({ direction: 'outbound', at: minutesLater(3), delivery: 'queued' })
    const after = await store.conversations.applyOutbound(conversation.environmentId, conversation.id, {
      ...change,
      lastMessage,
    })
    expect(after).toMatchObject({
      seq: 1,
      waitingSince: null,
      lastMessage,
      lastActivityAt: minutesLater(3),
      updatedAt: minutesLater(3),
    })
  })

  it('that answers nobody only reserves a place', async () => {
    const conversation = await insertConversation({ waitingSince: NOON, lastMessage: aPreview() })
    const after = await store.conversations.applyOutbound(conversation.environmentId, conversation.id, {
      ...change,
      answers: false,
      lastMessage: null,
    })
    expect(after).toEqual({ ...conversation, seq: 1, updatedAt: minutesLater(3) })
  })

  it('is refused in other statuses', async () => {
    const { environmentId, id } = await insertConversation({ status: 'resolved', active: false })
    const applied = await store.conversations.applyOutbound(environmentId, id, {
      ...change,
      lastMessage: null,
    })
    expect(applied).toBeNull()
  })

  it('gets a place of its own when many come at once', async () => {
    const { environmentId, id } = await insertConversation()
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.conversations.applyOutbound(environmentId, id, { ...change, lastMessage: null }),
      ),
    )
    expect(new Set(results.map((conversation) => conversation?.seq)).size).toBe(10)
  })
})

describe('the delivery in the list', () => {
  it('follows the last message without raising seq', async () => {
    const lastMessage = aPreview({ direction: 'outbound', delivery: 'queued' })
    const { environmentId, id } = await insertConversation({ lastMessage, updatedAt: new Date(0) })
    for (const status of ['sending', 'sent', 'read'] as const) {
      const after = await store.conversations.setLastDelivery(environmentId, lastMessage.id, id, status)
      expect(after).toMatchObject({ seq: 0, lastMessage: { ...lastMessage, delivery: status } })
      expect(after!.updatedAt.getTime()).toBeGreaterThan(0)
    }
    expect(
      await store.conversations.setLastDelivery(environmentId, lastMessage.id, id, 'delivered'),
    ).toBeNull()
    expect(await store.conversations.setLastDelivery(environmentId, someId(), id, 'sent')).toBeNull()
  })
})

describe('the window in the list', () => {
  it('is copied to the contact’s active conversations on that channel', async () => {
    const one = { environmentId: someId(), contactId: someId(), channelId: someId() }
    const active = [await insertConversation(one), await insertConversation({ ...one, status: 'snoozed' })]
    const others = [
      await insertConversation({ ...one, status: 'resolved', active: false }),
      await insertConversation({ ...one, channelId: someId() }),
      await insertConversation({ ...one, contactId: someId() }),
    ]
    const window = { lastInboundAt: NOON, refusedAt: minutesLater(1) }
    const changed = await store.conversations.setWindow(
      one.environmentId,
      one.contactId,
      one.channelId,
      { ...window, closesAt: minutesLater(1) },
      minutesLater(2),
    )
    expect(changed.map(({ id }) => id).sort()).toEqual(active.map(({ id }) => id).sort())
    for (const conversation of changed)
      expect(conversation).toMatchObject({ window, windowClosesAt: minutesLater(1), seq: 1 })
    for (const conversation of others) expect(await reload(conversation)).toEqual(conversation)
  })
})

describe('changing a conversation', () => {
  it('sets what is given and raises seq', async () => {
    const { environmentId, id, ...rest } = await insertConversation({ waitingSince: NOON })
    const set = {
      status: 'snoozed' as const,
      snoozedUntil: minutesLater(90),
      assigneeId: someId(),
      title: '$title',
      labels: ['$label'],
      contactName: 'Max Größe',
      waitingSince: null,
    }
    const after = await store.conversations.change(environmentId, id, ['open'], set, minutesLater(1))
    expect(after).toEqual({ ...rest, environmentId, id, ...set, seq: 1, updatedAt: minutesLater(1) })
    const query = { sort: 'activity' as const, after: null, limit: 5, words: ['grosse'] }
    expect((await store.conversations.list(environmentId, query)).items.map((one) => one.id)).toEqual([id])
  })

  it('is done by one of those that do the same at once', async () => {
    const { environmentId, id } = await insertConversation()
    const resolve = () =>
      store.conversations.change(environmentId, id, ['open'], { status: 'resolved', active: false }, NOON)
    const results = await Promise.all([resolve(), resolve(), resolve()])
    expect(results.filter((conversation) => conversation !== null)).toHaveLength(1)
  })

  it('is a conflict when the contact has another active conversation', async () => {
    const one = { environmentId: someId(), serviceId: someId(), contactId: someId() }
    const settled = await insertConversation({ ...one, status: 'resolved', active: false })
    await insertConversation(one)
    const reopening = store.conversations.change(
      one.environmentId,
      settled.id,
      ['resolved'],
      { status: 'open', active: true },
      NOON,
    )
    await expect(reopening).rejects.toThrow(ConflictError)
    expect(await reload(settled)).toEqual(settled)
  })
})

describe('reading', () => {
  it('never goes backwards, whatever the order of parallel screens', async () => {
    const { environmentId, id } = await insertConversation({ inboundCount: 9 })
    await Promise.all(
      [3, 9, 1, 5].map((count) => store.conversations.markRead(environmentId, id, 'a'.repeat(24), count)),
    )
    const after = await store.conversations.markRead(environmentId, id, 'b'.repeat(24), 2)
    expect(after).toMatchObject({ reads: { ['a'.repeat(24)]: 9, ['b'.repeat(24)]: 2 }, seq: 0 })
  })
})

describe('snoozed conversations', () => {
  it('come back when their time has come, each once', async () => {
    const environmentId = someId()
    const due = await insertConversation({ environmentId, status: 'snoozed', snoozedUntil: NOON })
    const later = await insertConversation({
      environmentId,
      status: 'snoozed',
      snoozedUntil: minutesLater(1),
    })
    const rounds = await Promise.all([
      store.conversations.wakeSnoozed(NOON),
      store.conversations.wakeSnoozed(NOON),
    ])
    const woken = rounds.flat().filter((conversation) => conversation.environmentId === environmentId)
    expect(woken).toEqual([{ ...due, status: 'open', snoozedUntil: null, seq: 1, updatedAt: NOON }])
    expect(await reload(later)).toEqual(later)
  })
})
