/** What stands between the digits of a spoken number and changes what they mean. */
export const NUMBER_MARKS = [
  /** Looks like a mark and is none. */
  'neutral',
  /** What follows belongs to something else: a customer number, a house, a date. */
  'foreign',
  /** What follows is wrong: "nicht die …", "instead of …". */
  'negated',
  /** The same again. */
  'repeated',
  /** What came before is taken back. */
  'corrected',
  /** Takes back what came before, or is just politeness or a pause. */
  'interrupted',
  /** Another number beside the first. */
  'alternative',
  /** The country code follows. */
  'plus',
] as const

export type NumberMark = (typeof NUMBER_MARKS)[number]

/**
 * How a language says numbers. Word lists are separated by blanks, `word:value` where a word has a value; phrases are
 * patterns as in `phrase-pattern.ts`. All are folded before use.
 */
export interface NumberLexicon {
  /** Number words written in one piece, folded: 0 to 999. */
  numerals: ReadonlyMap<string, number>
  /** "forty six", "treinta y cuatro" or "drei und zwanzig". */
  tens: 'before_units' | 'after_units'
  hundred: string
  thousand: string
  /** Between the parts of one number: "und", "y". */
  joiners: string
  /** Digits in the plural: "drei Nullen". */
  plurals: string
  /** Before a digit: "doppel", "triple". */
  repeats: string
  /** "zweimal"; and the word after a count: "zwei mal", "2 x". */
  times: string
  timesWord: string
  /** May stand between a count and its digit: "zweimal die Null". */
  articles: string
  /** Sometimes a digit, sometimes another word; the neighbours decide. */
  homophones: string
  /** Number words that are articles, too: "een", "un", "one". */
  articleNumerals: string
  /** After a number word, which then counts something: "zwei Sekunden". */
  quantities: string
  /** Only after an article: "één moment". */
  moments: string
  marks: Readonly<Record<NumberMark, string>>
  /** Says that there is no number to be had: patterns. */
  noNumber: string
  /** Says that it is the one of this call: patterns. */
  sameNumber: string
}
