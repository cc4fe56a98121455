import type { OpeningHours, ServiceSettings, SpokenLanguage } from '../contract/service-settings.ts'
import { openingPhrase, type AutoResponseTexts } from './auto-response-texts.ts'
import { openingState, type HolidayCalendar } from './opening-hours.ts'
import { fillPlaceholders } from './template-text.ts'

/** When a customer wrote, and what they have been told before. */
export interface AutoReplyOccasion {
  openingHours: OpeningHours
  /** The service's IANA zone (DX-HOURS-05). */
  zone: string
  /** The calendar of `openingHours.holidays`. */
  holidays: HolidayCalendar
  /** Keys of the auto replies of this conversation. */
  sent: readonly string[]
  /** A person has answered whatever the customer wrote before. */
  answered: boolean
  at: Date
}

/** What a text is made of. */
export interface AutoReplyWording {
  autoResponses: ServiceSettings['autoResponses']
  /** The texts where a service has none of its own. */
  defaults: Readonly<Record<SpokenLanguage, Readonly<AutoResponseTexts>>>
  language: SpokenLanguage
  /** The service's country: how times are written there. Two letters. */
  country: string
  company: string
}

/** An auto reply that a conversation has not had. */
export interface DueAutoReply {
  /** Equal for whatever must be sent only once. */
  key: string
  kind: keyof AutoResponseTexts
  /** When somebody is there again; `null` when open or unknown. */
  opensAt: Date | null
}

/** A text to send, and the key to note then. */
export interface AutoReply {
  key: string
  text: string
}

/** The texts that a service may have. */
export const AUTO_REPLY_KINDS = ['online', 'offline'] as const

/** The texts that a service has switched off in each of its languages: whoever writes gets none of them. */
export function silentAutoReplies(
  autoResponses: ServiceSettings['autoResponses'],
  languages: readonly SpokenLanguage[],
): (keyof AutoResponseTexts)[] {
  return AUTO_REPLY_KINDS.filter((kind) =>
    languages.every((language) => autoResponses[language]?.[kind]?.trim() === ''),
  )
}

const ONLINE = 'online'

/**
 * Which auto reply a message asks for (DX-CONT-03, DX-CONT-04, DX-HOURS-03; how often: OMNI-AUTO-02):
 * 1. while open, `online` once per conversation, and not in the middle of a talk with a person;
 * 2. while closed, `offline` once per closed period, which its begin names.
 */
export function dueAutoReply(occasion: AutoReplyOccasion): DueAutoReply | null {
  const { openingHours, zone, holidays, sent, answered, at } = occasion
  const state = openingState(openingHours, zone, holidays, at)
  if (state.open) {
    return answered || sent.includes(ONLINE) ? null : { key: ONLINE, kind: 'online', opensAt: null }
  }
  const key = `offline:${state.since?.toISOString() ?? 'always'}`
  return sent.includes(key) ? null : { key, kind: 'offline', opensAt: state.opensAt }
}

/**
 * The auto reply to a message, or `null`. A service's own text outranks the default one of the language; an empty one
 * sends nothing. `{{company}}` and, in the offline text, `{{opensAt}}` are filled in.
 */
export function autoReply(asked: AutoReplyOccasion & AutoReplyWording): AutoReply | null {
  const due = dueAutoReply(asked)
  if (due === null) return null
  const { language, defaults, autoResponses, company } = asked
  const template = autoResponses[language]?.[due.kind] ?? defaults[language][due.kind]
  const opensAt = due.kind === 'offline' ? { opensAt: openingPhrase(due.opensAt, asked.at, asked) } : {}
  const text = fillPlaceholders(template, { company, ...opensAt }).trim()
  return text === '' ? null : { key: due.key, text }
}
