import type { Candidate, Numbering } from './number-candidates.ts'
import { CERTAIN, DOUBT, mobileCandidates } from './number-candidates.ts'
import type { Reading } from './number-readings.ts'
import { isNumeric } from './number-words.ts'
import type { NumberWords } from './number-words.ts'
import { COST } from './reading-costs.ts'

/** The numbers found in a stretch of words, best first, and whether the first is beyond doubt. */
export interface Found {
  candidates: readonly Candidate[]
  sure: boolean
}

export interface Dictation {
  words: NumberWords
  /** The readings of a stretch of words, cheapest first. */
  read: (words: readonly string[]) => Reading[]
  numbering: Numbering
}

/** One number said digit by digit, with a country code, repeats and articles. */
const MOST_WORDS = 40
/** Number words of a number said twice, with false starts. */
const MOST_SPOKEN = 50

/** A number said twice, once with its country code perhaps, ends in the same digits. */
const SAME_END = 7

/** Two numerals taken apart still happen in numbers that were meant so. */
const MOST_TAKEN_APART = 2.5 * COST.parts

/** A single group said twice is more likely another group that happens to be the same. */
const FEWEST_TWICE = 2
/** Ways to leave out what is said twice that are looked at; digits that repeat by chance have more. */
const MOST_WAYS = 64

/** How many stretches of digits with other words between them are combined; people do not interrupt themselves more. */
const MOST_STRETCHES = 6

/** Finds the number in words that nobody corrected: all digits together, or what of them makes a number. */
export function findNumber(words: readonly string[], dictation: Dictation): Found | null {
  // Nobody dictates that many digits; what is left of such a stream would be a number by accident.
  if (words.filter((word) => isNumeric(word, dictation.words)).length > MOST_SPOKEN) return null
  const readings = dictation.read(words)
  const whole = mobileCandidates(readings, dictation.numbering)
  if (whole.length > 0) {
    return { candidates: whole, sure: standsOut(whole) && !isUnfinished(readings, whole, dictation) }
  }
  return (
    findSaidTwice(readings, dictation) ??
    findAmongOthers(words, dictation) ??
    findGroupsTwice(readings, dictation)
  )
}

/** "654 32 …": taken as it was said it is a beginning, and a number only when most of it is taken apart. */
function isUnfinished(
  [plain]: readonly Reading[],
  [best]: readonly Candidate[],
  { numbering }: Dictation,
): boolean {
  if (plain === undefined || best === undefined) return false
  return best.cost - plain.cost > MOST_TAKEN_APART && numbering.couldGrow(plain.digits)
}

/** Whether the best candidate leaves the others far behind. */
export function standsOut(candidates: readonly Candidate[]): boolean {
  const [best, second] = candidates
  if (best === undefined || best.cost > CERTAIN) return false
  return second === undefined || second.cost - best.cost >= DOUBT
}

/** "X X", "X 012" and "017… 0171…": a number said twice, with its end again, or begun twice, without a word about it. */
function findSaidTwice(readings: readonly Reading[], dictation: Dictation): Found | null {
  for (const reading of readings.slice(0, 6)) {
    const found = splitInTwo(reading, dictation)
    if (found !== null) return found
  }
  return null
}

function splitInTwo({ digits, cost }: Reading, { numbering }: Dictation): Found | null {
  const numberIn = (part: string): Candidate | undefined =>
    mobileCandidates([{ digits: part, cost }], numbering)[0]
  for (let at = 2; at < digits.length - 1; at += 1) {
    const [first, second] = [digits.slice(0, at), digits.slice(at)]
    const begunTwice = second.startsWith(first)
    const sameEnd = at >= SAME_END && first.slice(-SAME_END) === second.slice(-SAME_END)
    const ofSecond = begunTwice || sameEnd ? numberIn(second) : undefined
    if (ofSecond === undefined) continue
    if (sameEnd && numberIn(first)?.number.e164 === ofSecond.number.e164)
      return { candidates: [ofSecond], sure: true }
    if (begunTwice) return { candidates: [ofSecond], sure: false }
  }
  return null
}

/** "0171, 0171, 392, 392, 0012": some say every group twice. The read-back asks whether that is how it was meant. */
function findGroupsTwice(readings: readonly Reading[], { numbering }: Dictation): Found | null {
  const [reading] = readings
  if (reading === undefined) return null
  const once = saidOnce(reading.digits)
    .filter(({ groups }) => groups >= FEWEST_TWICE)
    .map(({ digits }) => ({ digits, cost: reading.cost }))
  const candidates = mobileCandidates(once, numbering)
  return candidates.length === 0 ? null : { candidates, sure: false }
}

/** The digits with groups left out that are said twice in a row, in every way there is, and how many groups these are. */
function saidOnce(digits: string): { digits: string; groups: number }[] {
  let open = [{ digits: '', groups: 0, at: 0 }]
  const done: { digits: string; groups: number }[] = []
  while (open.length > 0) {
    done.push(...open.filter(({ at }) => at === digits.length))
    open = open
      .filter(({ at }) => at < digits.length)
      .flatMap((way) => [
        { ...way, digits: way.digits + (digits[way.at] ?? ''), at: way.at + 1 },
        ...groupsTwiceAt(digits, way.at).map((group) => ({
          digits: way.digits + group,
          groups: way.groups + 1,
          at: way.at + 2 * group.length,
        })),
      ])
      .slice(0, MOST_WAYS)
  }
  return done
}

/** Two digits that are the same are heard as such too often to be a group of one. */
function groupsTwiceAt(digits: string, at: number): string[] {
  return [5, 4, 3, 2]
    .map((length) => digits.slice(at, at + length))
    .filter((group) => digits.startsWith(group, at + group.length) && at + 2 * group.length <= digits.length)
}

interface Stretch {
  words: readonly string[]
  from: number
  to: number
}

/** Looks for one stretch, or several in a row, that make a number by themselves; what is left over has to be explained. */
function findAmongOthers(words: readonly string[], dictation: Dictation): Found | null {
  const stretches = stretchesOf(words, dictation.words).slice(-MOST_STRETCHES)
  if (stretches.length < 2) return null
  const found: { candidate: Candidate; from: number; to: number }[] = []
  for (let length = stretches.length - 1; length > 0; length -= 1) {
    for (let from = stretches.length - length; from >= 0; from -= 1) {
      const taken = stretches.slice(from, from + length).flatMap((stretch) => stretch.words)
      if (taken.length > MOST_WORDS) continue
      const [candidate] = mobileCandidates(dictation.read(taken), dictation.numbering)
      if (candidate !== undefined) found.push({ candidate, from, to: from + length })
    }
    if (found.length > 0) break
  }
  const [best] = found
  if (best === undefined) return null
  const others = found.filter(({ candidate }) => candidate.number.e164 !== best.candidate.number.e164)
  const explained = explainRest(stretches, best, dictation)
  if (explained === 'no') return null
  const candidates = [best, ...others].map(({ candidate }) => candidate)
  return { candidates, sure: explained === 'yes' && others.length === 0 && standsOut(candidates) }
}

/** Runs of digits; joiners and articles in between do not end one. */
function stretchesOf(words: readonly string[], lexicon: NumberWords): Stretch[] {
  const stretches: { words: string[]; from: number; to: number }[] = []
  for (const [at, word] of words.entries()) {
    const numeric =
      isNumeric(word, lexicon) || lexicon.homophones.has(word) || lexicon.articleNumerals.has(word)
    if (!numeric) continue
    const last = stretches.at(-1)
    const between = last === undefined ? [] : words.slice(last.to, at)
    const joined = between.every((each) => lexicon.joiners.has(each) || lexicon.timesWord.has(each))
    if (last !== undefined && joined && word !== '+') {
      last.words.push(...between, word)
      last.to = at + 1
    } else stretches.push({ words: [word], from: at, to: at + 1 })
  }
  return stretches
}

/**
 * Whether the digits beside the number may be left out. Before it they are a prefix mentioned first or a figure from
 * the sentence; after it they are so only when the sentence went on in between, otherwise the number is too long.
 */
function explainRest(
  stretches: readonly Stretch[],
  best: { candidate: Candidate; from: number; to: number },
  { read, numbering }: Dictation,
): 'yes' | 'perhaps' | 'no' {
  const digitsOf = (part: readonly Stretch[]): string =>
    read(part.flatMap((stretch) => stretch.words))[0]?.digits ?? ''
  const before = digitsOf(stretches.slice(0, best.from))
  const after = digitsOf(stretches.slice(best.to))
  if (after !== '') {
    const end = stretches[best.to - 1]?.to ?? 0
    const gap = (stretches[best.to]?.from ?? 0) - end
    const again = best.candidate.number.e164.includes(after.replace(/^0+/, ''))
    if (gap < 2 && !(again && after.length >= 2)) return 'no'
    if (!again) return 'perhaps'
  }
  const mentioned = before !== '' && numbering.couldGrow(before) && before.length <= 5
  return before === '' || before.length <= 2 || mentioned ? 'yes' : 'perhaps'
}
