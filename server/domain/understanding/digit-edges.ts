import { isNumeric } from './number-words.ts'
import type { NumberWords } from './number-words.ts'
import { Numerals } from './numerals.ts'
import type { Numeral } from './numerals.ts'
import { COST } from './reading-costs.ts'

/** From one word to a later one, with the digits said in between: none where the words are no number. */
export interface Edge {
  to: number
  digits: string
  /** How far-fetched it is. */
  cost: number
}

/** The ways to go on from each word: by its digits, or past it. */
export class DigitEdges {
  readonly #words: readonly string[]
  readonly #lexicon: NumberWords
  readonly #numerals: Numerals

  constructor(words: readonly string[], lexicon: NumberWords) {
    this.#words = words
    this.#lexicon = lexicon
    this.#numerals = new Numerals(words, lexicon)
  }

  at(at: number): Edge[] {
    const word = this.#words[at] ?? ''
    if (word === '+') return [this.#beginsNumber(at + 1) ? { to: at + 1, digits: '+', cost: 0 } : skip(at)]
    const repeats = this.#repeats(at)
    const homophone = this.#homophone(at)
    if (homophone.length > 0) return [...homophone, ...repeats]
    const numerals = this.#numerals.at(at)
    const edges = [...numerals.map((numeral) => edgeOf(numeral)), ...this.#written(at), ...repeats]
    if (edges.length === 0) return [skip(at)]
    return this.#weighed(at, edges)
  }

  /** "plus äh neunundvierzig", but not the "más" of another sentence. */
  #beginsNumber(at: number): boolean {
    return this.#words.slice(at, at + 3).some((word) => isNumeric(word, this.#lexicon))
  }

  /** Counted things and articles: the word may as well be none of the digits. */
  #weighed(at: number, edges: readonly Edge[]): Edge[] {
    const word = this.#words[at] ?? ''
    const { articleNumerals, quantities, moments } = this.#lexicon
    const isArticle = articleNumerals.has(word)
    // In the middle of digits it is more likely one of them.
    const among = isNumeric(this.#words[at - 1], this.#lexicon)
    const weighed: Edge[] = []
    for (const edge of edges) {
      const next = this.#words[edge.to] ?? ''
      if (quantities.has(next) || (isArticle && moments.has(next))) {
        weighed.push({ ...edge, cost: edge.cost + (among ? 0 : COST.counted) })
        weighed.push({ to: edge.to + 1, digits: '', cost: among ? COST.counted : 0 })
      } else weighed.push(edge)
    }
    // "acht een vier": with a digit before it, it is no article.
    if (!isArticle || among) return weighed
    const digit = this.#isDigitHere(at)
    const extra = digit ? 0 : COST.unlikely
    return [
      ...weighed.map((edge) => ({ ...edge, cost: edge.cost + extra })),
      { ...skip(at), cost: digit ? COST.unlikely : 0 },
    ]
  }

  /** An article beside a digit, or after one at the very end, is one itself. */
  #isDigitHere(at: number): boolean {
    if (isNumeric(this.#words[at - 1], this.#lexicon) || isNumeric(this.#words[at + 1], this.#lexicon))
      return true
    const before = this.#words.slice(Math.max(0, at - 3), at)
    return (
      at === this.#words.length - 1 && (at === 0 || before.some((word) => isNumeric(word, this.#lexicon)))
    )
  }

  #homophone(at: number): Edge[] {
    const value = this.#lexicon.homophones.get(this.#words[at] ?? '')
    if (value === undefined) return []
    const [before, after] = [this.#words[at - 1], this.#words[at + 1]]
    const neighbour = (word: string | undefined): boolean =>
      isNumeric(word, this.#lexicon) || this.#lexicon.homophones.has(word ?? '')
    const likely =
      value === 0
        ? neighbour(after) || isNumeric(before, this.#lexicon)
        : neighbour(before) && (neighbour(after) || after === undefined)
    // "oh seven" is how numbers begin; "to" and "for" begin nothing.
    const free = value === 0 && likely
    return [
      { to: at + 1, digits: String(value), cost: free ? 0 : likely ? COST.likely : COST.unlikely },
      { ...skip(at), cost: likely ? COST.unlikely : 0 },
    ]
  }

  /** "doppel null", "dreimal die Null", "two times five", "tres ceros", "null dreimal". */
  #repeats(at: number): Edge[] {
    const { repeats, plurals } = this.#lexicon
    const word = this.#words[at] ?? ''
    const edges: Edge[] = []
    const count = repeats.get(word)
    if (count !== undefined) edges.push(...this.#times(at + 1, count))
    const counted = this.#count(at)
    if (counted !== null) edges.push(...this.#times(counted.to, counted.value))
    const amount = this.#digit(at)
    const plural = plurals.get(this.#words[at + 1] ?? '')
    if (amount !== null && amount > 1 && plural !== undefined) {
      edges.push({ to: at + 2, digits: String(plural).repeat(amount), cost: 0 })
    }
    const alone = plurals.get(word)
    if (alone !== undefined) edges.push({ to: at + 1, digits: String(alone), cost: COST.unlikely })
    const after = amount === null ? null : this.#count(at + 1)
    if (after !== null) {
      // With another digit behind it, "zwei dreimal die Null" counts that one.
      const counts = this.#times(after.to, 1).length > 0
      const cost = counts ? COST.farFetched : COST.likely
      edges.push({ to: after.to, digits: String(amount).repeat(after.value), cost })
    }
    return edges
  }

  /** "dreimal", "drei mal", "3 x". */
  #count(at: number): { to: number; value: number } | null {
    const { times, timesWord } = this.#lexicon
    const glued = times.get(this.#words[at] ?? '')
    if (glued !== undefined) return { to: at + 1, value: glued }
    const value = this.#digit(at)
    if (value === null || value < 2 || !timesWord.has(this.#words[at + 1] ?? '')) return null
    return { to: at + 2, value }
  }

  /** The digit that is repeated. "dubbel een drie" is 11 3 before it is 33: an article may be a digit itself. */
  #times(at: number, count: number): Edge[] {
    const edges: Edge[] = []
    let cost = 0
    for (let to = at; to < at + 3; to += 1) {
      const digit = this.#digit(to)
      if (digit !== null) {
        edges.push({ to: to + 1, digits: String(digit).repeat(count), cost })
        cost += COST.unlikely
      }
      if (!this.#lexicon.articles.has(this.#words[to] ?? '')) break
    }
    return edges
  }

  /** A single digit, as a word or written. */
  #digit(at: number): number | null {
    const word = this.#words[at] ?? ''
    if (/^\d$/.test(word)) return Number(word)
    const { lexicon, plurals } = this.#lexicon
    const value = lexicon.numerals.get(word) ?? plurals.get(word) ?? this.#zero(word)
    return value !== undefined && value < 10 ? value : null
  }

  #zero(word: string): number | undefined {
    return this.#lexicon.homophones.get(word) === 0 ? 0 : undefined
  }

  /** Digits as a recogniser wrote them. */
  #written(at: number): Edge[] {
    const word = this.#words[at] ?? ''
    if (!/^\d+$/.test(word)) return []
    const edges: Edge[] = [{ to: at + 1, digits: word, cost: 0 }]
    const next = this.#words[at + 1] ?? ''
    const joined = /^[1-9]0$/.test(word) && /^[1-9]$/.test(next) ? word.slice(0, 1) + next : null
    const hundreds =
      /^[1-9]00$/.test(word) && /^[1-9]\d?$/.test(next) ? String(Number(word) + Number(next)) : null
    for (const digits of [joined, hundreds]) {
      if (digits !== null) edges.push({ to: at + 2, digits, cost: COST.writtenInPieces })
    }
    return edges
  }
}

function skip(at: number): Edge {
  return { to: at + 1, digits: '', cost: 0 }
}

function edgeOf({ to, value, cost }: Numeral): Edge {
  return { to, digits: String(value), cost }
}
