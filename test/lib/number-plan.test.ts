import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NumberPlan } from '../../server/domain/understanding/number-plan.ts'
import { createNumberPlan } from '../../server/lib/number-plan.ts'

// The rules' interface is met by shape; this line is the check.
const plan: NumberPlan = createNumberPlan()

describe('parse', () => {
  it.each([
    ['01713920012', 'DE', '+491713920012', 'mobile'],
    ['1713920012', 'DE', '+491713920012', 'mobile'],
    ['+4901713920012', 'GB', '+491713920012', 'mobile'],
    ['00491713920012', 'DE', '+491713920012', 'mobile'],
    ['00491713920012', 'US', '+491713920012', 'mobile'],
    ['2025550123', 'US', '+12025550123', 'mobile_or_fixed'],
    ['5512345678', 'MX', '+525512345678', 'mobile_or_fixed'],
    ['03023125001', 'DE', '+493023125001', 'fixed'],
    ['05612345678', 'GB', '+445612345678', 'voip'],
    ['8005550123', 'US', '+18005550123', 'other'],
  ])('%s in %s is %s, %s', (digits, country, e164, kind) => {
    expect(plan.parse(digits, country)).toMatchObject({ e164, kind })
  })

  it('compares by calling code: a British mobile number may belong to Guernsey', () => {
    expect(plan.parse('07781123456', 'GB')).toMatchObject({
      country: 'GG',
      callingCode: '44',
      kind: 'mobile',
    })
  })

  it('does not take Dutch machines for people', () => {
    expect(plan.parse('097012345678', 'NL')).toMatchObject({ kind: 'other' })
  })

  it('reads the Mexican form with 1 that people still say', () => {
    expect(plan.parse('+5215512345678', 'DE')).toMatchObject({ e164: '+525512345678' })
  })

  it.each([
    ['', 'DE'],
    ['0171', 'DE'],
    ['0171392001234', 'DE'],
    ['01713920012', 'XX'],
    ['+49 171 3920012', 'DE'],
    ['abc', 'DE'],
    ['07700900123', 'GB'],
    ['1'.repeat(60), 'DE'],
  ])('%j in %s is none', (digits, country) => {
    expect(plan.parse(digits, country)).toBeNull()
  })
})

describe('couldGrow', () => {
  it.each([
    ['', 'DE'],
    ['0', 'DE'],
    ['00', 'DE'],
    ['+', 'DE'],
    ['+4', 'DE'],
    ['+49', 'US'],
    ['0171', 'DE'],
    ['0171392001', 'DE'],
    ['00491', 'DE'],
    ['6', 'ES'],
    ['202555', 'US'],
    ['1202555', 'US'],
  ])('%j in %s could', (digits, country) => {
    expect(plan.couldGrow(digits, country)).toBe(true)
  })

  it.each([
    ['030', 'DE'],
    ['071', 'NL'],
    ['07400123456', 'GB'],
    ['017139200123', 'DE'],
    ['+0', 'DE'],
    ['0171', 'XX'],
    ['0171a', 'DE'],
  ])('%j in %s could not', (digits, country) => {
    expect(plan.couldGrow(digits, country)).toBe(false)
  })

  it('holds for every beginning of every mobile number', () => {
    const mobile = fc
      .tuple(
        fc.constantFrom(
          '+49171',
          '+4366',
          '+4179',
          '+316',
          '+324',
          '+4474',
          '+35387',
          '+346',
          '+336',
          '+1202',
          '+5255',
        ),
        fc.array(fc.nat(9), { minLength: 5, maxLength: 8 }),
      )
      .map(([prefix, rest]) => prefix + rest.join(''))
    fc.assert(
      fc.property(mobile, fc.nat(12), (digits, length) => {
        const number = plan.parse(digits, 'DE')
        fc.pre(number !== null && number.kind.startsWith('mobile'))
        expect(plan.couldGrow(digits.slice(0, Math.min(length, digits.length - 1)), 'DE')).toBe(true)
      }),
    )
  })
})

describe('readBackGroups', () => {
  it.each([
    ['+491713920012', 'DE', '0171 392 00 12'],
    ['+491713920012', 'AT', '+49 171 392 00 12'],
    ['+491713920012', 'XX', '+49 171 392 00 12'],
    ['+31612345678', 'NL', '06 12 34 56 78'],
    ['+34612345678', 'ES', '612 34 56 78'],
    ['+447400123456', 'GB', '07400 123 456'],
    ['+41791234567', 'CH', '079 123 45 67'],
    ['+436641234567', 'AT', '0664 123 45 67'],
    ['+32470123456', 'BE', '0470 12 34 56'],
    ['+12025550123', 'US', '202 555 0123'],
    ['+12025550123', 'DE', '+1 202 555 0123'],
  ])('%s heard in %s is %s', (e164, country, groups) => {
    expect(plan.readBackGroups(e164, country).join(' ')).toBe(groups)
  })

  it('says every digit, and can be dialled as it is said', () => {
    const numbers = fc.constantFrom(
      '+491713920012',
      '+31612345678',
      '+34612345678',
      '+447400123456',
      '+12025550123',
      '+3531234567',
    )
    fc.assert(
      fc.property(numbers, fc.constantFrom('DE', 'NL', 'ES', 'GB', 'US', 'IE'), (e164, country) => {
        const said = plan.readBackGroups(e164, country).join('')
        expect(plan.parse(said, country)?.e164 ?? said).toBe(plan.parse(e164, country)?.e164 ?? said)
      }),
    )
  })

  it('leaves alone what is no number', () => {
    expect(plan.readBackGroups('hello', 'DE')).toEqual(['hello'])
  })
})
