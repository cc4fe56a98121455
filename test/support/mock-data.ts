import type { ConversationDetail, ConversationView } from '../../server/contract/conversation.ts'
import type { ChannelView } from '../../server/contract/http.ts'
import type { MemberView, MeView } from '../../server/contract/member.ts'
import type { MessageView } from '../../server/contract/message.ts'
import { placeOf } from './people.ts'

/** A repeatable source of chance: the same seed makes the same inbox. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

export const idOf = (kind: string, index: number): string =>
  Buffer.from(kind.slice(0, 4).padEnd(4, '0')).toString('hex') + index.toString(16).padStart(16, '0')

const GIVEN =
  'Maria Luca Sofia Jonas Elif Pieter Anna Carlos Yuki Fatima Björn Chloé Ivan Leila Noah Greta Omar Hanna Paul Zoë'.split(
    ' ',
  )
const FAMILY =
  'Rossi Weber Müller Jansen García Yılmaz Novák Andersson Dupont Becker Okafor Silva Schneider Nakamura Lindqvist Hoffmann'.split(
    ' ',
  )
const SENTENCES = [
  'Hallo, meine Bestellung ist noch nicht angekommen. Können Sie bitte nachsehen?',
  'Good morning! Is the red one back in stock?',
  'Danke, das hat geholfen 👍',
  'Can I move my appointment to Thursday afternoon?',
  'Die Rechnung stimmt nicht, da fehlt der Rabatt.',
  'Where exactly do I find the serial number? I looked on the back and under the lid but there is nothing.',
  'ok',
  'Ich rufe seit drei Tagen an und niemand geht ran!',
  'Perfect, thank you so much',
  'Wann haben Sie am Samstag geöffnet?',
  'I sent you the photos yesterday, did you get them?',
  'Bitte rufen Sie mich zurück.',
]
const ANSWERS = [
  'Gerne, ich schaue sofort nach und melde mich gleich bei Ihnen.',
  'Your parcel left our warehouse this morning. You will have it tomorrow.',
  'Könnten Sie mir bitte Ihre Bestellnummer nennen?',
  'Of course, Thursday at 3 pm is free. Shall I book it?',
  'Vielen Dank für Ihre Geduld!',
]

export const members: MemberView[] = ['Anna Berger', 'Luca Conti', 'Mia Schulz', 'Tom van Dijk'].map(
  (name, index) => ({ id: idOf('memb', index), name, roles: ['agent'], answers: true }),
)
export const environments: MeView['environments'] = [
  placeOf({ id: idOf('envi', 0), name: 'Muster GmbH' }, ['agent', 'operator']),
  placeOf({ id: idOf('envi', 1), name: 'Muster Österreich' }, ['agent']),
]
export const me: MeView = {
  user: { id: members[0]!.id, email: 'anna@example.test', name: 'Anna Berger', locale: null },
  environments,
  pending: null,
}
const channel = { id: idOf('chan', 0), kind: 'whatsapp' as const, name: 'WhatsApp Hotline' }
const service = { id: idOf('serv', 0), name: 'Hotline' }
export const channels: ChannelView[] = [
  {
    ...channel,
    service,
    address: '+49301234567',
    health: { state: 'working', since: null, platformCode: null, lastInboundAt: new Date().toISOString() },
  },
]

const iso = (ms: number): string => new Date(ms).toISOString()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface MockConversation {
  view: ConversationView
  messages: MessageView[]
}

function pick<T>(random: () => number, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!
}

function windowOf(lastInboundMs: number | null, now: number): ConversationView['window'] {
  if (lastInboundMs === null) {
    return { open: false, closesAt: null, outside: 'templates', lastInboundAt: null, refused: false }
  }
  const closes = lastInboundMs + 24 * HOUR
  return {
    open: closes > now,
    closesAt: iso(closes),
    outside: 'templates',
    lastInboundAt: iso(lastInboundMs),
    refused: false,
  }
}

/** Minutes since the last message of the first conversations: one of every state of the window. */
const STAGED = [0.5, 4, 11, 23, 47, 24 * 60 - 1.6, 24 * 60 - 38, 24 * 60 - 190, 26 * 60, 3 * 24 * 60]

export function makeConversation(index: number, environmentId: string, now: number): MockConversation {
  const random = createRandom(index * 7919 + 13)
  for (let warm = 0; warm < 5; warm++) random()
  const minutes = STAGED[index] ?? 12 + index * (2 + random() * 3)
  const lastAt = now - minutes * MINUTE
  const named = random() > 0.15
  const name = named
    ? `${pick(random, GIVEN)} ${pick(random, FAMILY)}`
    : `+49 ••• ${100 + Math.floor(random() * 899)}`
  const answered = index > 4 && random() > 0.5 && STAGED[index] === undefined
  const never = random() > 0.97
  const conversationId = idOf('conv', index)
  const contact = { id: idOf('cont', index), name }
  const count = 2 + Math.floor(random() * 40)
  const messages: MessageView[] = []
  for (let step = 0; step < count; step++) {
    const last = step === count - 1
    const inbound = never ? false : last ? !answered : random() > 0.45
    const at = lastAt - (count - 1 - step) * (3 + random() * 20) * MINUTE
    messages.push({
      id: idOf('mess', index * 1000 + step),
      conversationId,
      seq: step + 1,
      direction: inbound ? 'inbound' : 'outbound',
      kind: 'text',
      channel: { id: channel.id, kind: channel.kind },
      text: pick(random, inbound ? SENTENCES : ANSWERS),
      at: iso(at),
      author: inbound
        ? { kind: 'contact', id: contact.id, name }
        : { kind: 'member', id: members[0]!.id, name: members[0]!.name },
      ...(inbound
        ? {}
        : {
            delivery: {
              status: pick(random, ['sent', 'delivered', 'read', 'read', 'failed'] as const),
              at: iso(at + 2000),
            },
          }),
    })
  }
  messages.sort((a, b) => (a.at < b.at ? -1 : 1)).forEach((message, position) => (message.seq = position + 1))
  const lastMessage = messages.at(-1)!
  const lastInbound = messages.findLast((message) => message.direction === 'inbound')
  const status = index < 12 ? 'open' : pick(random, ['open', 'open', 'open', 'resolved', 'snoozed'] as const)
  const waiting = status === 'open' && lastMessage.direction === 'inbound'
  const owner = index < 3 ? 0 : Math.floor(random() * 7)
  const assignee = members[owner]
  return {
    messages,
    view: {
      id: conversationId,
      environmentId,
      number: 48_210 - index,
      status,
      title: name,
      contact,
      service,
      channel,
      assignee: assignee === undefined ? null : { id: assignee.id, name: assignee.name },
      lastMessage: {
        direction: lastMessage.direction,
        kind: lastMessage.kind,
        ...(lastMessage.text === undefined ? {} : { text: lastMessage.text }),
        at: lastMessage.at,
        authorName: lastMessage.author.name,
        ...(lastMessage.delivery === undefined ? {} : { delivery: lastMessage.delivery.status }),
      },
      unread: waiting && random() > 0.35 ? 1 + Math.floor(random() * 3) : 0,
      inboundCount: messages.filter((message) => message.direction === 'inbound').length,
      waitingSince: waiting ? lastMessage.at : null,
      window: windowOf(lastInbound === undefined ? null : Date.parse(lastInbound.at), now),
      seq: messages.length,
      origin: 'contact',
      previousId: null,
      mergedIntoId: null,
      labels: index % 4 === 1 ? ['VIP', 'Reklamation'] : [],
      createdAt: messages[0]!.at,
      updatedAt: lastMessage.at,
    },
  }
}

export function detailOf(
  { view }: MockConversation,
  previous: ConversationDetail['previous'],
): ConversationDetail {
  const active = view.status === 'open' || view.status === 'snoozed'
  return {
    ...view,
    contactDetail: {
      id: view.contact.id,
      name: view.contact.name,
      identities: [
        { channelKind: 'whatsapp', kind: 'phone', value: '+4915112345678' },
        { channelKind: 'whatsapp', kind: 'username', value: 'maria.rossi' },
      ],
      country: 'DE',
      language: 'de',
      marketingOptOut: view.number % 5 === 0,
      createdAt: view.createdAt,
    },
    previous,
    can: {
      reply: active && view.window.open,
      note: true,
      assign: true,
      resolve: active,
      reopen: !active,
    },
    capabilities: {
      textLimit: 4096,
      captionLimit: 1024,
      media: [
        { kind: 'image', contentTypes: ['image/jpeg', 'image/png'], maxSize: 5_000_000, caption: true },
        { kind: 'document', contentTypes: ['application/pdf'], maxSize: 100_000_000, caption: true },
      ],
      templates: true,
      reactions: true,
      replyTo: true,
      typing: true,
    },
  }
}

export function nextInbound(conversation: MockConversation, now: number): MessageView {
  const { view, messages } = conversation
  const random = createRandom(now % 100_000)
  const message: MessageView = {
    id: idOf('mess', view.number * 1000 + messages.length + 500),
    conversationId: view.id,
    seq: view.seq + 1,
    direction: 'inbound',
    kind: 'text',
    channel: { id: channel.id, kind: channel.kind },
    text: pick(random, SENTENCES),
    at: iso(now),
    author: { kind: 'contact', id: view.contact.id, name: view.contact.name },
  }
  messages.push(message)
  Object.assign(view, {
    status: 'open',
    seq: message.seq,
    unread: view.unread + 1,
    inboundCount: view.inboundCount + 1,
    waitingSince: view.waitingSince ?? message.at,
    window: windowOf(now, now),
    updatedAt: message.at,
    lastMessage: {
      direction: 'inbound',
      kind: 'text',
      text: message.text ?? '',
      at: message.at,
      authorName: message.author.name,
    },
  })
  return message
}
