import { fold } from '../search-words.ts'
import type { SpokenLanguage } from './languages.ts'
import type { NumberLexicon, NumberMark } from './lexicon/number-lexicon.ts'
import { NUMBER_MARKS } from './lexicon/number-lexicon.ts'
import { NUMBERS_DE } from './lexicon/numbers-de.ts'
import { NUMBERS_EN } from './lexicon/numbers-en.ts'
import { NUMBERS_ES } from './lexicon/numbers-es.ts'
import { NUMBERS_NL } from './lexicon/numbers-nl.ts'
import { compilePhrases, foldWord, wordSet } from './phrase-pattern.ts'

/** A lexicon made ready for looking words up. */
export interface NumberWords {
  lexicon: NumberLexicon
  marks: readonly (readonly [NumberMark, RegExp])[]
  plurals: ReadonlyMap<string, number>
  repeats: ReadonlyMap<string, number>
  times: ReadonlyMap<string, number>
  homophones: ReadonlyMap<string, number>
  hundred: ReadonlySet<string>
  thousand: ReadonlySet<string>
  joiners: ReadonlySet<string>
  timesWord: ReadonlySet<string>
  articles: ReadonlySet<string>
  articleNumerals: ReadonlySet<string>
  quantities: ReadonlySet<string>
  moments: ReadonlySet<string>
  noNumber: RegExp
  sameNumber: RegExp
}

/** A stretch of what was said, and what was said before it that changes its meaning. */
export interface NumberSegment {
  mark: Exclude<NumberMark, 'neutral' | 'plus'> | null
  /** Words, digit groups and `+`. */
  words: readonly string[]
}

/** A number takes a few hundred characters at most, even dictated by somebody who talks a lot. */
const MOST_CHARACTERS = 1_500

const LEXICONS: Readonly<Record<SpokenLanguage, NumberLexicon>> = {
  de: NUMBERS_DE,
  en: NUMBERS_EN,
  nl: NUMBERS_NL,
  es: NUMBERS_ES,
}

const prepared = new Map<SpokenLanguage, NumberWords>()

/** The number words of a language. */
export function numberWords(language: SpokenLanguage): NumberWords {
  const known = prepared.get(language)
  if (known !== undefined) return known
  const lexicon = LEXICONS[language]
  const words: NumberWords = {
    lexicon,
    marks: NUMBER_MARKS.map((mark) => [mark, compilePhrases(lexicon.marks[mark])] as const),
    plurals: valueMap(lexicon.plurals),
    repeats: valueMap(lexicon.repeats),
    times: valueMap(lexicon.times),
    homophones: valueMap(lexicon.homophones),
    hundred: wordSet(lexicon.hundred),
    thousand: wordSet(lexicon.thousand),
    joiners: wordSet(lexicon.joiners),
    timesWord: wordSet(lexicon.timesWord),
    articles: wordSet(lexicon.articles),
    articleNumerals: wordSet(lexicon.articleNumerals),
    quantities: wordSet(lexicon.quantities),
    moments: wordSet(lexicon.moments),
    noNumber: compilePhrases(lexicon.noNumber),
    sameNumber: compilePhrases(lexicon.sameNumber),
  }
  prepared.set(language, words)
  return words
}

function valueMap(list: string): ReadonlyMap<string, number> {
  const pairs = list.split(/\s+/).filter((pair) => pair !== '')
  return new Map(pairs.map((pair) => [foldWord(pair.slice(0, -2)), Number(pair.at(-1))] as const))
}

/** Words, digit groups, `+` and pauses (`|`), each followed by a blank and with one in front. */
export function dictatedWords(text: string): string {
  const folded = fold(text.slice(0, MOST_CHARACTERS)).replaceAll(/['’‘`´]/g, '')
  const digits = folded.replaceAll(/(?<![\p{L}\d])[\doil]*\d[\doil]*(?![\p{L}\d])/gu, asDigits)
  const words = digits.match(/\+|\d+|\p{L}+|[,.;:!?¿¡…]/gu) ?? []
  return ` ${words.map((word) => (/[+\d\p{L}]/u.test(word) ? word : '|')).join(' ')} `
}

/** Letters among digits that look like them: "O74OO 123456". */
function asDigits(mixed: string): string {
  return mixed.replaceAll('o', '0').replaceAll(/[il]/g, '1')
}

/** Splits what was said at corrections, repetitions and the like; glued number words come apart. */
export function segmentsOf(text: string, words: NumberWords): NumberSegment[] {
  let spoken = dictatedWords(text)
  for (const [mark, phrases] of words.marks) {
    spoken = spoken.replaceAll(phrases, mark === 'plus' ? '+ ' : mark === 'neutral' ? '| ' : `<${mark}> `)
  }
  const segments: { mark: NumberSegment['mark']; words: string[] }[] = [{ mark: null, words: [] }]
  for (const word of spoken.split(' ')) {
    if (word === '' || word === '|') continue
    const mark = segmentMark(word)
    if (mark !== null) segments.push({ mark, words: [] })
    else segments.at(-1)?.words.push(...unglue(word, words))
  }
  return segments
}

function segmentMark(word: string): NumberSegment['mark'] {
  if (!word.startsWith('<')) return null
  const mark = NUMBER_MARKS.find((each) => word === `<${each}>`)
  return mark === undefined || mark === 'neutral' || mark === 'plus' ? null : mark
}

/** The longest glued word that is looked into: three hundreds in one. */
const LONGEST_GLUED = 60

/** "nullsechs", "doppelnull", "dreiund": takes a word apart that consists of number words alone. */
function unglue(word: string, words: NumberWords): readonly string[] {
  if (word.length < 4 || word.length > LONGEST_GLUED || isNumberWord(word, words)) return [word]
  // best[i]: the fewest words that make up the first i letters.
  const best: (readonly string[] | undefined)[] = [[]]
  for (let end = 2; end <= word.length; end += 1) {
    for (let start = 0; start < end - 1; start += 1) {
      const before = best[start]
      const piece = word.slice(start, end)
      if (before === undefined || !isGluedPiece(piece, words)) continue
      const current = best[end]
      if (current === undefined || current.length > before.length + 1) best[end] = [...before, piece]
    }
  }
  return best[word.length] ?? [word]
}

function isGluedPiece(piece: string, words: NumberWords): boolean {
  if (words.joiners.has(piece)) return words.lexicon.tens === 'after_units'
  return piece.length >= 3 && isNumberWord(piece, words)
}

function isNumberWord(word: string, words: NumberWords): boolean {
  return (
    words.lexicon.numerals.has(word) ||
    words.repeats.has(word) ||
    words.times.has(word) ||
    words.plurals.has(word) ||
    words.hundred.has(word) ||
    words.thousand.has(word) ||
    words.articleNumerals.has(word)
  )
}

/** Whether a word is, or begins, a number: digits, a plus, a numeral, "doppel", "zweimal". */
export function isNumeric(word: string | undefined, words: NumberWords): boolean {
  if (word === undefined) return false
  return /^[\d+]/.test(word) || (isNumberWord(word, words) && !isOnlyArticle(word, words))
}

function isOnlyArticle(word: string, words: NumberWords): boolean {
  return words.articleNumerals.has(word) && !words.lexicon.numerals.has(word)
}
