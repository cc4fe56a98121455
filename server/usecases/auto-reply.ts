import { AUTO_RESPONSES } from '../domain/auto-response-texts.ts'
import {
  AUTO_REPLY_KINDS,
  autoReply,
  dueAutoReply,
  silentAutoReplies,
  type AutoReply,
  type AutoReplyOccasion,
} from '../domain/auto-reply.ts'
import { NO_HOLIDAYS, type HolidayCalendar } from '../domain/opening-hours.ts'
import { replyWindow } from '../domain/reply-window.ts'
import { chooseLanguage } from '../domain/understanding/country-language.ts'
import { isSpokenLanguage, type SpokenLanguage } from '../domain/understanding/languages.ts'
import { channelLog } from '../lib/logger.ts'
import { derivedId } from '../lib/object-id.ts'
import { holidayCalendar } from '../lib/public-holidays.ts'
import type { Contact, Conversation, ServiceSettingsRecord } from '../store/entities.ts'
import { composeText } from './compose-outbound.ts'
import type { Deps, OpenChannel } from './ports.ts'
import { queueMessage } from './queue-message.ts'
import { companyOf, settingsOf } from './service-record.ts'

type Published = ServiceSettingsRecord['published']

/** A message as far as it asks for an auto reply. */
export interface Inbound {
  /** Provider's time. */
  at: Date
  /** Written by the customer: no news of the platform. */
  counts: boolean
}

/** An answer by machine to what somebody wrote longer ago would only puzzle them. */
const LATEST_MS = 3_600_000

/** Spoken when a service has only languages for which there are no texts. */
const LAST_RESORT: SpokenLanguage = 'en'

/**
 * Sends the auto reply that a customer's message asks for by what is published (DX-CONT-03, DX-CONT-04, DX-HOURS-02,
 * DX-HOURS-03): each once per conversation or closed period, whichever processes handle its messages and wherever one
 * of them dies. It is no answer: the customer's waiting time goes on. Never throws: what fails is logged, and the
 * customer's next message asks again. `conversation` is as the message left it.
 */
export async function replyAutomatically(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  inbound: Inbound,
): Promise<void> {
  if (!inbound.counts || !canReply(deps, open, conversation, inbound)) return
  try {
    const { published } = await settingsOf(deps, open.service)
    const silent = silentAutoReplies(published.autoResponses, spokenBy(open))
    if (silent.length === AUTO_REPLY_KINDS.length) return
    const occasion = await occasionOf(open, published, conversation, inbound)
    const due = dueAutoReply(occasion)
    // What follows reads the contact, so most messages end here.
    if (due === null || silent.includes(due.kind)) return
    const reply = await wordReply(deps, open, { published, occasion, contactId: conversation.contactId })
    if (reply !== null) await sendReply(deps, open, conversation, reply)
  } catch (err) {
    channelLog.error({ err, conversationId: conversation.id }, 'auto reply not sent')
  }
}

function canReply(deps: Deps, open: OpenChannel, conversation: Conversation, inbound: Inbound): boolean {
  if (open.service.endedAt !== null) return false
  const now = deps.clock.now()
  if (now.getTime() - inbound.at.getTime() > LATEST_MS) return false
  const window = replyWindow(open.channel.capabilities.window, conversation.window, now)
  return window.open || window.outside === 'anything'
}

async function occasionOf(
  open: OpenChannel,
  { openingHours }: Published,
  { autoReplies, inboundCount, waitingSince }: Conversation,
  { at }: Inbound,
): Promise<AutoReplyOccasion> {
  return {
    openingHours,
    zone: open.service.timeZone,
    holidays: await holidaysOf(openingHours),
    sent: autoReplies,
    // Somebody who waits since this very message has been answered before it.
    answered: inboundCount > 1 && (waitingSince === null || waitingSince >= at),
    at,
  }
}

function holidaysOf({
  always,
  holidays,
}: Published['openingHours']): Promise<HolidayCalendar> | HolidayCalendar {
  return always || holidays === null ? NO_HOLIDAYS : holidayCalendar(holidays.country, holidays.state)
}

async function wordReply(
  deps: Deps,
  { record, service }: OpenChannel,
  asked: { published: Published; occasion: AutoReplyOccasion; contactId: string },
): Promise<AutoReply | null> {
  const { published, occasion, contactId } = asked
  const contact = await deps.store.contacts.find(record.environmentId, contactId)
  return autoReply({
    ...occasion,
    autoResponses: published.autoResponses,
    defaults: AUTO_RESPONSES,
    language: languageFor(contact, spokenBy({ service })),
    country: service.country,
    company: await companyOf(deps, record.environmentId, published),
  })
}

/** The languages that a service answers in. */
function spokenBy({ service }: Pick<OpenChannel, 'service'>): SpokenLanguage[] {
  const offered = service.languages.filter(isSpokenLanguage)
  return offered.length === 0 ? [LAST_RESORT] : offered
}

/** What is known of the contact outranks what their number tells (DX-LANG-04). */
function languageFor(contact: Contact | null, offered: readonly SpokenLanguage[]): SpokenLanguage {
  const known = offered.find((language) => language === contact?.language)
  return known ?? chooseLanguage(contact?.country ?? null, offered)
}

/** Queued first and noted afterwards: a crash in between leaves it to the next message to note what was sent. */
async function sendReply(
  deps: Deps,
  open: OpenChannel,
  conversation: Conversation,
  { key, text }: AutoReply,
): Promise<void> {
  const { id, name } = open.service
  const clientId = `auto:${key}`
  await queueMessage(deps, {
    conversation,
    open,
    author: { kind: 'service', id, name },
    draft: composeText(open, clientId, shortened(text, open.channel.capabilities.textLimit)),
    answers: false,
    // Processes that race write the same message, so that the list's preview names the one that is there.
    id: derivedId(conversation.id, clientId),
  })
  await deps.store.conversations.addAutoReply(conversation.environmentId, conversation.id, key)
}

/** A text that fills the limit in the settings may have grown by what was filled in. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  // A character cut in half is none.
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
}
