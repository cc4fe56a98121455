import type { AdaptiveCard, CardButton, Element, Input } from '../../../bot/cards/adaptive-card.ts'

/** A button with the inputs that a client sends along: those beside it and those around it. */
export interface Reachable {
  button: CardButton
  inputs: readonly Input[]
}

export interface Walked {
  elements: Element[]
  inputs: Input[]
  buttons: Reachable[]
}

/** Everything in a card, unfolded parts as well. */
export function walk(card: Pick<AdaptiveCard, 'body' | 'actions'>, around: readonly Input[] = []): Walked {
  const elements = card.body.flatMap(within)
  const own = elements.filter((element): element is Input => element.type.startsWith('Input.'))
  const inputs = [...around, ...own]
  const buttons = [
    ...elements.flatMap((element) => (element.type === 'ActionSet' ? element.actions : [])),
    ...(card.actions ?? []),
  ]
  const inner = buttons.flatMap((button) =>
    button.type === 'Action.ShowCard' ? [walk(button.card, inputs)] : [],
  )
  return {
    elements: [...elements, ...inner.flatMap((part) => part.elements)],
    inputs: [...own, ...inner.flatMap((part) => part.inputs)],
    buttons: [...buttons.map((button) => ({ button, inputs })), ...inner.flatMap((part) => part.buttons)],
  }
}

function within(element: Element): Element[] {
  if (element.type === 'Container') return [element, ...element.items.flatMap(within)]
  if (element.type === 'ColumnSet')
    return [element, ...element.columns.flatMap(({ items }) => items.flatMap(within))]
  return [element]
}

/** Titles of the buttons that are there at first. */
export function titles(card: AdaptiveCard): string[] {
  return (card.actions ?? []).map(({ title }) => title)
}

/** Everything that can be read on a card, one piece per line. */
export function wordsOf(card: AdaptiveCard): string {
  const { elements, buttons } = walk(card)
  const words = elements.flatMap((element) => {
    switch (element.type) {
      case 'TextBlock':
        return [element.text]
      case 'RichTextBlock':
        return [element.inlines.map(({ text }) => text).join('')]
      case 'Input.Text':
      case 'Input.Time':
        return [element.label]
      case 'Input.Toggle':
        return [element.label, element.title]
      case 'Input.ChoiceSet':
        return [element.label, ...element.choices.map(({ title }) => title)]
      case 'Container':
      case 'ColumnSet':
      case 'ActionSet':
        return []
    }
  })
  return [...words, ...buttons.map(({ button }) => button.title)].join('\n')
}
