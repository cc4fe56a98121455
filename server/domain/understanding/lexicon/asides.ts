/**
 * What callers say around their answer. It explains a yes or a no and is neither: `courtesies` are conditions of
 * politeness and of ease ("wenn das schneller geht"), `reasons` say why ("weil ich im Auto sitze"), `circumstances`
 * are such reasons told without a "because".
 */
export interface Asides {
  courtesies: string
  reasons: string
  circumstances: string
}

/**
 * The circumstances together with what only takes note before them: "okay, ich bin im Meeting" consents to nothing,
 * "gerne, ich bin im Meeting" does.
 */
export function takingNote(words: string, circumstances: string): string {
  return circumstances
    .split(',')
    .map((circumstance) => `(${words})+ ${circumstance.trim()}`)
    .join(', ')
}
