import { describe, expect, it } from 'vitest'
import type { DeliveryStatus } from '../../server/contract/delivery.ts'
import type { Delivery } from '../../server/contract/message.ts'
import { mergeDelivery, mergeMessage } from '../../tab/src/state/merge-message.ts'
import { aMessage, at } from './builders.ts'

const report = (status: DeliveryStatus, minute: number): Delivery => ({ status, at: at(minute) })

describe('delivery', () => {
  it('only ever grows, whatever comes late', () => {
    const ladder = (['queued', 'sending', 'sent', 'delivered', 'read'] as const).map((status, minute) =>
      report(status, minute),
    )
    for (const known of ladder) {
      for (const incoming of ladder) {
        const expected = ladder.indexOf(incoming) >= ladder.indexOf(known) ? incoming : known
        expect(mergeDelivery(known, incoming)).toBe(expected)
      }
    }
  })

  it('keeps "read" when "delivered" or "failed" arrives late', () => {
    const read = report('read', 5)
    expect(mergeDelivery(read, report('delivered', 6))).toBe(read)
    expect(mergeDelivery(read, report('failed', 6))).toBe(read)
  })

  it('begins again at queued when a failed or unconfirmed message is tried again', () => {
    const again = report('queued', 9)
    expect(mergeDelivery(report('failed', 5), again)).toBe(again)
    expect(mergeDelivery(report('unconfirmed', 5), again)).toBe(again)
  })

  it('does not let the failure of the first attempt overwrite the second', () => {
    const second = report('sending', 9)
    expect(mergeDelivery(second, report('failed', 5))).toBe(second)
    expect(mergeDelivery(report('sent', 10), report('failed', 5)).status).toBe('sent')
  })

  it('believes a failure whose time the provider has cut to the second', () => {
    const known: Delivery = { status: 'sending', at: '2026-11-21T12:00:00.700Z' }
    const failed: Delivery = { status: 'failed', at: '2026-11-21T12:00:00.000Z' }
    expect(mergeDelivery(known, failed)).toBe(failed)
  })

  it('lets a temporary failure put it back into the queue', () => {
    const queued = { ...report('queued', 6), nextAttemptAt: at(7) }
    expect(mergeDelivery(report('sending', 5), queued)).toBe(queued)
    expect(mergeDelivery(queued, report('sending', 5))).toBe(queued)
  })

  it('settles an unconfirmed message by any status of the provider', () => {
    for (const status of ['sent', 'delivered', 'read', 'failed'] as const) {
      expect(mergeDelivery(report('unconfirmed', 5), report(status, 6)).status).toBe(status)
    }
  })
})

describe('two views of a message', () => {
  it('are the same object when nothing is new', () => {
    const known = aMessage({ reactions: [{ emoji: '👍', by: 'contact', name: 'C', at: at(3) }] })
    expect(mergeMessage(known, structuredClone(known))).toBe(known)
  })

  it('are what the later one says, where versions tell which that is', () => {
    const liked = { emoji: '👍', by: 'contact' as const, name: 'C', at: at(3) }
    const known = aMessage({ version: 3, delivery: report('queued', 9) })
    const late = aMessage({ version: 2, reactions: [liked], delivery: report('failed', 5) })
    expect(mergeMessage(known, late)).toBe(known)
    expect(mergeMessage(late, known)).toBe(known)
    const first = aMessage({ reactions: [liked] })
    expect(mergeMessage(known, first)).toBe(known)
  })

  it('keep the newer content and the further delivery', () => {
    const known = aMessage({ text: 'edited', editedAt: at(5), delivery: report('sent', 1) })
    const late = aMessage({ text: 'first', delivery: report('read', 6) })
    expect(mergeMessage(known, late)).toMatchObject({ text: 'edited', delivery: { status: 'read' } })
  })

  it('keep a file that is ready when an older view still waits for it', () => {
    const file = {
      id: aMessage().id,
      kind: 'image' as const,
      fileName: 'a.jpg',
      contentType: 'image/jpeg',
      url: '/f',
    }
    const known = aMessage({ attachments: [{ ...file, state: 'ready' }] })
    const late = aMessage({ attachments: [{ ...file, state: 'pending' }] })
    expect(mergeMessage(known, late).attachments?.[0]?.state).toBe('ready')
    expect(mergeMessage(late, known).attachments?.[0]?.state).toBe('ready')
  })

  it('show that a reaction was taken back', () => {
    const known = aMessage({ reactions: [{ emoji: '👍', by: 'contact', name: 'C', at: at(3) }] })
    const removed = aMessage({ reactions: [] })
    expect(mergeMessage(aMessage(), known).reactions).toHaveLength(1)
    expect(mergeMessage(known, removed).reactions).toEqual([])
  })
})
