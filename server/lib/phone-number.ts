import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

export interface PhoneNumber {
  /** E.164 with plus. */
  e164: string
  callingCode: string
  nationalDigits: string
  /** Two letters; `null` for codes that several countries share and that cannot be told apart. */
  country: string | null
  /** For people, such as `+49 30 1234567`. */
  display: string
}

/** Reads an international number; `null` when it is none. Numbers that cannot exist are read all the same. */
export function readPhoneNumber(value: string): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(value.startsWith('+') ? value : `+${value}`)
  if (parsed === undefined) return null
  return {
    e164: parsed.number,
    callingCode: parsed.countryCallingCode,
    nationalDigits: parsed.nationalNumber,
    country: parsed.country ?? null,
    display: parsed.formatInternational(),
  }
}
