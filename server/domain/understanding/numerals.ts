import type { NumberWords } from './number-words.ts'
import { COST } from './reading-costs.ts'

/** A number said from somewhere to somewhere, below a hundred thousand. */
export interface Numeral {
  to: number
  value: number
  cost: number
}

/** Finds the numerals among words, in one piece or composed: "forty six", "drei und zwanzig", "seiscientos doce". */
export class Numerals {
  readonly #words: readonly string[]
  readonly #lexicon: NumberWords

  constructor(words: readonly string[], lexicon: NumberWords) {
    this.#words = words
    this.#lexicon = lexicon
  }

  /** Every numeral that begins here; what could be part of a longer one costs a little. */
  at(at: number): Numeral[] {
    const all = [...this.#belowThousand(at), ...this.#thousands(at)]
    const longest = Math.max(...all.map(({ to }) => to), at)
    return all.map((numeral) =>
      numeral.to < longest ? { ...numeral, cost: numeral.cost + COST.parts } : numeral,
    )
  }

  #thousands(at: number): Numeral[] {
    const { thousand } = this.#lexicon
    const heads: Numeral[] = thousand.has(this.#words[at] ?? '')
      ? [{ to: at + 1, value: 1, cost: 0 }]
      : this.#belowHundred(at)
          .filter(({ to, value }) => value > 0 && thousand.has(this.#words[to] ?? ''))
          .map((head) => ({ ...head, to: head.to + 1 }))
    return heads.flatMap((head) => [
      { ...head, value: head.value * 1000 },
      ...this.#belowThousand(this.#afterJoiner(head.to))
        .filter(({ value }) => value > 0)
        .map((rest) => ({ to: rest.to, value: head.value * 1000 + rest.value, cost: head.cost + rest.cost })),
    ])
  }

  #belowThousand(at: number): Numeral[] {
    const hundreds = this.#hundreds(at)
    const composed = hundreds.flatMap((head) =>
      this.#belowHundred(this.#afterJoiner(head.to))
        .filter(({ value }) => value > 0)
        .map((rest) => ({ to: rest.to, value: head.value + rest.value, cost: head.cost + rest.cost })),
    )
    return [...this.#belowHundred(at), ...hundreds, ...composed, ...this.#full(at)]
  }

  /** Whole hundreds: in one word, as "four hundred", and as "twelve hundred". */
  #hundreds(at: number): Numeral[] {
    const { hundred } = this.#lexicon
    const word = this.#words[at] ?? ''
    const value = this.#lexicon.lexicon.numerals.get(word)
    if (value !== undefined && value >= 100 && value % 100 === 0) return [{ to: at + 1, value, cost: 0 }]
    if (hundred.has(word)) {
      // "four hundred one" is hardly four and a hundred and one.
      const bound = (this.#small(this.#words[at - 1] ?? '') ?? 0) > 0
      return [{ to: at + 1, value: 100, cost: bound ? COST.farFetched : 0 }]
    }
    const heads = /^[1-9]$/.test(word)
      ? [{ to: at + 1, value: Number(word), cost: 0 }]
      : this.#belowHundred(at)
    return heads
      .filter((head) => head.value > 0 && hundred.has(this.#words[head.to] ?? ''))
      .map((head) => ({ ...head, to: head.to + 1, value: head.value * 100 }))
  }

  /** Hundreds and the rest in one word. */
  #full(at: number): Numeral[] {
    const value = this.#lexicon.lexicon.numerals.get(this.#words[at] ?? '')
    return value !== undefined && value > 100 && value % 100 !== 0 ? [{ to: at + 1, value, cost: 0 }] : []
  }

  #belowHundred(at: number): Numeral[] {
    const word = this.#words[at] ?? ''
    const value = this.#small(word)
    if (value === undefined) return []
    const single: Numeral = { to: at + 1, value, cost: 0 }
    const first = this.#afterJoiner(at + 1)
    const second = this.#small(this.#words[first] ?? '')
    if (second === undefined) return [single]
    const isTens = (tens: number): boolean => tens >= 20 && tens % 10 === 0
    const isUnit = (unit: number): boolean => unit > 0 && unit < 10
    if (this.#lexicon.lexicon.tens === 'before_units') {
      return isTens(value) && isUnit(second)
        ? [single, { to: first + 1, value: value + second, cost: 0 }]
        : [single]
    }
    // Without "und" between them they are two numbers.
    const joined = first > at + 1 && isUnit(value) && isTens(second)
    if (joined) return [single, { to: first + 1, value: value + second, cost: 0 }]
    // So are "vierzig sechs", unless that makes too many digits: then it was 46, said the foreign way round.
    const reversed = first === at + 1 && isTens(value) && isUnit(second)
    return reversed ? [single, { to: first + 1, value: value + second, cost: COST.reversed }] : [single]
  }

  #small(word: string): number | undefined {
    const value =
      this.#lexicon.lexicon.numerals.get(word) ?? (this.#lexicon.articleNumerals.has(word) ? 1 : undefined)
    return value !== undefined && value < 100 ? value : undefined
  }

  #afterJoiner(at: number): number {
    return this.#lexicon.joiners.has(this.#words[at] ?? '') ? at + 1 : at
  }
}
