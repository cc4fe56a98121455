import type { NumberPlan, PlannedNumber } from './number-plan.ts'

export type CallerId =
  /** The caller does not want to be seen. */
  | { kind: 'withheld' }
  /** Something is there, but nothing that a message can be sent to: an extension, a name, a hash. */
  | { kind: 'unusable' }
  | { kind: 'number'; number: PlannedNumber }

/** What platforms and switches send instead of a withheld number. */
const WITHHELD = new Set([
  '',
  'anonymous',
  'anon',
  'blocked',
  'hidden',
  'nocallerid',
  'none',
  'notavailable',
  'null',
  'outofarea',
  'private',
  'privatenumber',
  'restricted',
  'suppressed',
  'unavailable',
  'undefined',
  'unknown',
  'unknowncaller',
  'withheld',
])

const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** The same words on a keypad, which is how some carriers put them into a number: +266696687 is ANONYMOUS. */
const KEYED_WITHHELD = new Set([...WITHHELD].filter((word) => word.length >= 6).map(onKeypad))

/** Shorter ones are extensions of a switchboard. */
const FEWEST_DIGITS = 7
/** E.164, and the longest dialling prefix. */
const MOST_DIGITS = 15 + 5
const MOST_CHARACTERS = 256

function onKeypad(word: string): string {
  return Array.from(word, (letter) => KEYPAD.findIndex((key) => key.includes(letter)) + 2).join('')
}

/**
 * Reads the caller's number as a telephony platform reports it: E.164, national, without plus, a SIP or telephone URI, a
 * word for "withheld", or an anonymised value. National numbers are read in the country of the number that was
 * dialled. A caller id can be forged and proves nothing about who calls.
 */
export function readCallerId(raw: string, dialledCountry: string, plan: NumberPlan): CallerId {
  const value = userPart(raw.slice(0, MOST_CHARACTERS)).trim()
  const word = value.toLowerCase().replaceAll(/[\s._-]/g, '')
  if (WITHHELD.has(word)) return { kind: 'withheld' }
  // Letters are looked at before anything is removed: a stripped hash can make a valid number by accident.
  if (!/^\+?[\d\s().\-/]+$/.test(value)) return { kind: 'unusable' }
  const digits = value.replaceAll(/[^\d+]/g, '')
  const number = readNumber(digits, dialledCountry, plan)
  // Without plus the keyed word may look like a landline; nobody calls from exactly that one.
  const keyed = KEYED_WITHHELD.has(digits.replace(/^\+/, ''))
  if (keyed && number?.kind !== 'mobile') return { kind: 'withheld' }
  return number === null ? { kind: 'unusable' } : { kind: 'number', number }
}

/** `"Anna" <sip:+49171…@host;user=phone>` → `+49171…`. */
function userPart(raw: string): string {
  const address = /<([^<>]*)>/.exec(raw)?.[1] ?? raw
  const uri = /^\s*(?:sips?|tel):(.*)$/is.exec(address)?.[1]
  if (uri === undefined) return address
  const user = uri.split('@')[0] ?? ''
  return (user.split(/[;:?]/)[0] ?? '').replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
}

function readNumber(digits: string, country: string, plan: NumberPlan): PlannedNumber | null {
  const count = digits.replace('+', '').length
  if (count < FEWEST_DIGITS || count > MOST_DIGITS) return null
  if (digits.startsWith('+')) return plan.parse(digits, country)
  if (digits.startsWith('00'))
    return plan.parse(`+${digits.slice(2)}`, country) ?? plan.parse(digits, country)
  const national = plan.parse(digits, country)
  if (digits.startsWith('0')) return national
  return withoutPlus(national, plan.parse(`+${digits}`, country))
}

/** SIP trunks often drop the plus. Both readings may exist ("491713920012" is also a landline in Leer): mobile wins. */
function withoutPlus(
  national: PlannedNumber | null,
  international: PlannedNumber | null,
): PlannedNumber | null {
  for (const kind of ['mobile', 'mobile_or_fixed']) {
    if (international?.kind === kind)
      return national?.kind === kind ? preferOwn(national, international) : international
    if (national?.kind === kind) return national
  }
  return international ?? national
}

/** Both exist and are mobile: that the own country's code was left on is likelier than that of another one. */
function preferOwn(national: PlannedNumber, international: PlannedNumber): PlannedNumber {
  return international.country === national.country ? international : national
}
