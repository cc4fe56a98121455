import type { ConversationCard } from '../../server/domain/teams-card.ts'
import { formatMoment, type Moment, type Reader } from '../texts/format.ts'
import { textsOf } from '../texts/texts.ts'
import type { TextColor } from './adaptive-card.ts'

/** From when on the end of the window is worth a colour. */
const SOON_MS = 2 * 60 * 60_000

type Window = ConversationCard['conversation']['window']

/** How somebody may be answered. */
export type AnswerWay = 'text' | 'template' | 'nothing'

/** What may be sent: anything while the window is open or where there is none. */
export function answerWay({ open, outside }: Window): AnswerWay {
  if (open || outside === 'anything') return 'text'
  return outside === 'templates' ? 'template' : 'nothing'
}

/** The state of the window in words; `null` where there is none to speak of. */
export function windowWords(reader: Reader, window: Window): { text: string; color: TextColor } | null {
  const words = textsOf(reader.locale).window
  const end = momentOf(reader, window.closesAt)
  switch (answerWay(window)) {
    case 'text':
      return end === null || !window.open
        ? null
        : { text: words.until(end), color: isSoon(reader, window) ? 'warning' : 'default' }
    case 'template':
      return { text: words.closed(end), color: 'warning' }
    case 'nothing':
      return { text: words.nothing, color: 'warning' }
  }
}

/** The same in a word or two, for lists. */
export function windowChip(
  reader: Reader,
  window: { open: boolean; closesAt: Date | null },
): { text: string; color: TextColor } | null {
  const words = textsOf(reader.locale).window
  const end = momentOf(reader, window.closesAt)
  if (!window.open) return { text: words.chipClosed, color: 'warning' }
  return end === null
    ? null
    : { text: words.chipUntil(end), color: isSoon(reader, window) ? 'warning' : 'default' }
}

/** How long free replies are possible, for those about to write one. */
export function replyHint(reader: Reader, { open, closesAt }: Window): string {
  const words = textsOf(reader.locale).reply
  const end = momentOf(reader, closesAt)
  return end === null || !open ? words.anytime : words.until(end)
}

function momentOf(reader: Reader, at: Date | null): Moment | null {
  return at === null ? null : formatMoment(reader, at)
}

function isSoon({ now }: Reader, { closesAt }: { closesAt: Date | null }): boolean {
  return closesAt !== null && closesAt.getTime() - now.getTime() < SOON_MS
}
