import { container, richText, textBlock, type AdaptiveCard, type Element } from './cards/adaptive-card.ts'
import { cutText } from './cards/foreign-text.ts'
import type { Notice } from './notice.ts'

/** As much of it as the field takes. */
const LONGEST_TYPED = 4096

/** Says on a card what came of a press. */
export function withNotice(card: AdaptiveCard, notice: Notice): AdaptiveCard {
  const line = textBlock(notice.text, { weight: 'bolder' })
  const banner = container([line], { style: notice.tone })
  const speak = `${notice.text} ${card.speak}`.replaceAll(/[<>&]/g, ' ')
  return { ...card, speak, body: [banner, ...card.body] }
}

/**
 * Gives back what somebody has typed, by the ids of the fields; `label` stands above a reply that there is no field for any
 * more, so that it can still be copied.
 */
export function withTyped(
  card: AdaptiveCard,
  typed: Readonly<Record<string, string>>,
  label: string,
): AdaptiveCard {
  const found = new Set<string>()
  const filled = fill(card, typed, found)
  const reply = typed['reply'] ?? ''
  if (reply.trim() === '' || found.has('reply')) return filled
  const lines = richText([cutText(reply, LONGEST_TYPED, 60)], { spacing: 'small' })
  const kept: Element = container([textBlock(label, { size: 'small', isSubtle: true }), lines], {
    style: 'emphasis',
    spacing: 'medium',
  })
  return { ...filled, body: [...filled.body, kept] }
}

function fill<T>(part: T, typed: Readonly<Record<string, string>>, found: Set<string>): T {
  if (Array.isArray(part)) return part.map((one: unknown) => fill(one, typed, found)) as T
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]) => [key, fill(value, typed, found)])
  const copy = Object.fromEntries(entries) as T
  const { type, id } = part as { type?: unknown; id?: unknown }
  if (typeof type !== 'string' || !type.startsWith('Input.') || typeof id !== 'string') return copy
  const value = typed[id]
  if (value === undefined) return copy
  found.add(id)
  return { ...copy, value }
}

/** The card for a dialog, which knows `Action.Submit` only: every button becomes the one that it falls back to. */
export function asDialog(card: AdaptiveCard): AdaptiveCard {
  return withSubmits(card)
}

function withSubmits<T>(part: T): T {
  if (Array.isArray(part)) return part.map((one: unknown) => withSubmits(one)) as T
  if (typeof part !== 'object' || part === null) return part
  const { type, fallback } = part as { type?: unknown; fallback?: T }
  if (type === 'Action.Execute' && fallback !== undefined) return fallback
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withSubmits(value)])) as T
}
