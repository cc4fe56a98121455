import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { CountryCode, NumberingPlan, PhoneNumber } from 'libphonenumber-js/max'

type Kind = 'mobile' | 'mobile_or_fixed' | 'fixed' | 'voip' | 'other'

interface Planned {
  e164: string
  country: string | null
  callingCode: string
  kind: Kind
}

interface Plan {
  parse(digits: string, country: string): Planned | null
  couldGrow(digits: string, country: string): boolean
  readBackGroups(e164: string, country: string): string[]
}

/** What the library's numbering plan has at run time beyond its declared type. */
interface PlanDetails extends NumberingPlan {
  type?: (type: 'MOBILE' | 'FIXED_LINE') => { pattern(): string | undefined } | undefined
  nationalPrefix?: () => string | undefined
}

interface MobileShape {
  /** Accepts every beginning of a mobile number. */
  beginning: RegExp
  trunkPrefix: string
}

const DIGITS = Array.from('0123456789')

/** E.164 has fifteen digits at most; five more for a prefix that is dialled but not part of the number. */
const MOST_DIGITS = 20

/** Dutch machine-to-machine numbers: the library calls them mobile, but nobody reads messages there. */
const DUTCH_MACHINES = /^\+3197/

/** Mexico gave up the 1 after its code in 2019; people still say it. */
const OLD_MEXICAN_MOBILE = /^(?:\+|00)521(\d{10})$/

/** Numbering plans from libphonenumber's full metadata, the only set that tells mobile from fixed everywhere. */
export function createNumberPlan(): Plan {
  const shapes = new Map<CountryCode, MobileShape | null>()
  const shapeOf = (country: CountryCode): MobileShape | null => {
    const known = shapes.get(country)
    if (known !== undefined) return known
    const shape = readMobileShape(country)
    shapes.set(country, shape)
    return shape
  }
  return {
    parse: parseNumber,
    couldGrow: (digits, country) => couldGrow(digits, country, shapeOf),
    readBackGroups,
  }
}

function parseNumber(digits: string, country: string): Planned | null {
  if (!/^\+?\d+$/.test(digits) || digits.length > MOST_DIGITS) return null
  const dialled = digits.replace(OLD_MEXICAN_MOBILE, '+52$1')
  const found =
    validNumber(dialled, country) ??
    // The prefix 00 is said in countries, too, that dial another one.
    (dialled.startsWith('00') ? validNumber(`+${dialled.slice(2)}`, country) : null)
  return found === null ? null : planned(found)
}

function validNumber(dialled: string, country: string): PhoneNumber | null {
  const options = isSupportedCountry(country) ? { defaultCountry: country } : {}
  const parsed = parsePhoneNumberFromString(dialled, { ...options, extract: false })
  return parsed !== undefined && parsed.isValid() ? parsed : null
}

function planned(number: PhoneNumber): Planned {
  return {
    e164: number.number,
    country: number.country ?? null,
    callingCode: number.countryCallingCode,
    kind: kindOf(number),
  }
}

function kindOf(number: PhoneNumber): Kind {
  if (DUTCH_MACHINES.test(number.number)) return 'other'
  switch (number.getType()) {
    case 'MOBILE':
      return 'mobile'
    case 'FIXED_LINE_OR_MOBILE':
      return 'mobile_or_fixed'
    case 'FIXED_LINE':
      return 'fixed'
    case 'VOIP':
      return 'voip'
    case 'PREMIUM_RATE':
    case 'TOLL_FREE':
    case 'SHARED_COST':
    case 'PERSONAL_NUMBER':
    case 'PAGER':
    case 'UAN':
    case 'VOICEMAIL':
    case undefined:
      return 'other'
  }
}

type ShapeOf = (country: CountryCode) => MobileShape | null

function couldGrow(digits: string, country: string, shapeOf: ShapeOf): boolean {
  if (!/^\+?\d*$/.test(digits) || digits.length > MOST_DIGITS) return false
  if ('+'.startsWith(digits) || '00'.startsWith(digits)) return true
  const international = /^(?:\+|00)(.*)$/.exec(digits)?.[1]
  if (international !== undefined) return beginsInternational(international, shapeOf)
  return isSupportedCountry(country) && beginsNational(digits, country, shapeOf)
}

function beginsInternational(digits: string, shapeOf: ShapeOf): boolean {
  return getCountries().some((country) => {
    const code = getCountryCallingCode(country)
    if (code.startsWith(digits)) return true
    return digits.startsWith(code) && beginsNational(digits.slice(code.length), country, shapeOf)
  })
}

function beginsNational(digits: string, country: CountryCode, shapeOf: ShapeOf): boolean {
  const shape = shapeOf(country)
  if (shape === null) return false
  const { beginning, trunkPrefix } = shape
  const forms = [digits]
  if (trunkPrefix !== '' && digits.startsWith(trunkPrefix)) forms.push(digits.slice(trunkPrefix.length))
  return forms.some((form) => DIGITS.some((next) => beginning.test(form + next)))
}

function readMobileShape(country: CountryCode): MobileShape | null {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const plan: PlanDetails | undefined = metadata.numberingPlan
  // Where mobile and fixed numbers cannot be told apart, the metadata has one pattern for both.
  const pattern = plan?.type?.('MOBILE')?.pattern() || plan?.type?.('FIXED_LINE')?.pattern()
  if (pattern === undefined || pattern === '') return null
  return {
    beginning: new RegExp(`^(?:${acceptBeginnings(pattern)})$`),
    trunkPrefix: plan?.nationalPrefix?.() ?? '',
  }
}

/** Lets each digit of the pattern be missing at the end, so that it accepts every beginning of what it accepts. */
function acceptBeginnings(pattern: string): string {
  return pattern.replaceAll(/\[[^\]]*\]|\\d|\{[^}]*\}|\d/g, (atom) =>
    atom.startsWith('{') ? atom : `(?:${atom}|$)`,
  )
}

function readBackGroups(e164: string, country: string): string[] {
  const parsed = parsePhoneNumberFromString(e164)
  if (parsed === undefined) return [e164]
  const foreign = !isSupportedCountry(country) || getCountryCallingCode(country) !== parsed.countryCallingCode
  const national = foreign ? parsed.formatInternational().replace(/^\+\d+/, '') : parsed.formatNational()
  const groups = national.split(/\D+/).filter((group) => group !== '')
  const [first, ...rest] = groups
  const spoken = [...breakFirst(first ?? ''), ...rest.flatMap(breakGroup)]
  return foreign ? [`+${parsed.countryCallingCode}`, ...spoken] : spoken
}

/** Prefixes are known by heart in one piece, up to the five digits of British ones. */
function breakFirst(group: string): string[] {
  return group.length <= 5 ? [group] : breakGroup(group)
}

/** More than four digits in a row are hard to compare by ear: threes and twos, as 3-2-2. */
function breakGroup(group: string): string[] {
  if (group.length <= 4) return [group]
  const head = group.length % 2 === 1 || group.length === 6 ? 3 : 2
  return [group.slice(0, head), ...(group.length === 6 ? [group.slice(3)] : breakPairs(group.slice(head)))]
}

function breakPairs(digits: string): string[] {
  return digits.match(/\d{1,2}/g) ?? []
}
