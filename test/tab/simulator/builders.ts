import type { PhoneState } from '../../../tab/src/features/simulator/state/phone-state.ts'
import type { BusinessNumber, Contact, Message } from '../../../tab/src/features/simulator/state/wire.ts'

export function aNumber(change: Partial<BusinessNumber> = {}): BusinessNumber {
  return {
    phoneNumberId: 'n1',
    phoneNumber: '+49301234567',
    displayName: 'Muster GmbH',
    webhookUrl: 'http://localhost/hook',
    verification: { state: 'verified' },
    ...change,
  }
}

export function aContact(change: Partial<Contact> = {}): Contact {
  return {
    id: 'maria',
    name: 'Maria Berger',
    phone: '+4915550104211',
    username: null,
    userId: 'DE.12345678901234',
    hidesNumber: false,
    hasWhatsApp: true,
    online: true,
    marketingStopped: false,
    createdAt: '2026-11-20T08:00:00.000Z',
    ...change,
  }
}

export function aMessage(change: Partial<Message> = {}): Message {
  return {
    id: 'wamid.1',
    phoneNumberId: 'n1',
    contactId: 'maria',
    author: 'customer',
    at: '2026-11-20T09:00:00.000Z',
    content: { kind: 'text', text: 'Hallo' },
    status: 'delivered',
    reactions: {},
    onPhone: true,
    ...change,
  }
}

export function aState(
  change: Partial<Omit<PhoneState, 'contacts' | 'messages'>> & {
    contacts?: readonly Contact[]
    messages?: readonly Message[]
  } = {},
): PhoneState {
  const { contacts = [aContact()], messages = [], ...rest } = change
  return {
    numbers: [aNumber()],
    lines: [],
    calls: new Map(),
    templates: [],
    lab: {
      settings: {
        webhooks: { paused: false, duplicate: false, reorder: false, batch: false, delayMs: 0 },
        windowRefusal: 'status',
        pairRate: true,
        coexistence: false,
        templateReview: 'APPROVED',
      },
      faults: [],
      pendingWebhooks: 0,
    },
    log: [],
    typing: new Map(),
    aheadMs: 0,
    ...rest,
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    messages: new Map(messages.map((message) => [message.id, message])),
  }
}
