import type { ConversationStatus } from '../../../server/contract/conversation.ts'
import { locale as localeSchema, type Locale } from '../../../server/contract/member.ts'
import { notificationKind, type NotificationKind } from '../../../server/contract/teams.ts'
import type { CardMessage, ConversationCard, ServiceCard } from '../../../server/domain/teams-card.ts'
import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts'
import { renderConnect, type ConnectContent } from '../../../bot/cards/connect.ts'
import { renderList, type ConversationList, type ListRow } from '../../../bot/cards/list.ts'
import { renderNotice, renderStranger } from '../../../bot/cards/notice.ts'
import { renderPreferences, type PreferencesContent } from '../../../bot/cards/preferences.ts'
import { renderCard } from '../../../bot/cards/render.ts'
import { renderReplyDialog } from '../../../bot/cards/reply-dialog.ts'
import { renderInsertedCard } from '../../../bot/cards/search.ts'
import { renderStatus, type StatusContent } from '../../../bot/cards/status.ts'
import { renderTemplateForm } from '../../../bot/cards/template-form.ts'
import { renderHelp, renderWelcome } from '../../../bot/cards/welcome.ts'
import { textsOf } from '../../../bot/texts/texts.ts'

export const locales = localeSchema.options

export const conversationKinds = notificationKind.options.filter((kind) => kind !== 'not_ready')

/** A Friday, 14:32 in Berlin. */
export const now = new Date('2026-11-20T13:32:00Z')

const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)
const inMinutes = (minutes: number): Date => minutesAgo(-minutes)

export const idOf = (digit: number): string => digit.toString(16).padStart(24, '0')

export const anna = { id: idOf(0xa), name: 'Anna Lindqvist' }
export const ben = { id: idOf(0xb), name: 'Ben Okafor' }

/** As long as deep links of Teams are. */
export const link = `https://teams.microsoft.com/l/entity/7b0f3a52-6a29-4d0b-9d55-0f6a5f3b8f10/inbox?tenantId=5d1f8c02-3b9e-4c6a-8a63-31b6a5a5e0a1&webUrl=https%3A%2F%2Fcallover.example.test%2F%23%2Fc%2F${idOf(1)}&label=Callover&context=%7B%22subEntityId%22%3A%22c%2F${idOf(1)}%22%7D`

const openWindow = { open: true, closesAt: inMinutes(17 * 60), outside: 'templates' } as const
export const closedWindow = { open: false, closesAt: minutesAgo(30 * 60), outside: 'templates' } as const

const messages: CardMessage[] = [
  {
    from: 'contact',
    author: 'Jonas Keller',
    kind: 'text',
    text: 'Guten Tag, meine Bestellung 4711 ist noch nicht da. Laut Sendungsverfolgung liegt sie seit Dienstag im Depot.',
    at: minutesAgo(9),
  },
  { from: 'contact', author: 'Jonas Keller', kind: 'image', text: 'So sah die Karte aus', at: minutesAgo(8) },
  { from: 'contact', author: 'Jonas Keller', kind: 'voice', text: null, at: minutesAgo(7) },
]

export const templates = [
  {
    name: 'order_update',
    language: 'de',
    body: 'Guten Tag {{1}}, zu Ihrer Bestellung {{2}} gibt es Neuigkeiten. Antworten Sie einfach hier.',
    values: [
      { key: 'body.1', example: 'Frau Weber' },
      { key: 'body.2', example: '4711' },
    ],
  },
  { name: 'call_back', language: 'de', body: 'Dürfen wir Sie zurückrufen?', values: [] },
  { name: 'call_back', language: 'en_US', body: 'May we call you back?', values: [] },
]

/** A conversation's card, an everyday one unless told otherwise. */
export function aConversationCard(
  changes: Partial<Omit<ConversationCard, 'conversation'>> & {
    conversation?: Partial<ConversationCard['conversation']>
  } = {},
): ConversationCard {
  const { conversation, ...rest } = changes
  return {
    about: 'conversation',
    cardId: idOf(2),
    version: 3,
    kind: 'waiting',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now,
    settled: false,
    link,
    conversation: {
      id: idOf(1),
      number: 1042,
      status: 'open',
      title: 'Jonas Keller',
      service: 'Support Hotline',
      assignee: null,
      waitingSince: minutesAgo(9),
      window: openWindow,
      snoozedUntil: null,
      fromCall: true,
      doneBy: null,
      ...conversation,
    },
    excerpt: messages,
    reader: { memberId: anna.id, can: { reply: true, assign: true, resolve: true } },
    by: null,
    failure: null,
    templates: [],
    ...rest,
  }
}

export function aServiceCard(changes: Partial<ServiceCard> = {}): ServiceCard {
  return {
    about: 'service',
    cardId: idOf(3),
    version: 1,
    kind: 'not_ready',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now,
    settled: false,
    link: `https://callover.example.test/studio/${idOf(4)}`,
    service: { id: idOf(4), name: 'Support Hotline', environment: 'Muster GmbH' },
    problems: [
      { code: 'template_values_missing', language: 'nl', detail: 'body.1, body.2', blocking: false },
      { code: 'whatsapp_channel_failing', blocking: true },
      { code: 'template_missing', detail: 'callover_invitation', blocking: true },
    ],
    ...changes,
  }
}

/** What each kind of card is about, beyond the everyday. */
export function aCardOf(kind: NotificationKind, locale: Locale): ConversationCard {
  const theirs = { assignee: anna }
  const everyday = aConversationCard({ kind, locale })
  switch (kind) {
    case 'assigned':
      return aConversationCard({ kind, locale, by: ben.name, conversation: theirs })
    case 'answered':
      return aConversationCard({ kind, locale, conversation: theirs })
    case 'mentioned':
      return aConversationCard({
        kind,
        locale,
        by: ben.name,
        conversation: { assignee: ben, waitingSince: null },
        excerpt: [
          ...messages.slice(0, 1),
          {
            from: 'note',
            author: ben.name,
            kind: 'text',
            text: '@Anna Lindqvist kannst du im Lager nachfragen?',
            at: minutesAgo(2),
          },
        ],
      })
    case 'window_closing':
      return aConversationCard({
        kind,
        locale,
        conversation: {
          ...theirs,
          waitingSince: minutesAgo(23 * 60),
          window: { ...openWindow, closesAt: inMinutes(58) },
        },
      })
    case 'failed':
      return aConversationCard({
        kind,
        locale,
        conversation: { ...theirs, waitingSince: null, window: closedWindow },
        templates,
        failure: {
          error: { code: 'window_closed', platformCode: '131047' },
          text: 'Ihr Paket ist heute auf dem Weg zu Ihnen.',
        },
      })
    case 'waiting':
    case 'not_ready':
      return everyday
  }
}

/** States that a conversation's card goes through, whatever its kind. */
export const states: Record<string, (card: ConversationCard) => ConversationCard> = {
  everyday: (card) => card,
  'taken by somebody else': (card) => withConversation(card, { assignee: ben }),
  'taken by the reader': (card) => withConversation(card, { assignee: anna }),
  'window closed': (card) => ({ ...withConversation(card, { window: closedWindow }), templates }),
  'window closed without templates': (card) => withConversation(card, { window: closedWindow }),
  'nobody has written yet': (card) => ({
    ...withConversation(card, { window: { ...closedWindow, closesAt: null } }),
    templates,
  }),
  'nothing can be sent': (card) =>
    withConversation(card, { window: { open: false, closesAt: minutesAgo(60), outside: 'nothing' } }),
  'no window at all': (card) =>
    withConversation(card, { window: { open: true, closesAt: null, outside: 'anything' } }),
  snoozed: (card) => withConversation(card, { status: 'snoozed', snoozedUntil: inMinutes(18 * 60) }),
  resolved: (card) => withConversation(card, { status: 'resolved', waitingSince: null, doneBy: ben.name }),
  'in a channel': (card) => ({
    ...withConversation(card, { title: '+49 **** *******' }),
    excerpt: [],
    reader: null,
  }),
  'without rights': (card) => ({
    ...card,
    reader: { memberId: anna.id, can: { reply: false, assign: false, resolve: false } },
  }),
  'settled by an answer': (card) => ({
    ...withConversation(card, { assignee: ben, waitingSince: null, doneBy: ben.name }),
    settled: true,
  }),
  'settled by taking': (card) => ({ ...withConversation(card, { assignee: ben }), settled: true }),
  'settled by resolving': (card) => settledAs(card, 'resolved'),
  'settled by pausing': (card) => settledAs(card, 'paused'),
}

function withConversation(
  card: ConversationCard,
  changes: Partial<ConversationCard['conversation']>,
): ConversationCard {
  return { ...card, conversation: { ...card.conversation, ...changes } }
}

function settledAs(card: ConversationCard, status: ConversationStatus): ConversationCard {
  return { ...withConversation(card, { status, waitingSince: null, doneBy: ben.name }), settled: true }
}

/** An address without a place to break at, and a name like that. */
const longWord = `https://shop.example.test/${'0123456789abcdef'.repeat(12)}`

function longWords(card: ConversationCard): ConversationCard {
  const named = withConversation(card, {
    title: longWord,
    service: longWord,
    assignee: { ...ben, name: longWord },
  })
  return { ...named, excerpt: messages.map((message) => ({ ...message, author: longWord, text: longWord })) }
}

export function aRow(index: number, changes: Partial<ListRow> = {}): ListRow {
  return {
    conversationId: idOf(100 + index),
    number: 1000 + index,
    title: ['Jonas Keller', '+49 **** *******', 'Mareike von der Heyde-Schönefeld'][index % 3] ?? '',
    service: index % 2 === 0 ? 'Support Hotline' : 'Bestellannahme',
    environment: 'Muster GmbH',
    assignee: index % 4 === 3 ? ben : null,
    waitingSince: minutesAgo(400 - index * 37),
    window:
      index % 5 === 4
        ? { open: false, closesAt: minutesAgo(60) }
        : { open: true, closesAt: inMinutes(index % 5 === 0 ? 50 : 900) },
    lastText: 'Wann kommt meine Lieferung? Ich warte jetzt schon seit drei Tagen und niemand meldet sich.',
    link,
    ...changes,
  }
}

export function aList(changes: Partial<ConversationList> = {}): ConversationList {
  return {
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now,
    list: 'queue',
    items: Array.from({ length: 4 }, (_, index) => aRow(index)),
    total: 4,
    capped: false,
    link,
    ...changes,
  }
}

export function aStatus(changes: Partial<StatusContent> = {}): StatusContent {
  return {
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now,
    availability: 'available',
    quietUntil: null,
    environments: [
      {
        name: 'Muster GmbH',
        waiting: 3,
        open: 1204,
        mine: 4,
        channels: [
          { name: 'wa', kind: 'whatsapp', service: 'Support Hotline', state: 'working', since: null },
          {
            name: 'line',
            kind: 'telephony',
            service: 'Bestellannahme',
            state: 'failing',
            since: minutesAgo(95),
          },
        ],
      },
      { name: 'Zweigstelle Süd', waiting: 0, open: 0, mine: 0, channels: [] },
    ],
    link,
    ...changes,
  }
}

export function aPreferences(changes: Partial<PreferencesContent> = {}): PreferencesContent {
  return {
    locale: 'en',
    preferences: {
      availability: 'available',
      kinds: ['waiting', 'assigned', 'answered', 'failed'],
      serviceIds: null,
      quietHours: { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' },
    },
    services: [
      { id: idOf(4), name: 'Support Hotline', environment: 'Muster GmbH' },
      { id: idOf(5), name: 'Bestellannahme', environment: 'Muster GmbH' },
    ],
    timeZone: 'Europe/Berlin',
    link,
    ...changes,
  }
}

export function aConnect(changes: Partial<ConnectContent> = {}): ConnectContent {
  return {
    locale: 'en',
    timeZone: 'Europe/Berlin',
    now,
    place: 'channel',
    queues: [
      {
        environmentId: idOf(8),
        environment: 'Muster GmbH',
        services: [
          { id: idOf(4), name: 'Support Hotline' },
          { id: idOf(5), name: 'Bestellannahme' },
        ],
      },
      {
        environmentId: idOf(9),
        environment: 'Zweigstelle Süd',
        services: [{ id: idOf(6), name: 'Filiale' }],
      },
    ],
    connected: null,
    ...changes,
  }
}

export const connected = {
  environment: 'Muster GmbH',
  environmentId: idOf(8),
  services: [{ id: idOf(4), name: 'Support Hotline' }],
  by: anna.name,
  at: minutesAgo(4000),
}

export const hit = {
  number: 1042,
  title: 'Jonas Keller',
  service: 'Support Hotline',
  status: 'open',
  assignee: anna.name,
  waitingSince: minutesAgo(9),
  lastText: 'Wann kommt meine Lieferung?',
  link,
} as const

/** Every card in one language, by name. Those of conversations in every kind and state. */
export function everyCard(locale: Locale): Record<string, AdaptiveCard> {
  const texts = textsOf(locale)
  return { ...notificationCards(locale), ...otherCards(locale), ...noticeCards(locale, texts.notice) }
}

/** One of each notification, and the states that look different. */
export function notificationCards(locale: Locale): Record<string, AdaptiveCard> {
  const cards: Record<string, AdaptiveCard> = {}
  for (const kind of conversationKinds) {
    for (const [state, change] of Object.entries(states))
      cards[`${kind}, ${state}`] = renderCard(change(aCardOf(kind, locale)))
  }
  cards['waiting, long words'] = renderCard(longWords(aCardOf('waiting', locale)))
  cards['not_ready'] = renderCard(aServiceCard({ locale }))
  cards['not_ready, settled'] = renderCard(aServiceCard({ locale, settled: true, problems: [] }))
  return cards
}

/** Everything that is not a notification. */
export function otherCards(locale: Locale): Record<string, AdaptiveCard> {
  const closed = aConversationCard({ locale, conversation: { window: closedWindow }, templates })
  const [template = { name: 'none', language: 'en', body: '', values: [] }] = templates
  const conversation = { id: idOf(1), number: 1042, title: 'Jonas Keller' }
  const form = { locale, conversation, cardId: idOf(2), version: 3, template, link }
  return {
    'welcome, personal': renderWelcome({ locale, place: 'personal', person: { name: 'Anna' }, link }),
    'welcome, unknown': renderWelcome({ locale, place: 'personal', person: null, link }),
    'welcome, channel': renderWelcome({ locale, place: 'channel', person: null, link }),
    'welcome, group': renderWelcome({ locale, place: 'group', person: null, link }),
    'help, personal': renderHelp({ locale, place: 'personal', link }),
    'help, channel': renderHelp({ locale, place: 'channel', link }),
    'list, queue': renderList(aList({ locale, total: 23 })),
    'list, mine': renderList(aList({ locale, list: 'mine', capped: true })),
    'list, full': renderList(aList({ locale, items: Array.from({ length: 10 }, (_, index) => aRow(index)) })),
    'list, long words': renderList(
      aList({ locale, items: [aRow(4, { title: longWord, service: longWord, lastText: longWord })] }),
    ),
    'list, nobody waits': renderList(aList({ locale, items: [], total: 0 })),
    'list, nothing mine': renderList(aList({ locale, list: 'mine', items: [], total: 0 })),
    'status, available': renderStatus(aStatus({ locale })),
    'status, away': renderStatus(aStatus({ locale, availability: 'away', quietUntil: inMinutes(600) })),
    'status, channel': renderStatus(aStatus({ locale, availability: null })),
    preferences: renderPreferences(aPreferences({ locale })),
    connect: renderConnect(aConnect({ locale })),
    'connect, group': renderConnect(aConnect({ locale, place: 'group' })),
    'connect, nothing': renderConnect(aConnect({ locale, queues: [] })),
    'connect, connected': renderConnect(aConnect({ locale, connected })),
    'connect, everything': renderConnect(aConnect({ locale, connected: { ...connected, services: null } })),
    'template form': renderTemplateForm(form),
    'template form, faulty': renderTemplateForm({
      ...form,
      faulty: true,
      given: { 'value.body.1': 'Jonas' },
    }),
    stranger: renderStranger({ locale, link }),
    guest: renderStranger({ locale, link, reason: 'guest' }),
    'inserted card': renderInsertedCard(hit, locale),
    'reply dialog': renderReplyDialog(aConversationCard({ locale })).card,
    'reply dialog, closed': renderReplyDialog(closed).card,
  }
}

function noticeCards(
  locale: Locale,
  notice: ReturnType<typeof textsOf>['notice'],
): Record<string, AdaptiveCard> {
  const { action } = textsOf(locale)
  return {
    'notice, info': renderNotice({ locale, text: notice.personalOnly }),
    'notice, good': renderNotice({ locale, text: notice.saved, tone: 'good' }),
    'notice, warning': renderNotice({ locale, text: notice.takenBy(ben.name), tone: 'warning' }),
    'notice, attention': renderNotice({
      locale,
      text: textsOf(locale).problem.window_closed,
      tone: 'attention',
      buttons: [
        { title: action.help, request: { verb: 'show_help' } },
        { title: action.openInbox, url: link },
      ],
    }),
  }
}
