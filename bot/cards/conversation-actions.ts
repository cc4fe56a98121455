import type { ConversationCard } from '../../server/domain/teams-card.ts'
import { snoozeChoice } from '../actions.ts'
import { textsOf } from '../texts/texts.ts'
import { executeAction, showCard, textBlock, type CardButton } from './adaptive-card.ts'
import { linkButton } from './pieces.ts'
import { pressedOn, replyForm } from './reply-form.ts'
import { answerWay } from './reply-window.ts'

/** Everything that may be tried: in a channel anybody may press, and the server decides. */
const ANYTHING = { reply: true, assign: true, resolve: true }

/** The buttons of a conversation that is not settled, the most useful first, always in the same order. */
export function conversationActions(content: ConversationCard): CardButton[] {
  const { conversation, link, locale } = content
  const { action } = textsOf(locale)
  const may = content.reader?.can ?? ANYTHING
  const active = conversation.status === 'open' || conversation.status === 'snoozed'
  const open = linkButton(action.open, link)
  if (!active)
    return [
      ...(may.resolve ? [executeAction(action.reopen, { verb: 'reopen', ...pressedOn(content) })] : []),
      ...open,
    ]
  const buttons = [
    ...(may.assign && conversation.assignee === null ? [takeButton(content)] : []),
    ...(may.reply && answerWay(conversation.window) !== 'nothing' ? [replyButton(content)] : []),
    ...(may.resolve ? [snoozeButton(content), resolveButton(content)] : []),
  ]
  return [...emphasise(buttons), ...open]
}

/** The first one is what most people will want. */
function emphasise([first, ...others]: CardButton[]): CardButton[] {
  if (first === undefined) return []
  if (first.type === 'Action.Execute')
    return [{ ...first, style: 'positive', fallback: { ...first.fallback, style: 'positive' } }, ...others]
  if (first.type === 'Action.ShowCard') return [{ ...first, style: 'positive' }, ...others]
  return [first, ...others]
}

function takeButton(content: ConversationCard): CardButton {
  return executeAction(textsOf(content.locale).action.take, { verb: 'take', ...pressedOn(content) })
}

function resolveButton(content: ConversationCard): CardButton {
  return executeAction(textsOf(content.locale).action.resolve, { verb: 'resolve', ...pressedOn(content) })
}

function replyButton(content: ConversationCard): CardButton {
  const { action } = textsOf(content.locale)
  const { body, submit } = replyForm(content)
  const title = answerWay(content.conversation.window) === 'text' ? action.reply : action.template
  const send = submit === null ? [] : [executeAction(submit.title, submit.request, { style: 'positive' })]
  return showCard(title, { body, actions: send })
}

function snoozeButton(content: ConversationCard): CardButton {
  const { action, snooze } = textsOf(content.locale)
  if (content.conversation.status === 'snoozed')
    return executeAction(action.endSnooze, { verb: 'reopen', ...pressedOn(content) })
  return showCard(action.snooze, {
    body: [textBlock(snooze.hint, { size: 'small', isSubtle: true })],
    actions: snoozeChoice.options.map((until) =>
      executeAction(snooze.until[until], { verb: 'snooze', ...pressedOn(content), until }),
    ),
  })
}
