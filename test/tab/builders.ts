import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import { emptyState, type State } from '../../tab/src/state/state.ts'

export const idOf = (kind: string, index = 0): string =>
  Buffer.from(kind.slice(0, 4).padEnd(4, '_')).toString('hex') + index.toString(16).padStart(16, '0')

export const ENVIRONMENT = idOf('envi')
export const ANNA = { id: idOf('memb', 1), name: 'Anna' }
export const LUCA = { id: idOf('memb', 2), name: 'Luca' }
export const NOON = new Date('2026-11-21T12:00:00.000Z')

/** So many minutes after noon. */
export const at = (minutes: number): string => new Date(NOON.getTime() + minutes * 60_000).toISOString()

export function aConversation(changes: Partial<ConversationView> = {}, index = 1): ConversationView {
  return {
    id: idOf('conv', index),
    environmentId: ENVIRONMENT,
    number: 1000 + index,
    status: 'open',
    title: `Customer ${index}`,
    contact: { id: idOf('cont', index), name: `Customer ${index}` },
    service: { id: idOf('serv'), name: 'Hotline' },
    channel: { id: idOf('chan'), kind: 'whatsapp', name: 'WhatsApp' },
    assignee: null,
    lastMessage: { direction: 'inbound', kind: 'text', text: 'Hello', at: at(0), authorName: 'Customer' },
    unread: 1,
    inboundCount: 1,
    waitingSince: at(0),
    window: {
      open: true,
      closesAt: at(24 * 60),
      outside: 'templates',
      lastInboundAt: at(0),
      refused: false,
    },
    seq: 1,
    origin: 'contact',
    previousId: null,
    mergedIntoId: null,
    labels: [],
    createdAt: at(-60),
    updatedAt: at(0),
    ...changes,
  }
}

export function aMessage(changes: Partial<MessageView> = {}, index = 1): MessageView {
  return {
    id: idOf('mess', index),
    conversationId: idOf('conv', 1),
    seq: index,
    direction: 'inbound',
    kind: 'text',
    text: `message ${index}`,
    at: at(index),
    author: { kind: 'contact', name: 'Customer 1' },
    ...changes,
  }
}

export function aState(changes: Partial<State> = {}): State {
  return {
    ...emptyState({ id: ANNA.id, email: 'anna@example.test', name: 'Anna', locale: null }, ENVIRONMENT),
    ...changes,
  }
}
