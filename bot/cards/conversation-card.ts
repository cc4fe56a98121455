import type { NotificationKind } from '../../server/contract/teams.ts'
import type { ConversationCard } from '../../server/domain/teams-card.ts'
import { formatMoment } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  container,
  heading,
  richText,
  textBlock,
  type AdaptiveCard,
  type Element,
  type TextColor,
} from './adaptive-card.ts'
import { conversationActions } from './conversation-actions.ts'
import { drawExcerpt } from './excerpt.ts'
import { cutName, cutText, cutTitle } from './foreign-text.ts'
import { holderFact, outcomeOf, standingOf } from './outcome.ts'
import { cardHead, factLine, linkButton, quietText } from './pieces.ts'
import { windowWords } from './reply-window.ts'
import { headline, summaryOf } from './summary.ts'

const COLORS: Record<NotificationKind, TextColor> = {
  waiting: 'accent',
  assigned: 'accent',
  answered: 'accent',
  mentioned: 'accent',
  window_closing: 'warning',
  failed: 'attention',
  not_ready: 'attention',
}

const LONGEST_FAILED = 300

/** A notification about a conversation; one quiet line once the matter is settled. */
export function renderConversation(content: ConversationCard): AdaptiveCard {
  const { locale, settled } = content
  return adaptiveCard({
    body: settled ? settledBody(content) : openBody(content),
    actions: settled ? linkButton(textsOf(locale).action.open, content.link) : conversationActions(content),
    summary: summaryOf(content),
    lang: locale,
  })
}

function settledBody(content: ConversationCard): Element[] {
  const { number, service, title } = content.conversation
  return [
    heading(cutTitle(title), { size: 'default' }),
    ...factLine([outcomeOf(content), `#${number}`, cutName(service)]),
  ]
}

function openBody(content: ConversationCard): Element[] {
  const { conversation, kind, locale } = content
  const texts = textsOf(locale)
  const { number, service, title, fromCall, waitingSince } = conversation
  const standing = standingOf(content)
  return [
    ...cardHead({
      kicker: { text: headline(content), color: COLORS[kind] },
      aside: waitingSince === null ? null : texts.since(formatMoment(content, waitingSince)),
      title: cutTitle(title),
      facts: [`#${number}`, cutName(service), ...(fromCall ? [texts.fromCall] : []), ...holderFact(content)],
    }),
    ...(standing === null ? [] : [textBlock(standing.text, { weight: 'bolder', color: standing.color })]),
    ...drawFailure(content),
    ...drawExcerpt(content, content.failure === null ? content.excerpt : []),
    ...drawWindow(content),
  ]
}

/** What did not arrive, and why. */
function drawFailure({ failure, locale }: ConversationCard): Element[] {
  if (failure === null) return []
  const texts = textsOf(locale)
  const text = failure.text === null ? '' : cutText(failure.text, LONGEST_FAILED, 6)
  const quoted = [
    richText([{ text: texts.failedMessage, size: 'small', weight: 'bolder' }]),
    richText([text], { spacing: 'none' }),
  ]
  return [
    textBlock(texts.failure[failure.error.code]),
    ...(text === '' ? [] : [container(quoted, { style: 'emphasis', spacing: 'medium' })]),
  ]
}

/** Nobody can answer what is settled or set aside, so there is nothing to say about the window. */
function drawWindow(content: ConversationCard): Element[] {
  const { status, window } = content.conversation
  if (status === 'resolved' || status === 'paused') return []
  // The reason why a message failed says it already.
  if (content.failure?.error.code === 'window_closed' && !window.open) return []
  const state = windowWords(content, window)
  return state === null ? [] : [{ ...quietText(state.text, state.color), spacing: 'default' }]
}
