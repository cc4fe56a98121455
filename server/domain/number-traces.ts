/** So many digits in a row are taken for a part of a number, wherever in it they are; fewer than people tell numbers apart by. */
const TELLING_DIGITS = 6
/** The end of a number says more: it is what people read out. */
const TELLING_TAIL = 5
/** What people write between digits. */
const BETWEEN = '[\\s()./\\-\\u2010-\\u2015_,]{0,3}'

/**
 * Finds a number, in E.164, in text: in full or in part, international or national, with whatever people write between its digits.
 * A part is six digits in a row, or the last five. `null` for what is too short to be told from other digits.
 */
export function traceOf(e164: string): RegExp | null {
  const digits = Array.from(e164.replaceAll(/\D/g, ''))
  if (digits.length < TELLING_DIGITS) return null
  const starts = digits.slice(0, digits.length - TELLING_DIGITS + 1).map((_, start) => start)
  const parts = starts.map((start) => partFrom(digits, start, TELLING_DIGITS))
  parts.push(partFrom(digits, digits.length - TELLING_TAIL, TELLING_TAIL))
  return new RegExp(`(?:\\+|00?)?(?:${parts.join('|')})`, 'gu')
}

/** So many digits from there, and as many more as follow. */
function partFrom(digits: readonly string[], start: number, least: number): string {
  const needed = digits.slice(start, start + least).join(BETWEEN)
  const more = digits.slice(start + least).reduceRight((rest, digit) => `(?:${BETWEEN}${digit}${rest})?`, '')
  return `${needed}${more}`
}
