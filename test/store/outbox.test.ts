import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeliveryStatus } from '../../server/contract/delivery.ts'
import { LANES, laneOf } from '../../server/domain/lanes.ts'
import type { Message } from '../../server/store/entities.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { aMessage, aQueuedMessage, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const allLanes = Array.from({ length: LANES }, (_, lane) => lane)
const queue = async (fields: Partial<Message> = {}): Promise<Message> =>
  (await store.messages.insert(aQueuedMessage(fields))).message

/** What may leave, of the conversations given. */
async function headsOf(conversationIds: string[], now = NOON): Promise<string[]> {
  const heads = await store.messages.heads(allLanes, now, 10_000)
  return heads.filter((message) => conversationIds.includes(message.conversationId)).map(({ id }) => id)
}

const move = (id: string, from: DeliveryStatus, status: DeliveryStatus, nextAttemptAt?: Date) =>
  store.messages.advance(id, [from], {
    status,
    at: NOON,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
  })

describe('the heads of the outbox', () => {
  it('are each conversation’s oldest unfinished message, oldest first', async () => {
    const [a, b] = [someId(), someId()]
    const second = await queue({ conversationId: a, at: minutesLater(2), seq: 2 })
    const first = await queue({ conversationId: a, at: minutesLater(1), seq: 1 })
    const other = await queue({ conversationId: b, at: minutesLater(0) })
    expect(await headsOf([a, b])).toEqual([other.id, first.id])
    await store.messages.claim(first.id, NOON, minutesLater(2))
    await move(first.id, 'sending', 'sent')
    expect(await headsOf([a, b])).toEqual([other.id, second.id])
  })

  it('keep the order of messages of one instant by their place', async () => {
    const conversationId = someId()
    await queue({ conversationId, seq: 2 })
    const first = await queue({ conversationId, seq: 1 })
    expect(await headsOf([conversationId])).toEqual([first.id])
  })

  it('hide what is behind one that is being sent', async () => {
    const conversationId = someId()
    const first = await queue({ conversationId, seq: 1 })
    await queue({ conversationId, seq: 2 })
    await store.messages.claim(first.id, NOON, minutesLater(2))
    expect(await headsOf([conversationId])).toEqual([])
  })

  it('hide what is behind one that is tried again later', async () => {
    const conversationId = someId()
    const first = await queue({ conversationId, seq: 1 })
    await queue({ conversationId, seq: 2 })
    await store.messages.claim(first.id, NOON, minutesLater(2))
    await move(first.id, 'sending', 'queued', minutesLater(5))
    expect(await headsOf([conversationId], minutesLater(4))).toEqual([])
    expect(await headsOf([conversationId], minutesLater(5))).toEqual([first.id])
  })

  it('let the next one go when one has failed or nobody knows', async () => {
    for (const status of ['failed', 'unconfirmed'] as const) {
      const conversationId = someId()
      const first = await queue({ conversationId, seq: 1 })
      const second = await queue({ conversationId, seq: 2 })
      await store.messages.claim(first.id, NOON, minutesLater(2))
      await move(first.id, 'sending', status)
      expect(await headsOf([conversationId])).toEqual([second.id])
    }
  })

  it('are those of the lanes asked for, up to a limit, past any number that may not leave', async () => {
    const lane = 5
    const conversations: string[] = []
    while (conversations.length < 30) {
      const id = someId()
      if (laneOf(id) === lane) conversations.push(id)
    }
    for (const [index, conversationId] of conversations.entries()) {
      const message = await queue({ conversationId, at: minutesLater(-1000 + index) })
      if (index >= 25) continue
      await store.messages.claim(message.id, NOON, minutesLater(2))
      await move(message.id, 'sending', 'queued', minutesLater(60))
    }
    const heads = await store.messages.heads([lane], NOON, 2)
    expect(heads.map(({ conversationId }) => conversationId)).toEqual(conversations.slice(25, 27))
    const elsewhere = await store.messages.heads([lane + 1], NOON, 100)
    expect(elsewhere.every(({ conversationId }) => laneOf(conversationId) === lane + 1)).toBe(true)
    expect(await store.messages.heads([], NOON, 100)).toEqual([])
  })
})

describe('claiming', () => {
  it('is won by one of many', async () => {
    const { id } = await queue()
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => store.messages.claim(id, NOON, minutesLater(2))),
    )
    const won = claims.filter((message) => message !== null)
    expect(won).toHaveLength(1)
    expect(won[0]?.delivery).toEqual({ status: 'sending', at: NOON, attempts: 1 })
  })

  it('waits for the time of the next attempt and counts the attempts', async () => {
    const { id } = await queue()
    await store.messages.claim(id, NOON, minutesLater(2))
    const error = { code: 'rate_limited' as const, platformCode: '130429' }
    const postponed = await store.messages.advance(id, ['sending'], {
      status: 'queued',
      at: NOON,
      error,
      nextAttemptAt: minutesLater(5),
    })
    expect(postponed?.delivery).toEqual({
      status: 'queued',
      at: NOON,
      attempts: 1,
      error,
      nextAttemptAt: minutesLater(5),
    })
    expect(await store.messages.claim(id, minutesLater(4), minutesLater(6))).toBeNull()
    const again = await store.messages.claim(id, minutesLater(5), minutesLater(7))
    expect(again?.delivery).toEqual({ status: 'sending', at: minutesLater(5), attempts: 2, error })
  })

  it('does not depend on the clock by which messages are dated', async () => {
    const { id } = await queue({ at: minutesLater(100_000) })
    expect(await store.messages.claim(id, NOON, minutesLater(2))).not.toBeNull()
  })

  it('finds nothing to send in what the contact wrote or what has left', async () => {
    const { message } = await store.messages.insert(aMessage())
    expect(await store.messages.claim(message.id, NOON, minutesLater(2))).toBeNull()
    const sent = await queue({ delivery: { status: 'sent', at: NOON, attempts: 1 } })
    expect(await store.messages.claim(sent.id, NOON, minutesLater(2))).toBeNull()
  })
})

describe('claims that run out', () => {
  it('leave their message unconfirmed, told once', async () => {
    const message = await queue()
    const running = await queue()
    await store.messages.claim(message.id, NOON, minutesLater(2))
    await store.messages.claim(running.id, NOON, minutesLater(9))
    expect((await store.messages.expireClaims(minutesLater(1))).map(({ id }) => id)).not.toContain(message.id)
    const rounds = await Promise.all([
      store.messages.expireClaims(minutesLater(3)),
      store.messages.expireClaims(minutesLater(3)),
    ])
    const released = rounds.flat().filter(({ id }) => [message.id, running.id].includes(id))
    expect(released.map(({ id, delivery }) => [id, delivery?.status, delivery?.attempts])).toEqual([
      [message.id, 'unconfirmed', 1],
    ])
  })

  it('can all be ended at once by a process that knows itself to be alone', async () => {
    const message = await queue()
    await store.messages.claim(message.id, NOON, minutesLater(2))
    const endOfTime = new Date(8.64e15)
    const released = await store.messages.expireClaims(endOfTime)
    const own = released.find(({ id }) => id === message.id)
    expect(own?.delivery?.status).toBe('unconfirmed')
    expect(own?.delivery?.at.getTime()).toBeLessThan(endOfTime.getTime())
  })
})

describe('moving a delivery on', () => {
  it('happens from the given statuses only, once', async () => {
    const { id, environmentId } = await queue()
    expect(await move(id, 'sending', 'sent')).toBeNull()
    await store.messages.claim(id, NOON, minutesLater(2))
    const results = await Promise.all([move(id, 'sending', 'sent'), move(id, 'sending', 'failed')])
    expect(results.filter((message) => message !== null)).toHaveLength(1)
    expect((await store.messages.find(environmentId, id))?.delivery?.attempts).toBe(1)
  })

  it('takes over the platform’s id and clears what is over', async () => {
    const { id, channelId } = await queue()
    await store.messages.claim(id, NOON, minutesLater(2))
    const failed = await store.messages.advance(id, ['sending'], {
      status: 'failed',
      at: NOON,
      error: { code: 'unknown' },
    })
    expect(failed?.delivery).toEqual({ status: 'failed', at: NOON, attempts: 1, error: { code: 'unknown' } })
    // Tried again by a person, at once.
    expect((await move(id, 'failed', 'queued'))?.delivery).toEqual({
      status: 'queued',
      at: NOON,
      attempts: 1,
    })
    await store.messages.claim(id, NOON, minutesLater(2))
    const sent = await store.messages.advance(id, ['sending', 'unconfirmed'], {
      status: 'sent',
      at: minutesLater(1),
      externalId: 'wamid.9',
    })
    expect(sent).toMatchObject({ externalId: 'wamid.9', delivery: { status: 'sent', attempts: 2 } })
    expect(await store.messages.findByExternalId(channelId!, 'wamid.9')).toEqual(sent)
  })

  it('is not lost when another entry bears the platform’s id already', async () => {
    const { id, channelId } = await queue()
    await store.messages.insert(aMessage({ channelId: channelId!, externalId: 'wamid.echo' }))
    await store.messages.claim(id, NOON, minutesLater(2))
    const sent = await store.messages.advance(id, ['sending'], {
      status: 'sent',
      at: NOON,
      externalId: 'wamid.echo',
    })
    expect(sent?.delivery?.status).toBe('sent')
    expect(sent).not.toHaveProperty('externalId')
  })
})

it('keeps nothing of a finished message in the outbox', async () => {
  const { id } = await queue()
  await store.messages.claim(id, NOON, minutesLater(2))
  await move(id, 'sending', 'sent')
  const document = await store.raw.collection('messages').findOne({ _id: id as never })
  expect(document).not.toHaveProperty('outbox')
  expect(document).not.toHaveProperty('dueAt')
})
