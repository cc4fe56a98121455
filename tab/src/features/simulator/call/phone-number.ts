/** Country calling codes of one and two digits; all others have three. */
const SHORT_CODES = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/
/** In front of national numbers at home; where there is none, nothing is. */
const TRUNK_PREFIXES: Readonly<Record<string, string>> = {
  31: '0',
  32: '0',
  33: '0',
  34: '',
  41: '0',
  43: '0',
  44: '0',
  49: '0',
}

function split(phone: string): { code: string; rest: string } {
  const digits = phone.replaceAll(/\D/g, '')
  const code = SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3)
  return { code, rest: digits.slice(code.length) }
}

/** In groups of three, none of them a single digit. */
function groupsOf(digits: string): string {
  return digits.replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')
}

/** Area codes and mobile prefixes that people here know by heart; elsewhere numbers are not cut. */
const PREFIXES: Readonly<Record<string, RegExp>> = {
  44: /^(?:2\d|7\d{3}|1\d{3})/,
  49: /^(?:[3468]0|69|89|15\d{2}|1[67]\d|\d{3})/,
}

function splitNational({ code, rest }: { code: string; rest: string }): string[] {
  const prefix = PREFIXES[code]?.exec(rest)?.[0] ?? ''
  return [prefix, rest.slice(prefix.length)].filter((part) => part !== '')
}

/** An E.164 number as it is printed: `+49 30 23125000`, `+31 655 505 128`. What is none stays as it is. */
export function showNumber(phone: string): string {
  if (!/^\+\d{7,15}$/.test(phone)) return phone
  const parts = split(phone)
  const national = splitNational(parts)
  return [`+${parts.code}`, ...(national.length === 1 ? national.map(groupsOf) : national)].join(' ')
}

/** As somebody at home would say it, in pieces: `01555 010 42 11`. */
export function sayNumber(phone: string): string {
  const parts = split(phone)
  const [first = '', ...rest] = splitNational(parts)
  const spoken = `${TRUNK_PREFIXES[parts.code] ?? `00${parts.code} `}${first}`
  return rest.length === 0 ? groupsOf(spoken) : [spoken, ...rest.map(groupsOf)].join(' ')
}

/** Numbers for fiction: whoever has no number of their own to say or to call from can use them. */
const LANDLINES: Readonly<Record<string, string>> = { 44: '+442079460123', 49: '+493023125111' }
export const OTHER_MOBILE = '+491713920034'

/** A landline in the person's country, where there is one that belongs to nobody; a German one otherwise. */
export function exampleLandline(phone: string | null): string {
  return LANDLINES[split(phone ?? '').code] ?? '+493023125111'
}
