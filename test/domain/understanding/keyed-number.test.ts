import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandKeys } from '../../../server/domain/understanding/keyed-number.ts'
import type { SpokenNumber } from '../../../server/domain/understanding/spoken-number.ts'
import { createNumberPlan } from '../../../server/lib/number-plan.ts'

const plan = createNumberPlan()
const keyed = (digits: string, country = 'DE') => understandKeys(digits, { country, plan })

describe('a number entered with keys (DX-DEFL-21)', () => {
  it.each([
    ['01713920012', 'DE', '+491713920012'],
    ['01713920012#', 'DE', '+491713920012'],
    ['00491713920012', 'GB', '+491713920012'],
    ['0049 171 3920012', 'US', '+491713920012'],
    ['491713920012', 'DE', '+491713920012'],
    ['12025550123', 'US', '+12025550123'],
    ['612345678', 'ES', '+34612345678'],
    ['0612345678', 'NL', '+31612345678'],
  ])('%s in %s is %s', (digits, country, e164) => {
    expect(keyed(digits, country)).toMatchObject({ kind: 'number', number: { e164 }, confident: true })
  })

  it('starts again after an asterisk; the last one counts', () => {
    expect(keyed('0172*0171*01713920012#')).toMatchObject({ number: { e164: '+491713920012' } })
    expect(keyed('01713920012*')).toEqual({ kind: 'none' })
  })

  it('ends at the hash', () => {
    expect(keyed('0171#3920012')).toEqual({ kind: 'partial', digits: '0171' })
  })

  it('is a mobile number rather than the landline that the same digits are nationally', () => {
    expect(plan.parse('491713920012', 'DE')).toMatchObject({ e164: '+49491713920012', kind: 'fixed' })
    expect(keyed('491713920012')).toMatchObject({ number: { e164: '+491713920012' } })
  })

  it('with a foreign code and nothing before it is asked about', () => {
    expect(keyed('31612345678')).toMatchObject({ number: { e164: '+31612345678' }, confident: false })
  })

  it.each([
    ['', { kind: 'none' }],
    ['#', { kind: 'none' }],
    ['0171392', { kind: 'partial', digits: '0171392' }],
    ['01713920012345', { kind: 'none', intent: 'too_long' }],
    ['9'.repeat(500), { kind: 'none', intent: 'too_long' }],
  ])('%s is %j', (digits, understood) => {
    expect(keyed(digits)).toEqual(understood)
  })

  it('of a landline is of the wrong kind', () => {
    expect(keyed('03023125001')).toMatchObject({ kind: 'wrong_kind', number: { kind: 'fixed' } })
  })

  it('is total: any keys, any text', () => {
    const keys = fc
      .array(fc.constantFrom(...Array.from('0123456789*#ABCDw+ ')), { maxLength: 80 })
      .map((each) => each.join(''))
    fc.assert(
      fc.property(fc.oneof(keys, fc.string({ maxLength: 10_000, unit: 'binary' })), (digits) => {
        expect(keyed(digits)).toSatisfy(
          (understood: SpokenNumber) =>
            understood.kind !== 'number' ||
            plan.parse(understood.number.e164, 'DE')?.kind === understood.number.kind,
        )
      }),
    )
  })
})
