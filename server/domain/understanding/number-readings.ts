import { DigitEdges } from './digit-edges.ts'
import type { Edge } from './digit-edges.ts'
import type { NumberWords } from './number-words.ts'

/** One way to understand a stretch of words: its digits, perhaps with `+`, and how far-fetched it is. */
export interface Reading {
  digits: string
  cost: number
}

/** More readings than any phone number has; what costs most falls out. */
const MOST_READINGS = 48

/** Beyond this a reading passes over too much of what was said. */
const MOST_COST = 2.6

/** Two complete numbers with country codes, one after the other. */
const MOST_DIGITS = 34

/** All readings of the words, cheapest first. Words that are no digits are passed over. */
export function readDigits(words: readonly string[], lexicon: NumberWords): Reading[] {
  const edges = new DigitEdges(words, lexicon)
  const states: Map<string, number>[] = words.map(() => new Map<string, number>())
  states.push(new Map())
  states[0]?.set('', 0)
  for (let at = 0; at < words.length; at += 1) {
    const next = edges.at(at)
    for (const [digits, cost] of cheapest(states[at])) {
      for (const edge of next) extend(states[edge.to], digits, cost, edge)
    }
  }
  return cheapest(states[words.length]).map(([digits, cost]) => ({ digits, cost }))
}

/** Reads the same words only once. */
export function rememberReadings(lexicon: NumberWords): (words: readonly string[]) => Reading[] {
  const known = new Map<string, Reading[]>()
  return (words) => {
    const key = words.join(' ')
    const readings = known.get(key) ?? readDigits(words, lexicon)
    known.set(key, readings)
    return readings
  }
}

function cheapest(state: ReadonlyMap<string, number> | undefined): [string, number][] {
  const readings = [...(state ?? [])]
  if (readings.length < 2) return readings
  return readings.toSorted((one, other) => one[1] - other[1]).slice(0, MOST_READINGS)
}

function extend(state: Map<string, number> | undefined, digits: string, cost: number, edge: Edge): void {
  // A plus begins a number; it cannot stand inside of one.
  if (edge.digits === '+' && digits !== '') return
  const next = digits + edge.digits
  if (next.length > MOST_DIGITS) return
  const total = cost + edge.cost
  if (total > MOST_COST) return
  const known = state?.get(next)
  if (known === undefined || known > total) state?.set(next, total)
}
