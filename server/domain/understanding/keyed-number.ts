import { isTooLong, numberingOf } from './number-candidates.ts'
import type { NumberPlan, PlannedNumber } from './number-plan.ts'
import { mayBeMobile } from './number-plan.ts'
import type { SpokenNumber } from './spoken-number.ts'

/** What is keyed beyond any number; a key held down or leaned on. */
const MOST_KEYS = 64

/**
 * Understands a number entered with the telephone's keys: national, with 00, or with the country code alone, since
 * there is no plus key. `#` ends the entry, after `*` it starts again. What is no digit is passed over.
 *
 * `partial` holds the digits of a valid beginning. Never throws, whatever is entered.
 */
export function understandKeys(digits: string, context: { country: string; plan: NumberPlan }): SpokenNumber {
  const entered = (digits.split('#')[0] ?? '').split('*').at(-1) ?? ''
  const keys = entered.replaceAll(/\D/g, '')
  if (keys === '') return { kind: 'none' }
  if (keys.length > MOST_KEYS) return { kind: 'none', intent: 'too_long' }
  const numbering = numberingOf(context.plan, context.country)
  const national = numbering.parse(keys)
  const international = keys.startsWith('0') ? null : numbering.parse(`+${keys}`)
  const mobiles = [national, international].filter((number) => number !== null).filter(mayBeMobile)
  if (mobiles.length > 0) return asNumber(mobiles, national, context.country)
  if (
    numbering.couldGrow(keys) ||
    (!keys.startsWith('0') && numbering.couldGrow(`+${keys}`) && keys.length > 1)
  ) {
    return { kind: 'partial', digits: keys }
  }
  const other = national ?? international
  if (other !== null) return { kind: 'wrong_kind', number: other }
  return isTooLong([{ digits: keys, cost: 0 }], numbering)
    ? { kind: 'none', intent: 'too_long' }
    : { kind: 'none' }
}

/** The national reading goes first; a country code without plus is certain only when it is the own country's. */
function asNumber(
  mobiles: readonly PlannedNumber[],
  national: PlannedNumber | null,
  country: string,
): SpokenNumber {
  const numbers = [...new Map(mobiles.map((number) => [number.e164, number])).values()]
  const [number, ...alternatives] = numbers
  if (number === undefined) return { kind: 'none' }
  const asDialled = national?.e164 === number.e164
  return {
    kind: 'number',
    number,
    alternatives,
    confident: numbers.length === 1 && (asDialled || number.country === country),
  }
}
