import { cardAction, type CardAction } from './actions.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderReplyDialog } from './cards/reply-dialog.ts'
import { asDialog, withNotice, withTyped } from './decorate-card.ts'
import { noticeOfError, warning } from './notice.ts'
import { answerPress, answerStranger, contentAt, type PressAnswer } from './press-answer.ts'
import { sayShown, updatePressed } from './reply.ts'
import { textsOf } from './texts/texts.ts'
import type { Turn } from './turn.ts'

/** The body of an answer to `adaptiveCard/action`. */
export type ActionAnswer =
  | { statusCode: 200; type: 'application/vnd.microsoft.card.adaptive'; value: AdaptiveCard }
  /** Shown beside the card, which stays. */
  | { statusCode: 200; type: 'application/vnd.microsoft.activity.message'; value: string }

/** Answers a press of an `Action.Execute`. */
export async function answerExecute(turn: Turn, verb: unknown, data: unknown): Promise<ActionAnswer> {
  const press = readPress(data, verb)
  const { card, notice, tracked } = press === null ? outdated(turn) : await answerPress(turn, press)
  if (card !== null) {
    if (!tracked && mayUpdate(turn, press)) void updatePressed(turn, card)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }
  }
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: notice?.text ?? '' }
}

/**
 * Answers a press of an `Action.Submit`, which arrives as a message and has no answer of its own. In a personal chat the card is
 * replaced; where others see it as well, only what did not work is said, as the card itself is brought up to date anyway.
 */
export async function answerSubmit(turn: Turn, data: unknown): Promise<void> {
  const press = readPress(data, undefined)
  const answer = press === null ? outdated(turn) : await answerPress(turn, press)
  const { card, notice, tracked } = answer
  const replaces = card !== null && mayUpdate(turn, press)
  if (replaces && (await updatePressed(turn, card))) return
  // Too large with what was typed, or there is no message to be replaced: at least the sentence is said.
  if (replaces && notice !== null) return sayShown(turn, { card: null, notice })
  if (!turn.shared || !tracked) return sayShown(turn, answer)
  if (notice !== null && notice.tone !== 'good') await sayShown(turn, { card: null, notice })
}

/** What a person sees of their own must not become what everybody in a channel sees. */
function mayUpdate(turn: Turn, press: CardAction | null): boolean {
  return !turn.shared || press?.verb === 'connect' || press?.verb === 'disconnect'
}

/** Parses what a button sends; `null` when it is none of ours. */
function readPress(data: unknown, verb: unknown): CardAction | null {
  const fields = typeof data === 'object' && data !== null ? data : {}
  const parsed = cardAction.safeParse(verb === undefined ? fields : { ...fields, verb })
  return parsed.success ? parsed.data : null
}

function outdated(turn: Turn): PressAnswer {
  return { card: null, notice: warning(textsOf(turn.locale).notice.outdated), tracked: true }
}

/** The body of an answer to `task/fetch` and `task/submit`. */
export interface TaskAnswer {
  task:
    | { type: 'message'; value: string }
    | {
        type: 'continue'
        value: {
          title: string
          width: 'medium'
          height: 'medium'
          card: { contentType: 'application/vnd.microsoft.card.adaptive'; content: AdaptiveCard }
        }
      }
}

/** Opens the dialog to answer a conversation in, whatever else the button says. */
export async function openDialog(turn: Turn, data: unknown): Promise<TaskAnswer> {
  const { reader, locale } = turn
  const fields = typeof data === 'object' && data !== null ? data : {}
  const press = readPress({ version: 0, ...fields }, 'refresh')
  if (press?.verb !== 'refresh') return taskMessage(textsOf(locale).notice.outdated)
  if (reader === null) return taskMessage(answerStranger(turn).notice?.text ?? '')
  try {
    const { title, card } = renderReplyDialog(await contentAt({ turn, reader, press }, false))
    return dialog(title, card)
  } catch (error) {
    return taskMessage(noticeOfError(error, locale).text)
  }
}

/** Carries out what a dialog asks for: it closes with a sentence, or stays with what was typed and what is wrong. */
export async function submitDialog(turn: Turn, data: unknown): Promise<TaskAnswer> {
  const { reader, locale } = turn
  const press = readPress(data, undefined)
  if (press === null || reader === null)
    return taskMessage((press === null ? outdated(turn) : answerStranger(turn)).notice?.text ?? '')
  const { card, notice } = await answerPress(turn, press)
  if (notice?.tone === 'good' || card === null) return taskMessage(notice?.text ?? '')
  if (press.verb !== 'reply' || notice === null) return dialog(titleOf(card), asDialog(card))
  try {
    const again = renderReplyDialog(await contentAt({ turn, reader, press }, false))
    const kept = withTyped(again.card, { reply: press.reply }, textsOf(locale).failedMessage)
    return dialog(again.title, withNotice(kept, notice))
  } catch (error) {
    return taskMessage(noticeOfError(error, locale).text)
  }
}

const LONGEST_TITLE = 60

function titleOf(card: AdaptiveCard): string {
  return card.speak.slice(0, LONGEST_TITLE)
}

function taskMessage(value: string): TaskAnswer {
  return { task: { type: 'message', value } }
}

function dialog(title: string, content: AdaptiveCard): TaskAnswer {
  const card = { contentType: 'application/vnd.microsoft.card.adaptive' as const, content }
  return { task: { type: 'continue', value: { title, width: 'medium', height: 'medium', card } } }
}
