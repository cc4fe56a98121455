import { isOnPhone } from '../customer.ts'
import { KNOWN_ERRORS } from '../errors.ts'
import type { ChatMessage, Contact, Fault, LogEntry, MessageStatus, Settings } from '../model.ts'
import type { Platform } from '../platform.ts'
import type { CallView } from '../voice/model.ts'
import type { Verification } from '../webhooks/verification.ts'

/** What the phone page is told. It has its own schemas of the same shapes and parses what it receives. */
export interface StateView {
  numbers: NumberView[]
  lines: LineView[]
  contacts: Contact[]
  messages: MessageView[]
  templates: TemplateSummary[]
  lab: LabView
  log: LogEntry[]
  /** Newest last. */
  calls: CallView[]
  now: string
}

export interface LineView {
  name: string
  phoneNumber: string
}

export interface NumberView {
  phoneNumberId: string
  phoneNumber: string
  displayName: string
  webhookUrl: string
  verification: Verification
}

export type MessageView = Pick<
  ChatMessage,
  | 'id'
  | 'phoneNumberId'
  | 'contactId'
  | 'author'
  | 'at'
  | 'content'
  | 'replyTo'
  | 'reactions'
  | 'editedAt'
  | 'deletedAt'
  | 'playedAt'
  | 'error'
> & {
  status: MessageStatus
  /** Whether the phone shows it: the business's messages only once they have arrived. */
  onPhone: boolean
}

export interface TemplateSummary {
  id: string
  name: string
  language: string
  category: string
  status: string
}

/** Switches, faults and the state of the machinery. */
export interface LabView {
  settings: Settings
  faults: (Fault & { title?: string })[]
  pendingWebhooks: number
}

const MESSAGES_PER_CHAT = 200
const LOG_ENTRIES = 150
const CALLS = 20

export function stateView(platform: Platform): StateView {
  const { world } = platform
  return {
    numbers: numberViews(platform),
    lines: platform.voice.lines().map(({ name, phoneNumber }) => ({ name, phoneNumber })),
    contacts: [...world.contacts.values()],
    messages: [...world.chats.values()].flatMap((chat) =>
      chat.messages.slice(-MESSAGES_PER_CHAT).map(messageView),
    ),
    templates: templateSummaries(platform),
    lab: labView(platform),
    log: world.log.slice(-LOG_ENTRIES),
    calls: platform.voice.views().slice(-CALLS),
    now: world.now(),
  }
}

export function numberViews(platform: Platform): NumberView[] {
  return platform.numbers().map(({ phoneNumberId, phoneNumber, displayName, webhookUrl }) => ({
    phoneNumberId,
    phoneNumber,
    displayName,
    webhookUrl,
    verification: platform.verification(phoneNumberId),
  }))
}

export function templateSummaries(platform: Platform): TemplateSummary[] {
  return [...platform.world.templates.values()].map(({ id, name, language, category, status }) => ({
    id,
    name,
    language,
    category,
    status,
  }))
}

export function labView(platform: Platform): LabView {
  const { world, webhooks } = platform
  return {
    settings: world.settings,
    faults: world.faults.map((fault) => {
      const title = fault.effect.kind === 'error' ? KNOWN_ERRORS[fault.effect.code]?.title : undefined
      return title === undefined ? fault : { ...fault, title }
    }),
    pendingWebhooks: webhooks.size,
  }
}

export function messageView(message: ChatMessage): MessageView {
  const { sending: _sending, unsent: _unsent, ...shown } = message
  return { ...shown, onPhone: isOnPhone(message) }
}
