import type { Intent } from './answer.ts'
import { understandAnswer } from './answer.ts'
import type { SpokenLanguage } from './languages.ts'
import { beginningOf, isTooLong, mobileCandidates, numberingOf, otherCandidate } from './number-candidates.ts'
import { findInSegments, lastDigits } from './number-corrections.ts'
import type { Dictation, Found } from './number-parts.ts'
import type { NumberPlan, PlannedNumber } from './number-plan.ts'
import { rememberReadings } from './number-readings.ts'
import type { Reading } from './number-readings.ts'
import type { NumberSegment, NumberWords } from './number-words.ts'
import { dictatedWords, isNumeric, numberWords, segmentsOf } from './number-words.ts'
import { COST } from './reading-costs.ts'

export type SpokenNumber =
  | {
      kind: 'number'
      number: PlannedNumber
      /** Other valid readings, best first, to be tried once when the caller says no to the first. */
      alternatives: PlannedNumber[]
      /** Whether there was only one way to understand it. It is read back all the same. */
      confident: boolean
    }
  /** A valid beginning: ask for the rest and hand the digits in again as `soFar`. */
  | { kind: 'partial'; digits: string }
  /** Valid, but a landline or a service number. */
  | { kind: 'wrong_kind'; number: PlannedNumber }
  | { kind: 'none'; intent?: Intent | 'no_number' | 'too_long' }

export interface NumberContext {
  language: SpokenLanguage
  /** The country whose national numbers are understood, two letters. */
  country: string
  plan: NumberPlan
}

/** How many of a recogniser's alternatives are looked at. */
const MOST_TEXTS = 5
const MOST_ALTERNATIVES = 3
/** A single digit in a sentence ("the one I'm calling from") is no beginning of a number. */
const FEWEST_PARTIAL_DIGITS = 2

/**
 * Understands a dictated mobile number.
 *
 * `texts` are what the recogniser made of it, best first; `soFar` are digits kept from before, which the caller may go
 * on from or start over. A number that the plan does not know is never returned. Never throws, whatever is said.
 */
export function understandNumber(
  heard: { texts: readonly string[]; soFar?: string },
  context: NumberContext,
): SpokenNumber {
  const words = numberWords(context.language)
  const dictation: Dictation = {
    words,
    read: rememberReadings(words),
    numbering: numberingOf(context.plan, context.country),
  }
  const soFar = heard.soFar?.replaceAll(/[^\d+]/g, '') ?? ''
  const texts = heard.texts.slice(0, MOST_TEXTS)
  const attempts = texts.map((text) => asFarAsKnown(findInText(text, soFar, dictation), text, words))
  const first = attempts.findIndex((found) => found !== null)
  const found = attempts[first]
  if (found === undefined || found === null) return withoutNumber(texts[0] ?? '', soFar, context, dictation)
  const others = attempts.slice(first + 1).flatMap((other) => other?.candidates ?? [])
  return asNumber({ candidates: [...found.candidates, ...others], sure: found.sure && first === 0 })
}

function asNumber({ candidates, sure }: Found): SpokenNumber {
  const numbers = [...new Map(candidates.map(({ number }) => [number.e164, number])).values()]
  const [number, ...alternatives] = numbers
  if (number === undefined) return { kind: 'none' }
  return { kind: 'number', number, alternatives: alternatives.slice(0, MOST_ALTERNATIVES), confident: sure }
}

/** "654 32, more I don't remember": who breaks off has not meant more digits than the plainest reading has. */
function asFarAsKnown(found: Found | null, text: string, words: NumberWords): Found | null {
  if (found === null) return null
  const spoken = dictatedWords(text).split(' ')
  const rest = spoken.slice(spoken.findLastIndex((word) => isNumeric(word, words)) + 1)
  if (` ${rest.join(' ')} `.search(words.noNumber) < 0) return found
  const candidates = found.candidates.filter(({ cost }) => cost < COST.parts)
  return candidates.length === 0 ? null : { ...found, candidates }
}

/** With digits from before, the caller goes on from them or begins again; both are tried. */
function findInText(text: string, soFar: string, dictation: Dictation): Found | null {
  const segments = segmentsOf(text, dictation.words)
  const alone = findInSegments(segments, dictation)
  if (soFar === '') return alone
  const [first, ...rest] = segments
  const continued =
    first === undefined
      ? null
      : findInSegments([{ ...first, words: [...soFarWords(soFar), ...first.words] }, ...rest], dictation)
  if (alone === null)
    return continued?.sure === true ? continued : orOverlapping(continued, segments, soFar, dictation)
  const agree =
    continued === null || continued.candidates[0]?.number.e164 === alone.candidates[0]?.number.e164
  return { candidates: [...alone.candidates, ...(continued?.candidates ?? [])], sure: alone.sure && agree }
}

/** Who goes on after a pause often says the last group again. */
function orOverlapping(
  continued: Found | null,
  segments: readonly NumberSegment[],
  soFar: string,
  dictation: Dictation,
): Found | null {
  const joined = lastDigits(segments, dictation).flatMap((reading) =>
    [4, 3, 2]
      .filter((length) => soFar.length > length && reading.digits.startsWith(soFar.slice(-length)))
      .map((length) => ({ digits: soFar + reading.digits.slice(length), cost: reading.cost + COST.likely })),
  )
  const overlapping = mobileCandidates(joined, dictation.numbering)
  if (overlapping.length === 0) return continued
  const candidates = [...(continued?.candidates ?? []), ...overlapping]
  return { candidates: candidates.toSorted((one, other) => one.cost - other.cost), sure: false }
}

function soFarWords(soFar: string): string[] {
  return soFar.startsWith('+') ? ['+', soFar.slice(1)] : [soFar]
}

/** What to answer when there is no number in it: a beginning, a number of another kind, or what was said instead. */
function withoutNumber(
  text: string,
  soFar: string,
  context: NumberContext,
  dictation: Dictation,
): SpokenNumber {
  const { words, numbering } = dictation
  const segments = segmentsOf(text, words)
  const said = lastDigits(segments, dictation)
  const intent = intentOf(text, context, words)
  const count = said[0]?.digits.replace('+', '').length ?? 0
  if (count < FEWEST_PARTIAL_DIGITS && !(count === 1 && isDigitsAlone(segments, words)))
    return noneWith(intent)
  const readings = soFar === '' ? said : [...said.map((reading) => after(soFar, reading)), ...said]
  if (isTooLong(readings, numbering)) return { kind: 'none', intent: 'too_long' }
  const beginning = beginningOf(readings, numbering)
  if (beginning !== null) return { kind: 'partial', digits: beginning }
  const other = otherCandidate(readings, numbering)
  if (other !== null) return { kind: 'wrong_kind', number: other }
  return noneWith(intent)
}

function after(soFar: string, { digits, cost }: Reading): Reading {
  return { digits: soFar + digits.replace('+', ''), cost }
}

function noneWith(intent: Intent | 'no_number' | undefined): SpokenNumber {
  return intent === undefined ? { kind: 'none' } : { kind: 'none', intent }
}

function isDigitsAlone(segments: readonly NumberSegment[], words: NumberWords): boolean {
  return segments.every((segment) => segment.words.every((word) => isNumeric(word, words)))
}

function intentOf(
  text: string,
  { language }: NumberContext,
  words: NumberWords,
): Intent | 'no_number' | undefined {
  const { intent } = understandAnswer(text, language)
  if (intent === 'agent' || intent === 'repeat' || intent === 'stop_recording') return intent
  const spoken = dictatedWords(text)
  if (spoken.search(words.noNumber) >= 0) return 'no_number'
  if (spoken.search(words.sameNumber) >= 0) return 'same_number'
  return intent
}
