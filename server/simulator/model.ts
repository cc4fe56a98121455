/** A customer with a phone, as the platform knows them. */
export interface Contact {
  id: string
  /** Profile name: chosen by the customer. */
  name: string
  /** E.164 with plus; `null` for somebody who is known by user name only. */
  phone: string | null
  username: string | null
  /** Business-scoped user id (BSUID), such as `DE.13491208655302741918`. */
  userId: string
  /** The number stays hidden from businesses that do not know it already. */
  hidesNumber: boolean
  hasWhatsApp: boolean
  online: boolean
  /** The customer told this business to stop sending marketing messages. */
  marketingStopped: boolean
  createdAt: string
}

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

export interface Media {
  id: string
  phoneNumberId: string
  origin: 'business' | 'customer'
  contentType: string
  /** Hexadecimal. */
  sha256: string
  size: number
  fileName: string | null
  createdAt: string
}

export interface CardButton {
  /** `quick_reply` belongs to a template, `reply` to an interactive message; both can be tapped. */
  kind: 'quick_reply' | 'reply' | 'url' | 'phone' | 'copy_code' | 'location_request' | 'other'
  text: string
  /** What comes back when it is tapped. */
  payload?: string
  /** Address, number or code. */
  target?: string
}

export interface MediaContent {
  kind: 'media'
  media: MediaKind
  /** Absent when the business gave a link. */
  mediaId?: string
  link?: string
  contentType?: string
  size?: number
  fileName?: string
  caption?: string
  voice?: boolean
}

export interface LocationContent {
  kind: 'location'
  latitude: number
  longitude: number
  name?: string
  address?: string
}

export interface PersonCard {
  name: string
  phones: string[]
  organisation?: string
}

export interface ListSection {
  title?: string
  rows: { id: string; title: string; description?: string }[]
}

/** A template or an interactive message, filled in as the customer sees it. */
export interface CardContent {
  kind: 'card'
  header: { kind: 'text'; text: string } | MediaContent | LocationContent | null
  body: string
  footer: string | null
  buttons: CardButton[]
  list: { button: string; sections: ListSection[] } | null
  /** Name of the template, absent for interactive messages. */
  template?: string
}

export type Content =
  | { kind: 'text'; text: string }
  | MediaContent
  | LocationContent
  | { kind: 'contacts'; people: PersonCard[] }
  | CardContent
  /** The customer tapped a button or a list row. */
  | { kind: 'choice'; text: string }

export type MessageStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'

export interface ChatMessage {
  /** The platform's id (wamid). */
  id: string
  phoneNumberId: string
  contactId: string
  author: 'business' | 'customer'
  at: string
  content: Content
  /** Id of the quoted message. */
  replyTo?: string
  /**
   * Of the business's messages: how far they came. Of the customer's: `sent` until the product has
   * acknowledged the webhook, then `delivered`, and `read` when the business marked it read.
   */
  status: MessageStatus
  error?: { code: number; title: string }
  reactions: { business?: string; customer?: string }
  editedAt?: string
  deletedAt?: string
  playedAt?: string
  /** Of the business's messages: what the status webhooks need. */
  sending?: Sending
  /** Of the customer's messages: written while the phone was offline, leaves when it is back. */
  unsent?: Readonly<Record<string, unknown>>
}

export interface Sending {
  /** `biz_opaque_callback_data` of the request. */
  correlationData?: string
  category: 'service' | 'utility' | 'marketing' | 'authentication'
  /** Addressed by user id: statuses then name the user and not the number. */
  toUser: boolean
  /** Whether the price was already told with `delivered`. */
  priced?: boolean
  /** A sent reaction only ever gets the status `sent`. */
  reaction?: true
}

/** What one business number and one customer have to do with each other. */
export interface Chat {
  phoneNumberId: string
  contactId: string
  messages: ChatMessage[]
  /** Start of the service window: the customer's last message. */
  lastInboundAt: string | null
  /** When the business last wrote to the number itself, which makes it known for thirty days. */
  numberUsedAt: string | null
  /** Pair rate: how much of the burst is used up, and since when it is paid back. */
  burst: { used: number; at: string }
}

/** What the platform accepted from the business, in order. */
export interface SentMessage {
  id: string
  phoneNumberId: string
  contactId: string
  /** As given by the sender: number or user id. */
  to: string
  type: string
  at: string
  correlationData: string | null
  /** The request's body. */
  body: Readonly<Record<string, unknown>>
}

export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED'

export interface TemplateButton {
  type: string
  text?: string | undefined
  url?: string | undefined
  phone_number?: string | undefined
  example?: unknown
}

export interface TemplateComponent {
  type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS'
  format?: string | undefined
  text?: string | undefined
  buttons?: TemplateButton[] | undefined
  example?: unknown
}

export interface Template {
  id: string
  wabaId: string
  name: string
  language: string
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  status: TemplateStatus
  parameterFormat: 'POSITIONAL' | 'NAMED'
  components: TemplateComponent[]
  rejectedReason: string
}

export interface Settings {
  webhooks: { paused: boolean; duplicate: boolean; reorder: boolean; batch: boolean; delayMs: number }
  /** How a send outside the window is refused. Meta mostly accepts it and reports a failed status. */
  windowRefusal: 'status' | 'response'
  /** Refuse more than the burst to one customer (131056). */
  pairRate: boolean
  /** The number is used in the phone app as well: only then edits and deletions are reported. */
  coexistence: boolean
  /** What becomes of a template handed in. */
  templateReview: 'APPROVED' | 'PENDING' | 'REJECTED'
}

export const defaultSettings: Settings = {
  webhooks: { paused: false, duplicate: false, reorder: false, batch: false, delayMs: 0 },
  windowRefusal: 'status',
  pairRate: true,
  coexistence: false,
  templateReview: 'APPROVED',
}

/** Something that goes wrong with the next sends. */
export type FaultEffect =
  /** A Graph error: at once, or later as a failed status. */
  | { kind: 'error'; code: number; via: 'response' | 'status' }
  /** A gateway's answer without a Graph body. */
  | { kind: 'http'; status: number }
  /** No answer ever; `accepted` says whether the message was taken all the same. */
  | { kind: 'hang'; accepted: boolean }
  | { kind: 'slow'; ms: number }

export interface Fault {
  id: string
  effect: FaultEffect
  /** How many more sends it hits; `null`: until it is taken back. */
  times: number | null
  /** Only sends to this customer. */
  contactId: string | null
}

export interface LogEntry {
  id: number
  /** Business clock. */
  at: string
  kind: 'api' | 'webhook'
  method: string
  /** What was asked for or told; no secrets, no texts. */
  subject: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  /** Graph error code. */
  code?: number
  durationMs: number
  attempt?: number
}
