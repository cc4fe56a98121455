import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NotificationKind } from '../../server/contract/teams.ts'
import {
  assignedOccasion,
  countToRead,
  failedOccasion,
  isRead,
  isSettled,
  mentionedOccasion,
  turnOccasion,
  windowOccasion,
  type Matter,
  type Notified,
  type NotifiedConversation,
} from '../../server/domain/notification-state.ts'

const WAITS = new Date('2026-03-10T12:00:00.000Z')
const CLOSES = new Date('2026-03-11T12:00:00.000Z')
const LATER = new Date('2026-03-10T12:10:00.000Z')

const conversation: NotifiedConversation = {
  id: 'c',
  status: 'open',
  assigneeId: null,
  waitingSince: WAITS,
  windowClosesAt: CLOSES,
  inboundCount: 3,
  reads: {},
}

const OCCASIONS: Record<NotificationKind, string> = {
  waiting: turnOccasion('c', WAITS),
  answered: turnOccasion('c', WAITS),
  window_closing: windowOccasion('c', CLOSES),
  assigned: assignedOccasion('c', 4),
  mentioned: mentionedOccasion('note'),
  failed: failedOccasion('message', 1),
  not_ready: '',
}

function notified(kind: NotificationKind, change: Partial<Notified> = {}): Notified {
  return { kind, occasion: OCCASIONS[kind], arisenAt: WAITS, inboundCount: 3, ...change }
}

/** For Anna, whose card it is. */
function settled(
  kind: NotificationKind,
  change: Partial<NotifiedConversation> = {},
  more: Partial<Matter> & { notified?: Partial<Notified> } = {},
): boolean {
  const { notified: of = {}, ...rest } = more
  const delivery = kind === 'failed' ? ('failed' as const) : null
  return isSettled(notified(kind, of), {
    conversation: { ...conversation, ...change },
    readerId: 'anna',
    answeredAt: null,
    delivery,
    ...rest,
  })
}

describe('a notification is settled', () => {
  it.each<[string, boolean, NotificationKind, Partial<NotifiedConversation>]>([
    ['waiting: not while the customer waits', false, 'waiting', {}],
    ['waiting: not while it is snoozed', false, 'waiting', { status: 'snoozed' }],
    ['waiting: not when the reader took it', false, 'waiting', { assigneeId: 'anna' }],
    ['waiting: when somebody else took it', true, 'waiting', { assigneeId: 'luca' }],
    ['waiting: when it was answered', true, 'waiting', { waitingSince: null }],
    ['waiting: when it was answered and the customer wrote again', true, 'waiting', { waitingSince: LATER }],
    ['waiting: when it was resolved', true, 'waiting', { status: 'resolved', waitingSince: null }],
    ['waiting: when it was set aside', true, 'waiting', { status: 'paused', waitingSince: null }],
    ['answered: not while the customer waits', false, 'answered', { assigneeId: 'anna' }],
    ['answered: when it is somebody else’s', true, 'answered', { assigneeId: 'luca' }],
    ['closing: not while it closes and the customer waits', false, 'window_closing', {}],
    ['closing: when it was answered', true, 'window_closing', { waitingSince: null }],
    ['closing: when the customer wrote again', true, 'window_closing', { windowClosesAt: LATER }],
    ['closing: when somebody else took it', true, 'window_closing', { assigneeId: 'luca' }],
    ['assigned: not while it is the reader’s', false, 'assigned', { assigneeId: 'anna' }],
    [
      'assigned: not because the customer did not wait',
      false,
      'assigned',
      { assigneeId: 'anna', waitingSince: null },
    ],
    ['assigned: when it is nobody’s any more', true, 'assigned', {}],
    ['assigned: when it is somebody else’s', true, 'assigned', { assigneeId: 'luca' }],
    ['mentioned: not before it was read', false, 'mentioned', { reads: { anna: 2, luca: 3 } }],
    ['mentioned: when it was read', true, 'mentioned', { reads: { anna: 3 } }],
    ['mentioned: not because the matter was resolved', false, 'mentioned', { status: 'resolved' }],
    ['failed: not while it is', false, 'failed', {}],
    ['failed: when the matter was resolved', true, 'failed', { status: 'resolved' }],
  ])('%s', (_name, expected, kind, change) => {
    expect(settled(kind, change)).toBe(expected)
  })

  it('assigned: by an answer since, not by one before', () => {
    const mine = { assigneeId: 'anna' }
    expect(settled('assigned', mine, { answeredAt: LATER })).toBe(true)
    expect(settled('assigned', mine, { answeredAt: LATER, notified: { arisenAt: LATER } })).toBe(false)
  })

  it('failed: when it was sent again, however that ends', () => {
    for (const delivery of ['queued', 'sending', 'sent', 'delivered', 'read', 'unconfirmed'] as const) {
      expect(settled('failed', {}, { delivery })).toBe(true)
    }
  })

  it('where several read along, when anybody took it', () => {
    expect(settled('waiting', {}, { readerId: null })).toBe(false)
    expect(settled('waiting', { assigneeId: 'anna' }, { readerId: null })).toBe(true)
  })

  it('a conversation given back begins the turn again, which ends like the turn', () => {
    const again = { occasion: turnOccasion('c', WAITS, 17) }
    expect(again.occasion).not.toBe(OCCASIONS.waiting)
    expect(settled('waiting', {}, { notified: again })).toBe(false)
    expect(settled('waiting', { waitingSince: LATER }, { notified: again })).toBe(true)
    expect(settled('waiting', { waitingSince: null }, { notified: again })).toBe(true)
  })

  it('no turn is taken for another that its number begins with', () => {
    const later = new Date(WAITS.getTime() * 10)
    expect(settled('waiting', {}, { notified: { occasion: turnOccasion('c', later) } })).toBe(true)
  })
})

describe('what was read in the inbox', () => {
  const read = (kind: NotificationKind, count: number, change: Partial<Notified> = {}) =>
    isRead(notified(kind, change), { ...conversation, reads: { anna: count } }, 'anna')

  it('is old news of a customer who waits when everything they wrote was read', () => {
    expect(read('waiting', 3)).toBe(true)
    expect(read('answered', 2)).toBe(false)
    expect(read('waiting', 1, { inboundCount: 1 })).toBe(false)
  })

  it('is no less true of what is not done', () => {
    for (const kind of ['window_closing', 'failed', 'not_ready'] as const) expect(read(kind, 3)).toBe(false)
  })

  it('says nothing of what colleagues did to somebody who had read everything before', () => {
    const toRead = countToRead({ ...conversation, reads: { anna: 3 } }, 'anna')
    expect(read('mentioned', 3, { inboundCount: toRead })).toBe(false)
    expect(read('mentioned', 4, { inboundCount: toRead })).toBe(true)
  })

  it('is never what nobody could have read when it arose, and always what was read after it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('assigned' as const, 'mentioned' as const),
        fc.nat(20),
        fc.nat(20),
        fc.nat(20),
        (kind, inbound, read, more) => {
          const before = { ...conversation, inboundCount: inbound, reads: { anna: Math.min(read, inbound) } }
          const told = notified(kind, { inboundCount: countToRead(before, 'anna') })
          expect(isRead(told, before, 'anna')).toBe(false)
          const count = inbound + more + 1
          expect(isRead(told, { ...before, inboundCount: count, reads: { anna: count } }, 'anna')).toBe(true)
        },
      ),
    )
  })
})

describe('whatever becomes of a conversation', () => {
  const change = fc.record({
    status: fc.constantFrom('open' as const, 'snoozed' as const, 'paused' as const, 'resolved' as const),
    assigneeId: fc.option(fc.constantFrom('anna', 'luca')),
    waitingSince: fc.option(fc.constantFrom(WAITS, LATER)),
  })

  it('nothing is left to do once it is over, but to read what a colleague wrote', () => {
    const kinds = ['waiting', 'answered', 'window_closing', 'assigned', 'failed'] as const
    expect(() =>
      fc.assert(
        fc.property(fc.constantFrom(...kinds), change, (kind, conversation) => {
          const over = conversation.status === 'paused' || conversation.status === 'resolved'
          return !over || settled(kind, conversation)
        }),
      ),
    ).not.toThrow()
  })

  it('a customer waits for all who were told or for none, whatever they were told', () => {
    expect(() =>
      fc.assert(
        fc.property(
          change,
          (conversation) => settled('waiting', conversation) === settled('answered', conversation),
        ),
      ),
    ).not.toThrow()
  })
})
