/**
 * What kind of line a number belongs to. `mobile_or_fixed` is what whole countries look like from outside (the USA,
 * Mexico): nobody can tell there, so such a number is offered too, and the message's delivery is the real test.
 */
export type NumberKind = 'mobile' | 'mobile_or_fixed' | 'fixed' | 'voip' | 'other'

export interface PlannedNumber {
  e164: string
  /** Two letters; `null` where several countries share the code and the number does not tell which. */
  country: string | null
  /** Without plus. */
  callingCode: string
  kind: NumberKind
}

/** The numbering plans of the world, as far as the rules need them. Pure look-ups: same answer for the same question. */
export interface NumberPlan {
  /**
   * A complete, existing number written as digits: national, with 00 or with +. `null` for everything else, also for
   * an unknown country with a national number.
   */
  parse(digits: string, country: string): PlannedNumber | null
  /** Whether more digits could make a valid mobile number of it: a valid beginning that is too short. */
  couldGrow(digits: string, country: string): boolean
  /**
   * The digits in groups for reading back, such as `['0171', '392', '00', '12']`. With the calling code (`'+49'`) in
   * front when the number is foreign to `country`.
   */
  readBackGroups(e164: string, country: string): string[]
}

/** Whether WhatsApp may be offered at this number: mobile, or in a country whose plan does not tell. */
export function mayBeMobile(number: PlannedNumber): boolean {
  return number.kind === 'mobile' || number.kind === 'mobile_or_fixed'
}
