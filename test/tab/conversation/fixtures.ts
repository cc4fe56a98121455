import type {
  ContactView,
  ConversationDetail,
  ConversationView,
  WindowView,
} from '../../../server/contract/conversation.ts'
import type { Attachment, MessageView } from '../../../server/contract/message.ts'
import type { TemplateView } from '../../../server/contract/template.ts'
import type {
  ConversationActions,
  ConversationPaneProps,
  PendingMessage,
  Person,
  Thread,
} from '../../../tab/src/features/conversation/types.ts'

export const NOW = new Date('2026-11-21T12:30:00.000Z')
const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** An instant this many milliseconds from now. */
export const at = (offsetMs: number): string => new Date(NOW.getTime() + offsetMs).toISOString()
export const anId = (number: number): string => number.toString(16).padStart(24, '0')

export const me: Person = { id: anId(1), name: 'Anna Berger' }
export const luca: Person = { id: anId(2), name: 'Luca Moretti' }
export const contact = { id: anId(10), name: 'Maria Rossi' }

export const openWindow = (msLeft: number): WindowView => ({
  open: msLeft > 0,
  closesAt: at(msLeft),
  outside: 'templates',
  lastInboundAt: at(msLeft - 24 * HOUR),
  refused: false,
})
export const closedWindow: WindowView = openWindow(-2 * HOUR)
export const neverWrote: WindowView = {
  open: false,
  closesAt: null,
  outside: 'templates',
  lastInboundAt: null,
  refused: false,
}

export function aConversation(changes: Partial<ConversationView> = {}): ConversationView {
  return {
    id: anId(100),
    environmentId: anId(101),
    number: 1042,
    status: 'open',
    title: '+49 151 •••• 678',
    contact,
    service: { id: anId(102), name: 'Hotline' },
    channel: { id: anId(103), kind: 'whatsapp', name: '+49 30 1234567' },
    assignee: me,
    lastMessage: null,
    unread: 0,
    inboundCount: 5,
    waitingSince: null,
    window: openWindow(20 * HOUR),
    seq: 50,
    origin: 'contact',
    mergedIntoId: null,
    labels: [],
    previousId: null,
    createdAt: at(-48 * HOUR),
    updatedAt: at(-MINUTE),
    ...changes,
  }
}

const contactDetail: ContactView = {
  ...contact,
  identities: [{ channelKind: 'whatsapp', kind: 'phone', value: '+4915112345678' }],
  country: 'DE',
  language: 'de',
  marketingOptOut: false,
  createdAt: at(-90 * 24 * HOUR),
}

export const capabilities: ConversationDetail['capabilities'] = {
  textLimit: 4096,
  captionLimit: 1024,
  media: [
    { kind: 'image', contentTypes: ['image/jpeg', 'image/png'], maxSize: 5_000_000, caption: true },
    { kind: 'video', contentTypes: ['video/mp4', 'video/3gpp'], maxSize: 16_000_000, caption: true },
    {
      kind: 'audio',
      contentTypes: ['audio/aac', 'audio/mpeg', 'audio/ogg'],
      maxSize: 16_000_000,
      caption: false,
    },
    { kind: 'voice', contentTypes: ['audio/ogg'], maxSize: 16_000_000, caption: false },
    {
      kind: 'document',
      contentTypes: ['application/pdf', 'text/plain'],
      maxSize: 100_000_000,
      caption: true,
    },
  ],
  templates: true,
  reactions: true,
  replyTo: true,
  typing: true,
}

export function aDetail(
  conversation: ConversationView = aConversation(),
  changes: Partial<Pick<ConversationDetail, 'can' | 'capabilities' | 'contactDetail'>> = {},
): ConversationDetail {
  return {
    ...conversation,
    contactDetail,
    previous: [],
    can: { reply: true, note: true, assign: true, resolve: true, reopen: true },
    capabilities,
    ...changes,
  }
}

let counter = 0

export function aMessage(changes: Partial<MessageView> = {}): MessageView {
  counter += 1
  const direction = changes.direction ?? 'inbound'
  return {
    id: anId(1000 + counter),
    conversationId: anId(100),
    seq: counter,
    direction,
    kind: 'text',
    channel: { id: anId(103), kind: 'whatsapp' },
    at: at(-60 * MINUTE + counter * 1000),
    author:
      direction === 'inbound'
        ? { kind: 'contact', id: contact.id, name: contact.name }
        : { kind: 'member', id: me.id, name: me.name },
    ...(direction === 'outbound' ? { delivery: { status: 'delivered' as const, at: at(-59 * MINUTE) } } : {}),
    ...changes,
  }
}

export function anAttachment(changes: Partial<Attachment> = {}): Attachment {
  counter += 1
  return {
    id: anId(5000 + counter),
    kind: 'image',
    fileName: 'photo.jpg',
    contentType: 'image/jpeg',
    size: 482_113,
    state: 'ready',
    url: '/files/x',
    ...changes,
  }
}

export function aThread(messages: readonly MessageView[] = [], changes: Partial<Thread> = {}): Thread {
  return { messages, pending: [], hasOlder: false, loading: null, failed: null, ...changes }
}

export function aPending(changes: Partial<PendingMessage> = {}): PendingMessage {
  counter += 1
  const clientId = `pending-${counter}`
  return {
    clientId,
    body: { clientId, text: 'Ich schaue sofort nach.' },
    at: at(-5000),
    state: 'sending',
    preview: { text: 'Ich schaue sofort nach.' },
    ...changes,
  }
}

export function aTemplate(changes: Partial<TemplateView> = {}): TemplateView {
  counter += 1
  return {
    id: anId(7000 + counter),
    channelId: anId(103),
    name: 'order_shipped',
    language: 'de',
    category: 'UTILITY',
    status: 'APPROVED',
    quality: 'GREEN',
    sendable: true,
    parameterFormat: 'positional',
    header: null,
    body: 'Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs.',
    bodyParameters: [
      { key: '1', example: 'Maria' },
      { key: '2', example: '4711' },
    ],
    footer: null,
    buttons: [],
    syncedAt: at(-HOUR),
    ...changes,
  }
}

const done = (): Promise<void> => Promise.resolve()

export function fakeActions(changes: Partial<ConversationActions> = {}): ConversationActions {
  return {
    send: () => {},
    resend: () => {},
    discard: () => {},
    retry: done,
    settle: done,
    react: done,
    upload: (file) =>
      Promise.resolve(anAttachment({ fileName: file.name, contentType: file.type, size: file.size })),
    fileUrl: () =>
      Promise.resolve('data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
    loadOlder: () => {},
    reload: () => {},
    assign: done,
    resolve: done,
    reopen: done,
    snooze: done,
    typing: () => {},
    templates: () => Promise.resolve([]),
    ...changes,
  }
}

export function paneProps(changes: Partial<ConversationPaneProps> = {}): ConversationPaneProps {
  const conversation = changes.conversation ?? aConversation()
  return {
    me,
    conversation,
    detail: aDetail(conversation),
    thread: aThread(),
    viewers: [],
    typing: [],
    now: () => NOW,
    actions: fakeActions(),
    detailsOpen: false,
    ...changes,
  }
}
