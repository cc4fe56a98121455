import type { ConversationStatus } from '../contract/conversation.ts'
import type { Locale } from '../contract/member.ts'
import type { DeliveryError, MessageKind } from '../contract/message.ts'
import type { ReadinessProblem } from '../contract/service-settings.ts'
import type { NotificationKind } from '../contract/teams.ts'

/** What a card shows: everything that the bot needs to draw it, and nothing that its readers may not see. */
export type CardContent = ConversationCard | ServiceCard

interface CardFrame {
  cardId: string
  /** Raised by every change; part of what a button sends back, so that repeating it does nothing twice. */
  version: number
  kind: NotificationKind
  locale: Locale
  /** The reader's zone, for times. */
  timeZone: string
  now: Date
  /** The matter is settled: nothing is left to do here. */
  settled: boolean
  /** Opens it in the inbox. */
  link: string
}

export interface ConversationCard extends CardFrame {
  about: 'conversation'
  conversation: {
    id: string
    number: number
    status: ConversationStatus
    /** The masked number, or the name where only colleagues who may see it read along. */
    title: string
    service: string
    assignee: { id: string; name: string } | null
    waitingSince: Date | null
    window: { open: boolean; closesAt: Date | null; outside: 'anything' | 'templates' | 'nothing' }
    snoozedUntil: Date | null
    fromCall: boolean
    /** Who answered, or settled it, when it is settled. */
    doneBy: string | null
  }
  /** The end of the talk, oldest first; empty in places that others read along. */
  excerpt: readonly CardMessage[]
  /** `null` in channels and group chats: anybody there may press, and the server decides. */
  reader: { memberId: string; can: { reply: boolean; assign: boolean; resolve: boolean } } | null
  /** Who gave it to the reader, or named them in a note. */
  by: string | null
  /** What did not arrive. */
  failure: { error: DeliveryError; text: string | null } | null
  /** What may be sent while the window is closed; empty while it is open. */
  templates: readonly CardTemplate[]
}

export interface CardMessage {
  from: 'contact' | 'team' | 'note'
  author: string
  kind: MessageKind
  /** Cut short. */
  text: string | null
  at: Date
}

/** An approved template, with the values that somebody has to give. */
export interface CardTemplate {
  name: string
  language: string
  /** With placeholders as `{{1}}`. */
  body: string
  values: readonly { key: string; example: string | null }[]
}

export interface ServiceCard extends CardFrame {
  about: 'service'
  service: { id: string; name: string; environment: string }
  problems: readonly ReadinessProblem[]
}
