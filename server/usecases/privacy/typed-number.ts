import { channelKind } from '../../contract/message.ts'
import { createNumberPlan } from '../../lib/number-plan.ts'
import { readPhoneNumber } from '../../lib/phone-number.ts'

const plan = createNumberPlan()

/** What people and their programs put between digits, and the zero that is only dialled at home: `+49 (0)171 …`. */
const HOME_ZERO = /\(\s*0\s*\)/g
const PUNCTUATION = /[\p{Z}\s\p{Pd}\p{Cf}()[\]/.,_]/gu

/**
 * The numbers in E.164 that somebody may have meant who typed this, the likeliest first: national as dialled in `country`, with
 * the country code behind plus or 00, or without anything before it. Empty for what is no number.
 */
export function numbersTyped(typed: string, country: string): string[] {
  const digits = typed
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^(\s*(?:\+|00)[^(]*)\(\s*0\s*\)/, (_, code: string) => code)
    .replaceAll(HOME_ZERO, '0')
    .replaceAll(PUNCTUATION, '')
  if (!/^\+?\d{4,20}$/.test(digits)) return []
  const international = digits.replace(/^00/, '+')
  const numbers = [
    plan.parse(digits, country)?.e164,
    readPhoneNumber(international)?.e164,
    international.startsWith('+') ? international : `+${international}`,
  ]
  return [...new Set(numbers.filter((number) => number !== undefined))]
}

/** The keys by which contacts with these numbers are found. */
export function phoneKeys(numbers: readonly string[]): string[] {
  return channelKind.options.flatMap((kind) => numbers.map((number) => `${kind}:phone:${number}`))
}
