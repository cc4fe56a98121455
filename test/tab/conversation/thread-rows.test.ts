import { describe, expect, it } from 'vitest'
import { threadRows, unreadDivider } from '../../../tab/src/features/conversation/thread/thread-rows.ts'
import { aMessage, aPending, luca } from './fixtures.ts'

const utcDay = (at: string) => at.slice(0, 10)
const inbound = (at: string) => aMessage({ at })
const keysOf = (rows: ReturnType<typeof threadRows>) => rows.map(({ first, last, day }) => [first, last, day])

describe('the rows of a thread', () => {
  it('group messages of one sender within five minutes', () => {
    const rows = threadRows(
      {
        messages: [
          inbound('2026-11-20T10:00:00.000Z'),
          inbound('2026-11-20T10:04:00.000Z'),
          inbound('2026-11-20T10:10:00.000Z'),
          aMessage({ direction: 'outbound', at: '2026-11-20T10:10:30.000Z' }),
          aMessage({
            direction: 'outbound',
            at: '2026-11-20T10:11:00.000Z',
            author: { kind: 'member', id: luca.id, name: luca.name },
          }),
        ],
        pending: [],
      },
      null,
      utcDay,
    )
    expect(keysOf(rows)).toEqual([
      [true, false, true],
      [false, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, false],
    ])
  })

  it('begin a new day and a new group at midnight', () => {
    const rows = threadRows(
      { messages: [inbound('2026-11-20T23:59:00.000Z'), inbound('2026-11-21T00:01:00.000Z')], pending: [] },
      null,
      utcDay,
    )
    expect(keysOf(rows)).toEqual([
      [true, true, true],
      [true, true, true],
    ])
  })

  it('keep the key of a message when the server confirms it, and show it once', () => {
    const pending = aPending()
    const before = threadRows({ messages: [], pending: [pending] }, null, utcDay)
    const confirmed = aMessage({ direction: 'outbound', clientId: pending.clientId })
    const after = threadRows({ messages: [confirmed], pending: [pending] }, null, utcDay)
    expect(before.map((row) => row.key)).toEqual([pending.clientId])
    expect(after.map((row) => row.key)).toEqual([pending.clientId])
  })

  it('keep their keys when older messages are loaded above', () => {
    const messages = [inbound('2026-11-20T10:00:00.000Z'), inbound('2026-11-20T11:00:00.000Z')]
    const older = inbound('2026-11-20T09:00:00.000Z')
    const keys = (all: typeof messages) =>
      threadRows({ messages: all, pending: [] }, null, utcDay).map((row) => row.key)
    expect(keys([older, ...messages]).slice(1)).toEqual(keys(messages))
  })

  it('have the divider above the oldest of the unread messages of the customer', () => {
    const messages = [aMessage(), aMessage(), aMessage({ direction: 'outbound' }), aMessage()]
    expect(unreadDivider(messages, 2)).toEqual({ beforeId: messages[1]?.id, count: 2 })
    expect(unreadDivider(messages, 0)).toBeNull()
    expect(unreadDivider(messages, 99)?.beforeId).toBe(messages[0]?.id)
    const rows = threadRows({ messages, pending: [] }, unreadDivider(messages, 1), utcDay)
    expect(rows.map((row) => row.unread)).toEqual([null, null, null, 1])
  })
})
