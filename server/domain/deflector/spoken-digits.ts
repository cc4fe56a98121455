import type { PromptCatalogue } from './prompts/prompt-catalogue.ts'

/** Enough to tell one's numbers apart, too few to tell somebody who overhears the call. */
const LAST_DIGITS = 3

/** Reads groups such as `['0171', '392']` digit by digit, a pause between groups: "null eins sieben eins, drei …". */
export function spellGroups(groups: readonly string[], catalogue: PromptCatalogue): string {
  return groups.map((group) => spellDigits(group, catalogue)).join(', ')
}

function spellDigits(group: string, { digits, plus }: PromptCatalogue): string {
  const words = group.split('').map((sign) => (sign === '+' ? plus : (digits[Number(sign)] ?? '')))
  return words.filter((word) => word !== '').join(' ')
}

/** Digits that came piece by piece, in threes. */
export function spellPieces(pieces: string, catalogue: PromptCatalogue): string {
  return spellGroups(pieces.match(/\+?\d{1,3}/g) ?? [], catalogue)
}

/** The end of a number that is not to be read in full. */
export function spellEnding(e164: string, catalogue: PromptCatalogue): string {
  return spellDigits(e164.slice(-LAST_DIGITS), catalogue)
}
