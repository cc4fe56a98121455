import type { CardMessage } from '../../server/domain/teams-card.ts'
import { formatMoment, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import { container, richText, type Element, type RichTextBlock } from './adaptive-card.ts'
import { cutName, cutText } from './foreign-text.ts'

const MOST_MESSAGES = 3
const LONGEST_MESSAGE = 300
const MOST_LINES = 6
/** Longer silence is worth another time of day. */
const PAUSE_MS = 5 * 60_000

/** The end of a talk. What people wrote stands in rich text, in which no client reads Markdown. */
export function drawExcerpt(reader: Reader, messages: readonly CardMessage[]): Element[] {
  if (messages.length === 0) return []
  const shown = messages.slice(-MOST_MESSAGES)
  const items = shown.flatMap((message, index) => {
    const before = shown[index - 1]
    const text = drawText(reader, message)
    if (before !== undefined && goesOn(before, message)) return [{ ...text, spacing: 'small' as const }]
    return [drawAuthor(reader, message, index === 0), text]
  })
  return [container(items, { style: 'emphasis', spacing: 'medium' })]
}

/** Whether the same person writes on, so that saying again who it is would be noise. */
function goesOn(before: CardMessage, message: CardMessage): boolean {
  return (
    before.from === message.from &&
    before.author === message.author &&
    message.at.getTime() - before.at.getTime() < PAUSE_MS
  )
}

function drawAuthor(reader: Reader, { author, at, from }: CardMessage, first: boolean): RichTextBlock {
  const words = textsOf(reader.locale).author
  const name = cutName(author, 60)
  return richText(
    [
      { text: name === '' ? words.customer : name, size: 'small', weight: 'bolder' },
      ...(from === 'note' ? [{ text: ` · ${words.note}`, size: 'small', color: 'warning' } as const] : []),
      { text: ` · ${formatMoment(reader, at).text}`, size: 'small', isSubtle: true },
    ],
    first ? {} : { spacing: 'medium' },
  )
}

/** The text, or in its place what it is instead. */
function drawText({ locale }: Reader, { kind, text }: CardMessage): RichTextBlock {
  const words = text === null ? '' : cutText(text, LONGEST_MESSAGE, MOST_LINES)
  if (words !== '' && (kind === 'text' || kind === 'template')) return richText([words], { spacing: 'none' })
  const what = textsOf(locale).messageKind[kind]
  if (words === '') return richText([{ text: what, italic: true }], { spacing: 'none' })
  return richText([{ text: `${what}: `, isSubtle: true }, words], { spacing: 'none' })
}
