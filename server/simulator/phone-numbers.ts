/** Country calling codes that are not three digits long, and the country that user ids of such numbers begin with. */
const SHORT_CODES: Readonly<Record<string, string>> = {
  1: 'US',
  7: 'RU',
  20: 'EG',
  27: 'ZA',
  30: 'GR',
  31: 'NL',
  32: 'BE',
  33: 'FR',
  34: 'ES',
  36: 'HU',
  39: 'IT',
  40: 'RO',
  41: 'CH',
  43: 'AT',
  44: 'GB',
  45: 'DK',
  46: 'SE',
  47: 'NO',
  48: 'PL',
  49: 'DE',
  51: 'PE',
  52: 'MX',
  53: 'CU',
  54: 'AR',
  55: 'BR',
  56: 'CL',
  57: 'CO',
  58: 'VE',
  60: 'MY',
  61: 'AU',
  62: 'ID',
  63: 'PH',
  64: 'NZ',
  65: 'SG',
  66: 'TH',
  81: 'JP',
  82: 'KR',
  84: 'VN',
  86: 'CN',
  90: 'TR',
  91: 'IN',
  92: 'PK',
  93: 'AF',
  94: 'LK',
  95: 'MM',
  98: 'IR',
}
const LONG_CODES: Readonly<Record<string, string>> = {
  212: 'MA',
  351: 'PT',
  352: 'LU',
  353: 'IE',
  354: 'IS',
  358: 'FI',
  359: 'BG',
  370: 'LT',
  371: 'LV',
  372: 'EE',
  380: 'UA',
  381: 'RS',
  385: 'HR',
  386: 'SI',
  420: 'CZ',
  421: 'SK',
  423: 'LI',
  971: 'AE',
  972: 'IL',
}

/** Digits of an E.164 number: the platform's `wa_id`. */
export function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}

export function callingCodeOf(phone: string): string {
  const digits = digitsOf(phone)
  const short = [digits.slice(0, 1), digits.slice(0, 2)].find((code) => code in SHORT_CODES)
  return short ?? digits.slice(0, 3)
}

/** Two letters, as a business-scoped user id begins with. */
export function countryOf(phone: string | null): string {
  if (phone === null) return 'DE'
  const code = callingCodeOf(phone)
  return SHORT_CODES[code] ?? LONG_CODES[code] ?? 'US'
}

/**
 * Reads the `to` of a send request; `null` when it is no number. Without a plus the business number's own
 * country code is put in front, which is how messages reach strangers (Cloud API, "send messages").
 */
export function parseRecipient(to: string, businessNumber: string): string | null {
  const compact = to.replaceAll(/[\s()\-.]/g, '')
  if (!/^\+?\d{5,15}$/.test(compact)) return null
  return compact.startsWith('+') ? compact : `+${callingCodeOf(businessNumber)}${compact}`
}
