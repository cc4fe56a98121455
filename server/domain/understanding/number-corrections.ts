import { CERTAIN, mobileCandidates } from './number-candidates.ts'
import type { Dictation, Found } from './number-parts.ts'
import { findNumber, standsOut } from './number-parts.ts'
import type { Reading } from './number-readings.ts'
import { isNumeric } from './number-words.ts'
import type { NumberSegment, NumberWords } from './number-words.ts'

/** How many interruptions and repetitions are told apart, from the end; before them all is one. */
const MOST_MARKS = 5

/** How many digits at the end of what was said a correction may replace without saying which. */
const MOST_REPLACED = 8

/** Corrections of corrections. */
const MOST_PIECES = 4
const MOST_SPLICED = 60

/** Finds the number in what was said with corrections, repetitions and figures that belong to something else. */
export function findInSegments(segments: readonly NumberSegment[], dictation: Dictation): Found | null {
  const groups = correctedGroups(segments, dictation.words)
  const spoken = groups.filter((group) => hasDigits(group, dictation))
  const last = spoken.at(-1)
  if (last === undefined) return null
  const found = findInGroup(last, dictation)
  // A correction at the very end takes back something that was not said anew.
  if (found !== null) return groups.at(-1) === last ? found : { ...found, sure: false }
  return (
    splice(spoken.flat(), dictation, null) ??
    unsure(findNumber(wordsOf(spoken.flat()), dictation)) ??
    lastResort(segments, dictation)
  )
}

/** The readings of the digits that were said last, after all corrections. */
export function lastDigits(segments: readonly NumberSegment[], dictation: Dictation): Reading[] {
  const spoken = correctedGroups(segments, dictation.words).filter((group) => hasDigits(group, dictation))
  return dictation.read(fromLastPlus(wordsOf(spoken.at(-1) ?? [])))
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

function hasDigits(group: readonly NumberSegment[], dictation: Dictation): boolean {
  return group.some(({ words }) => /\d/.test(dictation.read(fromLastPlus(words))[0]?.digits ?? ''))
}

/** A plus begins a number, so digits before it belong to another one. */
function fromLastPlus(words: readonly string[]): readonly string[] {
  return words.slice(Math.max(words.lastIndexOf('+'), 0))
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
  if (mark !== 'interrupted') {
    if (together !== null) return together
    return first === null || isEndOf(first, wordsOf(after), dictation) ? first : unsure(first)
  }
  return interrupted({ before: [...before], after: [...after] }, { together, first }, dictation)
}

/** Digits after an interruption that are no number by themselves go on with the one before, or correct its end. */
function interrupted(
  { before, after }: { before: NumberSegment[]; after: NumberSegment[] },
  { together, first }: { together: Found | null; first: Found | null },
  dictation: Dictation,
): Found | null {
  // Which of the two it was is for the read-back to find out.
  const corrected = splice([...before, ...after], dictation, first)
  const likely = (together?.candidates[0]?.cost ?? CERTAIN) < CERTAIN
  if (!likely && first !== null && isEndOf(first, wordsOf(after), dictation)) return first
  const order = likely ? [together, corrected, first] : [corrected, together, first]
  const candidates = order.flatMap((found) => found?.candidates ?? [])
  return candidates.length === 0 ? null : { candidates, sure: false }
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
  const [reading] = dictation.read(words)
  return (
    reading === undefined ||
    reading.digits === '' ||
    found.candidates[0]?.number.e164.endsWith(reading.digits) === true
  )
}

/**
 * A correction that gives only the new digits. After a complete number they replace as many at its end; otherwise as many
 * before it as leave room for a valid number, like for like if possible ("vierendertig, nee, vijfendertig …").
 */
function splice(segments: readonly NumberSegment[], dictation: Dictation, known: Found | null): Found | null {
  const pieces = segments.filter((segment) => hasDigits([segment], dictation)).slice(-MOST_PIECES)
  const [first, ...rest] = pieces
  if (first === undefined || rest.length === 0) return null
  const complete = rest.length === 1 && (known ?? findNumber(first.words, dictation)) !== null
  let heads = dictation.read(first.words).slice(0, 3)
  for (const piece of rest) {
    const tails = readTail(piece.words, dictation)
    const group = firstGroup(piece.words, dictation)
    const least = piece.mark === 'corrected' ? 1 : 0
    heads = heads
      .flatMap((head) => tails.flatMap((tail) => spliced(head, tail, complete ? tail.digits.length : group)))
      .filter(({ dropped }) => dropped >= least)
      .toSorted((one, other) => one.cost - other.cost)
      .slice(0, MOST_SPLICED)
  }
  const candidates = mobileCandidates(heads, dictation.numbering)
  return candidates.length === 0 ? null : { candidates, sure: false }
}

/** "Nee, een acht": in front of a single digit the article is one, before it is another digit. */
function readTail(words: readonly string[], dictation: Dictation): Reading[] {
  const [first = ''] = words
  const rest = dictation.words.articleNumerals.has(first) ? dictation.read(words.slice(1)) : []
  const single = rest[0]?.digits.length === 1 ? rest.slice(0, 1) : []
  return [...single, ...dictation.read(words)].slice(0, 3)
}

/** How many digits the first word of a correction has. */
function firstGroup(words: readonly string[], dictation: Dictation): number {
  const first = words.find((word) => isNumeric(word, dictation.words)) ?? ''
  return dictation.read([first])[0]?.digits.length ?? 1
}

/** The tail in place of the last digits of the head; cheapest in place of as many as expected. */
function spliced(head: Reading, tail: Reading, expected: number): (Reading & { dropped: number })[] {
  if (tail.digits.startsWith('+')) return []
  const lengths = Array.from({ length: MOST_REPLACED + 1 }, (_, dropped) => dropped)
  return lengths
    .filter((dropped) => dropped < head.digits.length)
    .map((dropped) => ({
      dropped,
      digits: head.digits.slice(0, head.digits.length - dropped) + tail.digits,
      cost: head.cost + tail.cost + (dropped === expected ? 0 : 0.3 + dropped * 0.05),
    }))
}

/** Figures after "Kundennummer" may have been the number all the same: the shortest beginning of them is left out. */
function lastResort(segments: readonly NumberSegment[], dictation: Dictation): Found | null {
  // Where nothing else was named, what is too long is too long: a part of it would be a number by accident.
  if (!segments.some(({ mark }) => mark === 'foreign' || mark === 'negated')) return null
  const words = wordsOf(segments)
  const from = words.findIndex((word) => isNumeric(word, dictation.words))
  for (let start = Math.max(from, 0); start < Math.min(words.length, from + 10); start += 1) {
    const candidates = mobileCandidates(dictation.read(words.slice(start)), dictation.numbering)
    if (standsOut(candidates)) return { candidates, sure: false }
  }
  return null
}

function unsure(found: Found | null): Found | null {
  return found === null ? null : { ...found, sure: false }
}
