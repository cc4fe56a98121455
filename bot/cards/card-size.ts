import type { AdaptiveCard } from './adaptive-card.ts'

/**
 * Teams counts a message as UTF-16; 40 000 bytes pass under every reading of its documentation, and this leaves a tenth of
 * them for what goes around the card.
 */
export const LONGEST_CARD_BYTES = 36_000

/** How much of a message a card takes, in bytes of UTF-16. */
export function cardBytes(card: AdaptiveCard): number {
  return JSON.stringify(card).length * 2
}

/** Draws a card with as many of `most` things as fit; `draw` is asked with fewer and fewer. */
export function drawWithin(most: number, draw: (shown: number) => AdaptiveCard): AdaptiveCard {
  let [fits, tooMany] = [0, most + 1]
  const whole = draw(most)
  if (cardBytes(whole) <= LONGEST_CARD_BYTES) return whole
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (cardBytes(draw(middle)) <= LONGEST_CARD_BYTES) fits = middle
    else tooMany = middle
  }
  return draw(fits)
}
