import { randomBytes } from 'node:crypto'
import type {
  Call,
  CallInvitation,
  CallStepRecord,
  Contact,
  Conversation,
  LastMessage,
  Message,
} from '../../server/store/entities.ts'
import type { InboundApplied } from '../../server/store/store.ts'

/** A fixed day; nothing here goes by the real one. */
export const NOON = new Date('2026-03-04T12:00:00.000Z')

/** `NOON` and some minutes. */
export function minutesLater(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000)
}

export function someId(): string {
  return randomBytes(12).toString('hex')
}

export function aContact(fields: Partial<Contact> & { keys: string[]; environmentId: string }) {
  return {
    name: 'Erika Mustermann',
    identities: [],
    windows: {},
    country: 'DE',
    language: null,
    marketingOptOutAt: null,
    createdAt: NOON,
    ...fields,
  }
}

export function aConversation(fields: Partial<Conversation> & { searchWords?: string[] } = {}) {
  return {
    environmentId: someId(),
    status: 'open' as const,
    active: true,
    snoozedUntil: null,
    title: 'WhatsApp ***678',
    contactId: someId(),
    contactName: 'Erika Mustermann',
    serviceId: someId(),
    channelId: someId(),
    assigneeId: null,
    lastMessage: null,
    lastActivityAt: NOON,
    inboundCount: 0,
    reads: {},
    waitingSince: null,
    window: { lastInboundAt: null, refusedAt: null },
    windowClosesAt: null,
    seq: 0,
    origin: 'contact' as const,
    awaitingCallId: null,
    autoReplies: [],
    previousId: null,
    mergedIntoId: null,
    moves: [],
    labels: [],
    createdAt: NOON,
    updatedAt: NOON,
    searchWords: ['erika', 'mustermann'],
    ...fields,
  }
}

export function aPreview(fields: Partial<LastMessage> = {}): LastMessage {
  return {
    id: someId(),
    direction: 'inbound',
    kind: 'text',
    text: 'Guten Tag',
    at: NOON,
    authorName: 'Erika Mustermann',
    delivery: null,
    ...fields,
  }
}

export function anInbound(fields: Partial<InboundApplied> = {}): InboundApplied {
  return {
    eventId: someId(),
    counts: true,
    channelId: someId(),
    contactName: 'Erika Mustermann',
    searchWords: ['erika', 'mustermann'],
    lastMessage: aPreview(),
    window: { lastInboundAt: NOON, refusedAt: null, closesAt: minutesLater(24 * 60) },
    now: NOON,
    ...fields,
  }
}

export function aMessage(fields: Partial<Message> = {}): Omit<Message, 'id'> & { id?: string } {
  return {
    environmentId: someId(),
    conversationId: someId(),
    contactId: someId(),
    channelId: someId(),
    seq: 1,
    direction: 'inbound',
    kind: 'text',
    text: 'Guten Tag',
    at: NOON,
    receivedAt: NOON,
    author: { kind: 'contact', name: 'Erika Mustermann' },
    ...fields,
  }
}

/** A message of ours that waits to be sent. */
export function aQueuedMessage(fields: Partial<Message> = {}): Omit<Message, 'id'> & { id?: string } {
  return aMessage({
    direction: 'outbound',
    author: { kind: 'member', id: someId(), name: 'Anna' },
    delivery: { status: 'queued', at: NOON, attempts: 0 },
    dispatch: {},
    ...fields,
  })
}

/** A call that has just begun. */
export function aCall(fields: Partial<Call> = {}): Omit<Call, 'id'> & { id?: string } {
  return {
    environmentId: someId(),
    serviceId: someId(),
    channelId: someId(),
    externalId: `call-${someId()}`,
    caller: '+491711234567',
    callerKind: 'mobile',
    dialled: '+493012345',
    language: 'de',
    turn: 0,
    state: { at: 'reuse_question', asking: 'reuseQuestion' },
    actions: [{ do: 'beep' }],
    applied: [],
    steps: [],
    result: 'in_progress',
    offered: false,
    accepted: false,
    otherNumber: false,
    destination: null,
    consent: null,
    invitation: null,
    recording: 'off',
    hungUpAt: null,
    startedAt: NOON,
    activeAt: NOON,
    endedAt: null,
    durationSeconds: null,
    ...fields,
  }
}

export function aStep(fields: Partial<CallStepRecord> = {}): CallStepRecord {
  return { at: NOON, asked: 'reuseQuestion', input: 'speech', understood: 'yes', ...fields }
}

export function anInvitation(fields: Partial<CallInvitation> = {}): CallInvitation {
  return {
    messageId: someId(),
    conversationId: someId(),
    status: 'queued',
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    failedAt: null,
    answeredAt: null,
    errorCode: null,
    ...fields,
  }
}
