import { templateValues, type TemplateValues } from '../server/contract/template.ts'
import { titleFor } from '../server/domain/notification-rules.ts'
import { InvalidInputError } from '../server/lib/errors.ts'
import type { Conversation } from '../server/store/entities.ts'
import { actOn } from '../server/usecases/access.ts'
import {
  reopenConversation,
  resolveConversation,
  snoozeConversation,
  takeConversation,
} from '../server/usecases/change-conversation.ts'
import type { Principal } from '../server/usecases/ports.ts'
import { sendMessage } from '../server/usecases/send-message.ts'
import type { CardAction } from './actions.ts'
import { cutName, cutTitle } from './cards/foreign-text.ts'
import { clientIdOf } from './client-id.ts'
import { good, warning, type Notice } from './notice.ts'
import { snoozeUntil } from './snooze-time.ts'
import { formatMoment } from './texts/format.ts'
import { textsOf } from './texts/texts.ts'
import type { Turn } from './turn.ts'

/** What somebody asks of a conversation. */
export type ConversationPress = Extract<CardAction, { conversationId: string }>

/** A press by somebody who is known. */
export interface Pressing<P extends ConversationPress = ConversationPress> {
  turn: Turn
  reader: Principal
  press: P
}

type Verb = ConversationPress['verb']

/** Carries out what a button asks for, by the same use cases as the tab. `null`: there is nothing to say. Throws as they do. */
export async function pressConversation(pressing: Pressing): Promise<Notice | null> {
  const { turn, press } = pressing
  const texts = textsOf(turn.locale).notice
  switch (press.verb) {
    case 'take':
      return take({ ...pressing, press })
    case 'reply':
      return reply({ ...pressing, press })
    case 'send_template':
      return sendTemplate(pressing, { ...press.template, values: valuesIn(press) })
    case 'snooze':
      return snooze({ ...pressing, press })
    case 'resolve':
      await resolveConversation(turn.deps, pressing.reader, press.conversationId)
      return good(texts.resolved)
    case 'reopen':
      await reopenConversation(turn.deps, pressing.reader, press.conversationId)
      return good(texts.reopened)
    // Drawn by whoever asks: there is nothing to be carried out.
    case 'choose_template':
    case 'refresh':
      return null
  }
}

type PressOf<V extends Verb> = Pressing<Extract<ConversationPress, { verb: V }>>

/** Somebody else may have been faster: what is a colleague's is not taken away from them by a card that is out of date. */
async function take({ turn, reader, press }: PressOf<'take'>): Promise<Notice> {
  const { deps, locale } = turn
  const texts = textsOf(locale).notice
  const { holderId, conversation } = await takeConversation(deps, reader, press.conversationId)
  if (holderId !== reader.userId) return warning(texts.takenBy(cutName(await nameOf(turn, conversation))))
  return good(texts.taken(cutTitle(titleFor(turn.shared ? 'channel' : 'personal', conversation))))
}

async function nameOf({ deps }: Turn, { environmentId, assigneeId }: Conversation): Promise<string> {
  const members = await deps.directory.members(environmentId)
  return members.get(assigneeId ?? '')?.name ?? ''
}

async function reply({ turn, reader, press }: PressOf<'reply'>): Promise<Notice> {
  const texts = textsOf(turn.locale)
  const text = press.reply.trim()
  if (text === '') return warning(texts.reply.required)
  const clientId = clientIdOf({ ...originOf(press, reader), content: ['text', text] })
  await sendMessage(turn.deps, reader, press.conversationId, { clientId, text })
  return good(texts.notice.sent)
}

/** An approved template with its values. */
export interface ChosenTemplate {
  name: string
  language: string
  values: TemplateValues
}

/** Sends a template; the same one again from the same state of the card is the same message. Throws as `sendMessage` does. */
export async function sendTemplate(
  { turn, reader, press }: Pressing,
  chosen: ChosenTemplate,
): Promise<Notice> {
  const { name, language, values } = chosen
  const clientId = clientIdOf({
    ...originOf(press, reader),
    content: ['template', name, language, JSON.stringify(values)],
  })
  await sendMessage(turn.deps, reader, press.conversationId, {
    clientId,
    template: { name, language, parameters: values },
  })
  return good(textsOf(turn.locale).notice.templateSent)
}

function originOf(
  { cardId, conversationId, version }: ConversationPress,
  { userId }: Principal,
): { cardId: string; version: number; userId: string } {
  return { cardId: cardId ?? conversationId, version, userId }
}

const VALUE = /^value\.(header|body|buttons)\.(.{1,100})$/

/**
 * The values that were filled in, by where they stand in the template; always in the same order. Throws `InvalidInputError` when
 * one is too long.
 */
export function valuesIn(press: Record<string, unknown>): TemplateValues {
  const values: Record<string, Record<string, string>> = {}
  for (const [name, value] of Object.entries(press).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [, where = '', key = ''] = VALUE.exec(name) ?? []
    if (where !== '' && typeof value === 'string') values[where] = { ...values[where], [key]: value.trim() }
  }
  const parsed = templateValues.safeParse(values)
  if (!parsed.success)
    throw new InvalidInputError([{ path: 'template', message: 'has a value that is too long' }])
  return parsed.data
}

async function snooze({ turn, reader, press }: PressOf<'snooze'>): Promise<Notice> {
  const { deps, locale } = turn
  const { conversation } = await actOn(deps, reader, press.conversationId, 'conversation:resolve')
  const environment = await deps.directory.environment(conversation.environmentId)
  const timeZone = turn.timeZone ?? environment?.timeZone ?? 'UTC'
  const now = deps.clock.now()
  const until = snoozeUntil(press.until, timeZone, now)
  await snoozeConversation(deps, reader, press.conversationId, until)
  return good(textsOf(locale).notice.snoozed(formatMoment({ locale, timeZone, now }, until)))
}
