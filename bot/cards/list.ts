import { formatMoment, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import {
  actionSet,
  adaptiveCard,
  columns,
  container,
  executeAction,
  richText,
  textBlock,
  type AdaptiveCard,
  type CardButton,
  type Element,
} from './adaptive-card.ts'
import { drawWithin } from './card-size.ts'
import { cutName, cutText, cutTitle } from './foreign-text.ts'
import { factLine, formHead, linkButton } from './pieces.ts'
import { windowChip } from './reply-window.ts'

/** Longer lists are read in the inbox. */
const MOST_ROWS = 10

export interface ListRow {
  conversationId: string
  number: number
  /** Masked where others read along. */
  title: string
  service: string
  environment: string
  assignee: { id: string; name: string } | null
  waitingSince: Date | null
  window: { open: boolean; closesAt: Date | null }
  /** `null` where others read along. */
  lastText: string | null
  /** Opens it in the inbox. */
  link: string
}

export interface ConversationList extends Reader {
  list: 'queue' | 'mine'
  /** Longest waiting first. */
  items: readonly ListRow[]
  /** How many there are altogether. */
  total: number
  /** There are more than `total`. */
  capped: boolean
  /** Opens the inbox. */
  link: string
}

/** Chats that wait, or those of the reader, each with its buttons. */
export function renderList(content: ConversationList): AdaptiveCard {
  return content.items.length === 0
    ? emptyList(content)
    : drawWithin(Math.min(content.items.length, MOST_ROWS), (shown) => fullList(content, shown))
}

function emptyList(content: ConversationList): AdaptiveCard {
  const { list: texts } = textsOf(content.locale)
  const [title, hint] =
    content.list === 'queue'
      ? [texts.emptyQueue, texts.emptyQueueHint]
      : [texts.emptyMine, texts.emptyMineHint]
  return adaptiveCard({
    body: formHead(title, hint),
    actions: listActions(content),
    summary: `${title}. ${hint}`,
    lang: content.locale,
  })
}

function fullList(content: ConversationList, shown: number): AdaptiveCard {
  const { list: texts } = textsOf(content.locale)
  const { items, total, capped, locale } = content
  const environments = new Set(items.map(({ environment }) => environment))
  const rows = items.slice(0, shown)
  const more = Math.max(total, items.length) - rows.length
  const title = texts[content.list]
  const count = texts.count(Math.max(total, items.length), capped)
  return adaptiveCard({
    body: [
      columns([formHead(title, null), [textBlock(count, { isSubtle: true, size: 'small' })]], {
        align: 'bottom',
      }),
      ...rows.map((row) => drawRow(content, row, environments.size > 1)),
      ...(more > 0 || capped
        ? [
            textBlock(texts.more(more, capped), {
              size: 'small',
              isSubtle: true,
              separator: true,
              spacing: 'medium',
            }),
          ]
        : []),
    ],
    actions: listActions(content),
    summary: `${title}: ${count}`,
    lang: locale,
    wide: true,
  })
}

function listActions({ list, locale, link }: ConversationList): CardButton[] {
  const { action } = textsOf(locale)
  return [executeAction(action.refresh, { verb: 'show_list', list }), ...linkButton(action.openInbox, link)]
}

function drawRow(content: ConversationList, row: ListRow, several: boolean): Element {
  const { list: texts, waitingSince } = textsOf(content.locale)
  const chip = windowChip(content, row.window)
  const title = richText([{ text: cutTitle(row.title), weight: 'bolder' }])
  const waiting =
    row.waitingSince === null ? texts.answered : waitingSince(formatMoment(content, row.waitingSince))
  const who =
    content.list === 'mine'
      ? []
      : [row.assignee === null ? texts.unassigned : texts.with(cutName(row.assignee.name, 60))]
  const where = several ? [cutName(row.environment, 60)] : []
  const text = row.lastText === null ? '' : cutText(row.lastText, 100)
  return container(
    [
      chip === null
        ? title
        : columns([
            [title],
            [
              textBlock(chip.text, {
                size: 'small',
                ...(chip.color === 'default' ? { isSubtle: true } : { color: chip.color }),
              }),
            ],
          ]),
      ...factLine([waiting, ...who, `#${row.number}`, cutName(row.service, 60), ...where]),
      ...(text === '' ? [] : [richText([text], { spacing: 'small' })]),
      actionSet(rowActions(content, row), { spacing: 'small' }),
    ],
    { separator: true, spacing: 'medium' },
  )
}

function rowActions({ list, locale }: ConversationList, row: ListRow): CardButton[] {
  const { action } = textsOf(locale)
  const take =
    row.assignee === null
      ? [executeAction(action.take, { verb: 'take', conversationId: row.conversationId, version: 0, list })]
      : []
  return [...take, ...linkButton(action.open, row.link)]
}
