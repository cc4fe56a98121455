import { isSupportedCountry } from 'libphonenumber-js/min'

/** Whether two capital letters are a country with phone numbers of its own. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code)
}
