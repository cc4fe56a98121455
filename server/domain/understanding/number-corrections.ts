import { mobileCandidates } from './number-candidates.ts'
import type { Dictation, Found } from './number-parts.ts'
import { findNumber, standsOut } from './number-parts.ts'
import type { Reading } from './number-readings.ts'
import { readDigits } from './number-readings.ts'
import { isNumeric } from './number-words.ts'
import type { NumberSegment, NumberWords } from './number-words.ts'

/** How many interruptions and repetitions are told apart, from the end; before them all is one. */
const MOST_MARKS = 5

/** How many digits at the end of what was said a correction may replace without saying which. */
const MOST_REPLACED = 6

/** Finds the number in what was said with corrections, repetitions and figures that belong to something else. */
export function findInSegments(segments: readonly NumberSegment[], dictation: Dictation): Found | null {
  const groups = correctedGroups(segments, dictation.words)
  const spoken = groups.filter((group) => hasDigits(group, dictation.words))
  const last = spoken.at(-1)
  if (last === undefined) return null
  const found = findInGroup(last, dictation)
  // A correction at the very end takes back something that was not said anew.
  if (found !== null) return groups.at(-1) === last ? found : { ...found, sure: false }
  return (
    splice(spoken, null, dictation) ??
    unsure(findNumber(wordsOf(spoken.flat()), dictation)) ??
    lastResort(segments, dictation)
  )
}

/** The readings of the digits that were said last, after all corrections. */
export function lastDigits(segments: readonly NumberSegment[], { words }: Dictation): Reading[] {
  const spoken = correctedGroups(segments, words).filter((group) => hasDigits(group, words))
  return readDigits(wordsOf(spoken.at(-1) ?? []), words)
}

/** Segments between two corrections, without the figures that belong to something else. */
function correctedGroups(segments: readonly NumberSegment[], words: NumberWords): NumberSegment[][] {
  const groups: NumberSegment[][] = [[]]
  for (const segment of segments) {
    if (segment.mark === 'corrected') groups.push([])
    groups.at(-1)?.push(withoutForeign(segment, words))
  }
  return groups
}

/** After "Kundennummer" or "nicht die", the first digits are none of ours. */
function withoutForeign(segment: NumberSegment, words: NumberWords): NumberSegment {
  if (segment.mark !== 'foreign' && segment.mark !== 'negated') return segment
  const from = segment.words.findIndex((word) => isNumeric(word, words))
  if (from < 0) return segment
  const length = segment.words.slice(from).findIndex((word) => !isNumeric(word, words))
  return { ...segment, words: length < 0 ? segment.words.slice(0, from) : segment.words.slice(from + length) }
}

function hasDigits(group: readonly NumberSegment[], words: NumberWords): boolean {
  return /\d/.test(readDigits(wordsOf(group), words)[0]?.digits ?? '')
}

function wordsOf(group: readonly NumberSegment[]): string[] {
  return group.flatMap((segment) => segment.words)
}

/**
 * Within a group nothing was clearly taken back: what follows an interruption or a repetition counts when it is a
 * number by itself, since all digits together can make a number by accident; then all together; then what came before.
 */
function findInGroup(group: readonly NumberSegment[], dictation: Dictation, depth = 0): Found | null {
  const marked = depth < MOST_MARKS ? group.findLastIndex((segment) => divides(segment.mark)) : -1
  if (marked < 0) return findNumber(wordsOf(group), dictation)
  const [before, after] = [group.slice(0, marked), group.slice(marked)]
  const mark = group[marked]?.mark ?? null
  const second = findNumber(wordsOf(after), dictation)
  const together = findNumber(wordsOf(group), dictation)
  if (second !== null && mark === 'interrupted') return orTogether(second, together)
  const first = second === null && together !== null ? null : findInGroup(before, dictation, depth + 1)
  if (second !== null) return first === null ? orTogether(second, together) : ofTwo(first, second, mark)
  if (together !== null) return together
  if (first === null || isEndOf(first, wordsOf(after), dictation)) return first
  const corrected = mark === 'interrupted' ? splice([[...before], [...after]], first, dictation) : null
  return { candidates: [...(corrected?.candidates ?? []), ...first.candidates], sure: false }
}

function divides(mark: NumberSegment['mark']): boolean {
  return mark === 'interrupted' || mark === 'repeated' || mark === 'alternative'
}

/** All digits together make another number: perhaps the interruption was none. */
function orTogether(second: Found, together: Found | null): Found {
  const [other] = together?.candidates ?? []
  if (other === undefined || other.number.e164 === second.candidates[0]?.number.e164) return second
  return { candidates: [...second.candidates, other], sure: false }
}

/** Two complete numbers: the same one twice is certain, two different ones are a question for the read-back. */
function ofTwo(first: Found, second: Found, mark: NumberSegment['mark']): Found {
  const same = first.candidates[0]?.number.e164 === second.candidates[0]?.number.e164
  if (same) return { candidates: second.candidates, sure: first.sure || second.sure }
  const [better, other] = mark === 'alternative' ? [first, second] : [second, first]
  return { candidates: [...better.candidates, ...other.candidates], sure: false }
}

/** "…, ich wiederhole: 0 1 2": the end of the number again. */
function isEndOf(found: Found, words: readonly string[], dictation: Dictation): boolean {
  const [reading] = readDigits(words, dictation.words)
  return (
    reading === undefined ||
    reading.digits === '' ||
    found.candidates[0]?.number.e164.endsWith(reading.digits) === true
  )
}

/**
 * A correction that gives only the new digits. After a complete number they replace as many at its end; otherwise the
 * fewest digits before it that make room for a valid number.
 */
function splice(groups: readonly NumberSegment[][], known: Found | null, dictation: Dictation): Found | null {
  const [before, last] = [groups.at(-2), groups.at(-1)]
  if (before === undefined || last === undefined) return null
  const tails = readDigits(wordsOf(last), dictation.words).slice(0, 3)
  const whole = known ?? findInGroup(before, dictation)
  const heads = readDigits(wordsOf(before), dictation.words).slice(0, 3)
  const readings: Reading[] = []
  for (const tail of tails) {
    for (const head of heads)
      readings.push(...spliced(head, tail, whole === null ? null : tail.digits.length))
  }
  const candidates = mobileCandidates(readings, dictation.numbering)
  return candidates.length === 0 ? null : { candidates, sure: false }
}

function spliced(head: Reading, tail: Reading, replaced: number | null): Reading[] {
  const lengths =
    replaced === null
      ? Array.from({ length: MOST_REPLACED }, (_, index) => index + 1)
      : [replaced, replaced - 1, replaced + 1]
  return lengths
    .filter((length) => length > 0 && length < head.digits.length && !tail.digits.startsWith('+'))
    .map((length, order) => ({
      digits: head.digits.slice(0, head.digits.length - length) + tail.digits,
      cost: head.cost + tail.cost + order * 0.2,
    }))
}

/** Figures after "Kundennummer" may have been the number all the same: the shortest beginning of them is left out. */
function lastResort(segments: readonly NumberSegment[], dictation: Dictation): Found | null {
  const words = wordsOf(segments)
  const from = words.findIndex((word) => isNumeric(word, dictation.words))
  for (let start = Math.max(from, 0); start < Math.min(words.length, from + 10); start += 1) {
    const candidates = mobileCandidates(readDigits(words.slice(start), dictation.words), dictation.numbering)
    if (standsOut(candidates)) return { candidates, sure: false }
  }
  return null
}

function unsure(found: Found | null): Found | null {
  return found === null ? null : { ...found, sure: false }
}
