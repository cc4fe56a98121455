import {
  columns,
  heading,
  openUrl,
  textBlock,
  type Element,
  type OpenUrlAction,
  type TextColor,
} from './adaptive-card.ts'

/** What a card tells in words of different weight: the kind of news, whom it concerns, the circumstances. */
export interface CardHead {
  kicker: { text: string; color: TextColor }
  /** Beside the kicker, such as since when. */
  aside: string | null
  title: string
  /** Short facts, shown in one quiet line. */
  facts: readonly string[]
}

/** The beginning of every notification. */
export function cardHead({ kicker, aside, title, facts }: CardHead): Element[] {
  const label = textBlock(kicker.text, { size: 'small', weight: 'bolder', color: kicker.color })
  const top =
    aside === null
      ? label
      : columns([
          [label],
          [textBlock(aside, { size: 'small', isSubtle: true, horizontalAlignment: 'right' })],
        ])
  return [top, heading(title, { spacing: 'small' }), ...factLine(facts)]
}

/** Short facts in one quiet line; nothing when there are none. */
export function factLine(facts: readonly string[]): Element[] {
  return facts.length === 0
    ? []
    : [textBlock(facts.join(' · '), { size: 'small', isSubtle: true, spacing: 'none' })]
}

/** A quiet sentence. */
export function quietText(text: string, color: TextColor = 'default'): Element {
  return textBlock(text, {
    size: 'small',
    spacing: 'small',
    ...(color === 'default' ? { isSubtle: true } : { color }),
  })
}

/** The title of a form or a list, with a sentence about it. */
export function formHead(title: string, lead: string | null): Element[] {
  return [heading(title), ...(lead === null ? [] : [textBlock(lead, { isSubtle: true, spacing: 'small' })])]
}

/** An address that opens something of ours; addresses of other kinds make no button. */
export function linkButton(title: string, url: string): OpenUrlAction[] {
  return /^https?:\/\//.test(url) ? [openUrl(title, url)] : []
}
