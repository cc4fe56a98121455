import type { OpeningHours, TimeInterval } from '../contract/service-settings.ts'

const OFFICE_HOURS: TimeInterval = { from: '09:00', to: '17:00' }

/**
 * The opening hours of a service that has not set any: office hours from Monday to Friday, closed on the public
 * holidays of its country (two letters; anything else has no holidays).
 */
export function defaultOpeningHours(country: string): OpeningHours {
  const day = (): TimeInterval[] => [{ ...OFFICE_HOURS }]
  return {
    always: false,
    weekly: { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), sat: [], sun: [] },
    exceptions: [],
    holidays: /^[A-Z]{2}$/.test(country) ? { country, state: null } : null,
  }
}
