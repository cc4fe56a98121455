import type { NumberPlan, PlannedNumber } from './number-plan.ts'
import { mayBeMobile } from './number-plan.ts'
import type { Reading } from './number-readings.ts'

/** A number that readings lead to, at the cost of the cheapest of them. */
export interface Candidate {
  number: PlannedNumber
  cost: number
}

/** Asks the numbering plan, each question once. */
export interface Numbering {
  country: string
  parse: (digits: string) => PlannedNumber | null
  couldGrow: (digits: string) => boolean
}

/** What it costs to take a number for one that lacks the plus before its own country's code. */
const COST_OF_MISSING_PLUS = 1

/** The shortest mobile number in use anywhere has seven digits. */
const FEWEST_DIGITS = 7

/** E.164, and a trunk zero that is said although it does not belong there. */
const MOST_DIGITS = 16

/** A reading that costs as much as passing over one doubtful word is a guess. */
export const CERTAIN = 0.9

/** How far a second reading has to be behind for the first to be sure. */
export const DOUBT = 1.2

/** The numbering plan as one utterance needs it. */
export function numberingOf(plan: NumberPlan, country: string): Numbering {
  const parsed = new Map<string, PlannedNumber | null>()
  const parse = (digits: string): PlannedNumber | null => {
    const known = parsed.get(digits)
    if (known !== undefined) return known
    const count = digits.replace(/^(?:\+|00)/, '').length
    const number = count < FEWEST_DIGITS || count > MOST_DIGITS ? null : plan.parse(digits, country)
    parsed.set(digits, number)
    return number
  }
  return { country, parse, couldGrow: (digits) => plan.couldGrow(digits, country) }
}

/** Mobile numbers that the readings lead to, cheapest first, each once. */
export function mobileCandidates(readings: readonly Reading[], numbering: Numbering): Candidate[] {
  const found = new Map<string, Candidate>()
  const add = (number: PlannedNumber | null, cost: number): void => {
    if (number === null || !mayBeMobile(number)) return
    const known = found.get(number.e164)
    if (known === undefined || known.cost > cost) found.set(number.e164, { number, cost })
  }
  for (const { digits, cost } of readings) {
    const number = numbering.parse(digits)
    add(number, cost)
    if (/^[1-9]/.test(digits) && (number === null || !mayBeMobile(number)))
      add(withOwnCode(digits, numbering), cost + COST_OF_MISSING_PLUS)
  }
  return [...found.values()].toSorted((one, other) => one.cost - other.cost)
}

/** "49 171 …" said in Germany. A foreign code without plus is no more than digits that happen to fit. */
function withOwnCode(digits: string, numbering: Numbering): PlannedNumber | null {
  const number = numbering.parse(`+${digits}`)
  return number?.country === numbering.country ? number : null
}

/** A complete number of another kind: landline, service number. */
export function otherCandidate(readings: readonly Reading[], numbering: Numbering): PlannedNumber | null {
  for (const { digits } of readings.slice(0, 8)) {
    const number = numbering.parse(digits)
    if (number !== null && !mayBeMobile(number)) return number
  }
  return null
}

/** The digits of the cheapest reading that more digits could make a mobile number of. */
export function beginningOf(readings: readonly Reading[], numbering: Numbering): string | null {
  return (
    readings.slice(0, 8).find(({ digits }) => digits !== '' && numbering.couldGrow(digits))?.digits ?? null
  )
}

/** Whether a mobile number is in there, with digits after it that do not belong to it. */
export function isTooLong(readings: readonly Reading[], numbering: Numbering): boolean {
  const digits = readings[0]?.digits ?? ''
  for (let length = FEWEST_DIGITS; length < digits.length; length += 1) {
    const number = numbering.parse(digits.slice(0, length))
    if (number !== null && mayBeMobile(number)) return true
  }
  return false
}
