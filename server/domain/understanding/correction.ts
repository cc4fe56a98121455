import { understandAnswer } from './answer.ts'
import { CORRECTIONS } from './lexicon/corrections.ts'
import type { CorrectionLexicon } from './lexicon/corrections.ts'
import type { SpokenLanguage } from './languages.ts'
import type { PlannedNumber } from './number-plan.ts'
import { mayBeMobile } from './number-plan.ts'
import { readDigits } from './number-readings.ts'
import type { NumberWords } from './number-words.ts'
import { dictatedWords, isNumeric, numberWords } from './number-words.ts'
import { compilePhrases, foldWord, wordSet } from './phrase-pattern.ts'
import { understandNumber } from './spoken-number.ts'
import type { NumberContext, SpokenNumber } from './spoken-number.ts'

type Place = { at: 'end' | 'start' | 'last_but_one' } | { at: 'digit'; index: number }

/** What a caller says about single digits: these instead of those, and where. */
interface Correction {
  right: readonly string[]
  wrong: readonly string[]
  place: Place | null
}

const MARKS = ['lastButOne', 'end', 'start', 'right', 'wrong'] as const
type Mark = (typeof MARKS)[number]

/** A run of digits, or a mark between them. */
type Piece = { mark: Mark } | { digits: readonly string[] }

interface CompiledCorrections {
  marks: readonly (readonly [Mark, RegExp])[]
  ordinals: readonly (readonly string[])[]
  digitWords: ReadonlySet<string>
  articles: ReadonlySet<string>
}

const MOST_ALTERNATIVES = 3
const compiled = new Map<SpokenLanguage, CompiledCorrections>()

function compiledCorrections(language: SpokenLanguage): CompiledCorrections {
  const known = compiled.get(language)
  if (known !== undefined) return known
  const lexicon: CorrectionLexicon = CORRECTIONS[language]
  const corrections: CompiledCorrections = {
    marks: MARKS.map((mark) => [mark, compilePhrases(lexicon[mark])] as const),
    ordinals: lexicon.ordinals.split(' ').map((words) => words.split('|').map(foldWord)),
    digitWords: wordSet(lexicon.digitWord),
    articles: wordSet(lexicon.articles),
  }
  compiled.set(language, corrections)
  return corrections
}

/**
 * What a caller corrects while a number is read back: single digits ("fünf statt sechs", "am Ende 13", "the last digit is
 * a five") or the whole number again.
 *
 * `null` when no correction is said, also for a mere yes or no; `none` when the corrected number does not exist. Places
 * are counted in the number as it is read back.
 */
export function correctNumber(e164: string, text: string, context: NumberContext): SpokenNumber | null {
  const again = understandNumber({ texts: [text] }, context)
  if (again.kind === 'number') return again.number.e164 === e164 ? null : again
  const correction = readCorrection(text, context)
  const explicit = correction !== null && (correction.place !== null || correction.wrong.length > 0)
  if (!explicit && understandAnswer(text, context.language).answer === 'yes') return null
  if (correction === null) return again.kind === 'partial' ? again : null
  const corrected = numbersWith(correction, e164, context)
  const [number, ...alternatives] = corrected
  if (number !== undefined) {
    const confident = explicit && alternatives.length === 0
    return { kind: 'number', number, alternatives: alternatives.slice(0, MOST_ALTERNATIVES), confident }
  }
  if (explicit) return { kind: 'none' }
  return again.kind === 'partial' ? again : null
}

function readCorrection(text: string, { language }: NumberContext): Correction | null {
  const lexicon = compiledCorrections(language)
  const words = numberWords(language)
  const { spoken, place } = takeOrdinal(dictatedWords(text), lexicon)
  const marks = markWords(spoken, lexicon)
  const explicit = place !== null || marks.some((word) => word.startsWith('<'))
  const pieces = piecesOf(marks, (run) => runReadings(run, words, lexicon, explicit), words)
  const runs = pieces.flatMap((piece) => ('digits' in piece ? [piece.digits] : []))
  if (runs.length === 0) return null
  const marked = pieces.flatMap((piece) => ('mark' in piece ? [piece.mark] : []))
  const found = place ?? placeOf(marked)
  return { ...rightAndWrong(pieces, runs), place: found }
}

/** "die dritte Ziffer": takes the ordinal out, since "zweite" and "second" mean other things as well. */
function takeOrdinal(spoken: string, lexicon: CompiledCorrections): { spoken: string; place: Place | null } {
  const words = spoken.split(' ')
  for (const [at, word] of words.entries()) {
    const index = lexicon.ordinals.findIndex((forms) => forms.includes(word))
    if (index < 0 || !lexicon.digitWords.has(words[at + 1] ?? '')) continue
    return { spoken: words.toSpliced(at, 2).join(' '), place: { at: 'digit', index } }
  }
  return { spoken, place: null }
}

function markWords(spoken: string, lexicon: CompiledCorrections): string[] {
  const marked = lexicon.marks.reduce(
    (text, [mark, phrases]) => text.replaceAll(phrases, `<${mark}> `),
    spoken,
  )
  return marked.split(' ').filter((word) => word !== '')
}

type ReadRun = (run: readonly string[]) => readonly string[]

/** Cuts what was said into marks and runs of digits; an article begins a run ("die Neun eine Acht"). */
function piecesOf(words: readonly string[], read: ReadRun, lexicon: NumberWords): Piece[] {
  const pieces: Piece[] = []
  let run: string[] = []
  const close = (): void => {
    const digits = read(run)
    if (digits.length > 0) pieces.push({ digits })
    run = []
  }
  for (const word of words) {
    const mark = MARKS.find((each) => word === `<${each}>`)
    const numeric = isNumeric(word, lexicon) || lexicon.joiners.has(word) || lexicon.homophones.has(word)
    if (mark !== undefined || !numeric) close()
    if (mark !== undefined) pieces.push({ mark })
    else if (numeric || lexicon.articles.has(word)) run.push(word)
  }
  close()
  return pieces
}

/** The digits of a run; an article in front ("een vijf") is none where the caller names a place or what is wrong. */
function runReadings(
  run: readonly string[],
  lexicon: NumberWords,
  { articles }: CompiledCorrections,
  explicit: boolean,
): string[] {
  const first = run.findIndex((word) => !articles.has(word))
  const bare = first > 0 ? run.slice(first) : run
  const readings = (explicit ? [bare] : [bare, run]).flatMap((words) => {
    const [best, ...others] = readDigits(words, lexicon)
    return best === undefined ? [] : [best, ...others.filter(({ cost }) => cost === best.cost).slice(0, 1)]
  })
  return [...new Set(readings.map(({ digits }) => digits))].filter((digits) => /^\d+$/.test(digits))
}

function placeOf(marks: readonly Mark[]): Place | null {
  if (marks.includes('lastButOne')) return { at: 'last_but_one' }
  if (marks.includes('end')) return { at: 'end' }
  return marks.includes('start') ? { at: 'start' } : null
}

type Runs = readonly (readonly string[])[]

function rightAndWrong(pieces: readonly Piece[], runs: Runs): Pick<Correction, 'right' | 'wrong'> {
  const runsOf = (part: readonly Piece[]): Runs =>
    part.flatMap((piece) => ('digits' in piece ? [piece.digits] : []))
  const split = (mark: Mark): readonly [Runs, Runs] | null => {
    const at = pieces.findLastIndex((piece) => 'mark' in piece && piece.mark === mark)
    return at < 0 ? null : [runsOf(pieces.slice(0, at)), runsOf(pieces.slice(at + 1))]
  }
  const [wrongFirst, rightAfter] = split('right') ?? [[], []]
  if (rightAfter.length > 0) return { wrong: wrongFirst.at(-1) ?? [], right: rightAfter[0] ?? [] }
  const [rightFirst, after] = split('wrong') ?? [[], []]
  if (rightFirst.length > 0 && after.length > 0)
    return { right: rightFirst.at(-1) ?? [], wrong: after[0] ?? [] }
  if (after.length > 1) return { wrong: after[0] ?? [], right: after[1] ?? [] }
  // Digit by digit with pauses: "eins, drei".
  const joined = runs.reduce<readonly string[]>(
    (before, run) => before.flatMap((digits) => run.map((next) => digits + next)).slice(0, 8),
    [''],
  )
  return { right: joined, wrong: [] }
}

/** The numbers that the correction makes of the one read back, most likely first. */
function numbersWith(correction: Correction, e164: string, context: NumberContext): PlannedNumber[] {
  const spoken = context.plan.readBackGroups(e164, context.country).join('')
  const wrong = correction.wrong.length === 0 ? [null] : correction.wrong
  const changed = correction.right.flatMap((right) =>
    wrong.flatMap((digits) => changes(spoken, right, digits, correction.place)),
  )
  const numbers = new Map<string, PlannedNumber>()
  for (const digits of changed) {
    const number = context.plan.parse(digits, context.country)
    if (number !== null && mayBeMobile(number) && number.e164 !== e164 && !numbers.has(number.e164)) {
      numbers.set(number.e164, number)
    }
  }
  return [...numbers.values()]
}

function changes(spoken: string, right: string, wrong: string | null, place: Place | null): string[] {
  if (place !== null) return atPlace(spoken, right, wrong, place)
  if (wrong === null) return alignments(spoken, right)
  const found: string[] = []
  for (let at = spoken.indexOf(wrong); at >= 0; at = spoken.indexOf(wrong, at + 1)) {
    found.push(spoken.slice(0, at) + right + spoken.slice(at + wrong.length))
  }
  return found
}

function atPlace(spoken: string, right: string, wrong: string | null, place: Place): string[] {
  const single = right.length === 1
  switch (place.at) {
    case 'digit':
      return single ? [spoken.slice(0, place.index) + right + spoken.slice(place.index + 1)] : []
    case 'last_but_one':
      return single ? [spoken.slice(0, -2) + right + spoken.slice(-1)] : []
    case 'end': {
      const length = wrong !== null && spoken.endsWith(wrong) ? wrong.length : right.length
      return length < spoken.length ? [spoken.slice(0, spoken.length - length) + right] : []
    }
    case 'start': {
      const length = wrong !== null && spoken.startsWith(wrong) ? wrong.length : right.length
      return [right + spoken.slice(length)]
    }
  }
}

/** Digits without a place go where they differ in one from what was read, the beginning first; else to the end. */
function alignments(spoken: string, right: string): string[] {
  if (right.length < 2 || right.length >= spoken.length) return []
  const last = spoken.length - right.length
  const fitting = Array.from({ length: last + 1 }, (_, at) => at).filter(
    (at) => differences(spoken, right, at) === 1,
  )
  const places = fitting[0] === 0 ? [0, ...fitting.slice(1).toReversed()] : fitting.toReversed()
  // Said again without a difference, they say which part was right.
  if (right.length > 2 && spoken.includes(right)) return []
  return [...places, last].map((at) => spoken.slice(0, at) + right + spoken.slice(at + right.length))
}

function differences(spoken: string, right: string, at: number): number {
  return Array.from(right).filter((digit, index) => spoken[at + index] !== digit).length
}
