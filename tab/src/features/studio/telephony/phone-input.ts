import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'

/** Within a country people leave its code away; only known countries help with that. */
function parse(text: string, country: string) {
  return parsePhoneNumberFromString(text, /^[A-Z]{2}$/.test(country) ? (country as CountryCode) : undefined)
}

/** A number as people write it, in the form `+493012345`; `null` for nothing; as it was when it is none. */
export function readNumber(text: string, country: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const found = parse(trimmed.replace(/^00/, '+'), country)
  return found?.isPossible() === true ? found.number : trimmed
}

/** A number as people read it: `+49 30 12345`; whatever is none as it is. */
export function showNumber(number: string): string {
  return (number.startsWith('+') ? parse(number, '') : undefined)?.formatInternational() ?? number
}
