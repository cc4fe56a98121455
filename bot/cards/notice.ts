import type { Locale } from '../../server/contract/member.ts'
import { textsOf } from '../texts/texts.ts'
import {
  adaptiveCard,
  executeAction,
  heading,
  textBlock,
  type AdaptiveCard,
  type ButtonRequest,
  type CardButton,
  type TextColor,
} from './adaptive-card.ts'
import { cutText } from './foreign-text.ts'
import { linkButton } from './pieces.ts'

export type NoticeTone = 'info' | 'good' | 'warning' | 'attention'

/** A button of a notice: it asks us for something, or opens an address. */
export type NoticeButton = { title: string; request: ButtonRequest } | { title: string; url: string }

const COLORS: Record<NoticeTone, TextColor> = {
  info: 'default',
  good: 'good',
  warning: 'warning',
  attention: 'attention',
}

const LONGEST = 1000
const MOST_BUTTONS = 6

/** One sentence, and what can be done about it. */
export function renderNotice(notice: {
  locale: Locale
  text: string
  tone?: NoticeTone
  buttons?: readonly NoticeButton[]
}): AdaptiveCard {
  const { locale, tone = 'info', buttons = [] } = notice
  const text = cutText(notice.text, LONGEST, 4)
  return adaptiveCard({
    body: [textBlock(text, COLORS[tone] === 'default' ? {} : { color: COLORS[tone], weight: 'bolder' })],
    actions: buttons.slice(0, MOST_BUTTONS).flatMap(drawButton),
    summary: text,
    lang: locale,
  })
}

function drawButton(button: NoticeButton): CardButton[] {
  return 'url' in button
    ? linkButton(button.title, button.url)
    : [executeAction(button.title, button.request)]
}

/** For people whom nobody here knows. `guest`: Teams does not even tell who they are in Entra. */
export function renderStranger(stranger: {
  locale: Locale
  /** Opens the inbox, where they sign in or ask for access. */
  link: string
  reason?: 'unknown' | 'guest'
}): AdaptiveCard {
  const { action, stranger: texts } = textsOf(stranger.locale)
  const guest = stranger.reason === 'guest'
  return adaptiveCard({
    body: [
      heading(texts.title),
      textBlock(guest ? texts.guest : texts.lead),
      ...(guest ? [] : [textBlock(texts.hint, { isSubtle: true, spacing: 'small' })]),
    ],
    actions: linkButton(action.openInbox, stranger.link),
    summary: guest ? texts.guest : texts.lead,
    lang: stranger.locale,
  })
}
