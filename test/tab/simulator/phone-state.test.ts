import { describe, expect, it } from 'vitest'
import {
  applyUpdate,
  chatOf,
  chooserEntries,
  windowClosesAt,
  type PhoneState,
} from '../../../tab/src/features/simulator/state/phone-state.ts'
import type { Message, Update } from '../../../tab/src/features/simulator/state/wire.ts'
import { aContact, aMessage, aNumber, aState } from './builders.ts'

const REAL_NOW = Date.parse('2026-11-20T10:00:00.000Z')

function apply(state: PhoneState, ...updates: Update[]): PhoneState {
  return updates.reduce<PhoneState>(
    (current, update) => applyUpdate(current, update, REAL_NOW) ?? current,
    state,
  )
}

const message = (change: Partial<Message>): Update => ({ name: 'message', data: aMessage(change) })

describe('phone state', () => {
  it('ignores updates before the whole state and replaces everything with it', () => {
    expect(applyUpdate(null, message({}), REAL_NOW)).toBeNull()
    const state = applyUpdate(
      aState({ messages: [aMessage({ id: 'old' })] }),
      {
        name: 'state',
        data: {
          numbers: [aNumber()],
          lines: [],
          calls: [],
          contacts: [aContact()],
          messages: [aMessage({ id: 'new' })],
          templates: [],
          lab: aState().lab,
          log: [],
          now: '2026-11-20T16:00:00.000Z',
        },
      },
      REAL_NOW,
    )
    expect([...(state?.messages.keys() ?? [])]).toEqual(['new'])
    expect(state?.aheadMs).toBe(6 * 3_600_000)
  })

  it('is the same after an update that comes twice', () => {
    const log: Update = {
      name: 'log',
      data: {
        id: 1,
        at: '2026-11-20T10:00:00.000Z',
        kind: 'api',
        method: 'POST',
        subject: 'x',
        status: 200,
        durationMs: 1,
      },
    }
    const updates = [message({ id: 'm1' }), log]
    expect(apply(aState(), ...updates, ...updates)).toEqual(apply(aState(), ...updates))
  })

  it('shows a chat in the order of time, the business’s messages once they have arrived', () => {
    const state = apply(
      aState(),
      message({ id: 'b', at: '2026-11-20T09:02:00.000Z', author: 'business', status: 'delivered' }),
      message({ id: 'a', at: '2026-11-20T09:01:00.000Z' }),
      message({
        id: 'c',
        at: '2026-11-20T09:03:00.000Z',
        author: 'business',
        status: 'sent',
        onPhone: false,
      }),
      message({ id: 'x', contactId: 'other' }),
    )
    const chat = chatOf(state, aNumber(), aContact())
    expect(chat.messages.map((item) => item.id)).toEqual(['a', 'b'])
    expect(chat.unread).toBe(1)
    expect(chat.lastInboundAt).toBe('2026-11-20T09:01:00.000Z')
  })

  it('does not count what waits for the network as written', () => {
    const state = apply(aState(), message({ status: 'accepted' }))
    expect(chatOf(state, aNumber(), aContact()).lastInboundAt).toBeNull()
  })

  it('closes the window exactly 24 hours after the last message', () => {
    expect(windowClosesAt('2026-11-20T09:01:00.000Z')?.toISOString()).toBe('2026-11-21T09:01:00.000Z')
    expect(windowClosesAt(null)).toBeNull()
  })

  it('lists whoever was active last first, and whoever never wrote at the end', () => {
    const state = apply(
      aState(),
      {
        name: 'contact',
        data: aContact({ id: 'silent', name: 'Silent', createdAt: '2026-11-20T09:59:00.000Z' }),
      },
      { name: 'contact', data: aContact({ id: 'early', name: 'Early' }) },
      message({ id: 'm1', contactId: 'early', at: '2026-11-20T08:00:00.000Z' }),
      message({ id: 'm2', at: '2026-11-20T09:00:00.000Z', author: 'business', status: 'delivered' }),
    )
    expect(chooserEntries(state).map(({ contact, unread }) => [contact.id, unread])).toEqual([
      ['maria', 1],
      ['early', 0],
      ['silent', 0],
    ])
  })

  it('ends the typing when an answer arrives', () => {
    const typing: Update = {
      name: 'typing',
      data: { phoneNumberId: 'n1', contactId: 'maria', until: '2026-11-20T10:00:25.000Z' },
    }
    expect(apply(aState(), typing).typing.size).toBe(1)
    expect(apply(aState(), typing, message({ author: 'customer' })).typing.size).toBe(1)
    expect(apply(aState(), typing, message({ author: 'business', status: 'delivered' })).typing.size).toBe(0)
  })
})
