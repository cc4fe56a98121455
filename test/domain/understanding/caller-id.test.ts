import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCallerId } from '../../../server/domain/understanding/caller-id.ts'
import type { CallerId } from '../../../server/domain/understanding/caller-id.ts'
import { createNumberPlan } from '../../../server/lib/number-plan.ts'

const plan = createNumberPlan()

describe('a caller id', () => {
  it.each([
    ['+491713920012', 'DE', '+491713920012'],
    ['+49 (171) 392-00-12', 'DE', '+491713920012'],
    ['00491713920012', 'GB', '+491713920012'],
    ['01713920012', 'DE', '+491713920012'],
    ['491713920012', 'DE', '+491713920012'],
    ['31612345678', 'NL', '+31612345678'],
    ['34612345678', 'ES', '+34612345678'],
    ['447400123456', 'GB', '+447400123456'],
    ['2025550123', 'US', '+12025550123'],
    ['12025550123', 'DE', '+12025550123'],
    ['612345678', 'ES', '+34612345678'],
    ['sip:+491713920012@sip.example;user=phone', 'DE', '+491713920012'],
    ['sips:%2B491713920012@sip.example:5061', 'DE', '+491713920012'],
    ['"Anna Berg" <sip:01713920012@192.0.2.1>', 'DE', '+491713920012'],
    ['tel:+49-171-392-00-12;ext=1', 'DE', '+491713920012'],
    ['+493023125001', 'DE', '+493023125001'],
  ])('%s dialled in %s is %s (DX-DEFL-03)', (raw, country, e164) => {
    expect(readCallerId(raw, country, plan)).toMatchObject({ kind: 'number', number: { e164 } })
  })

  it.each([
    '',
    '  ',
    'anonymous',
    'Anonymous',
    'RESTRICTED',
    'unavailable',
    'Unknown',
    'private',
    'sip:anonymous@anonymous.invalid',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    '266696687',
  ])('%j is withheld (DX-DEFL-05)', (raw) => {
    expect(readCallerId(raw, 'DE', plan)).toEqual({ kind: 'withheld' })
  })

  it.each([
    ['an extension', '4711'],
    ['an extension in a SIP URI', 'sip:204@pbx.example'],
    ['a hash', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a name', 'client:anna'],
    ['a vanity number', '1-800-FLOWERS'],
    ['a number that does not exist', '+49171'],
    ['too many digits', '+4917139200121234567890'],
    ['a drama number the plan does not know', '+447700900123'],
  ])('%s is unusable (DX-DEFL-05)', (_, raw) => {
    expect(readCallerId(raw, 'DE', plan)).toEqual({ kind: 'unusable' })
  })

  it('that is a hash is never read as a number, although its digits may make one', () => {
    const hex = fc.array(fc.constantFrom(...Array.from('0123456789abcdef')), { minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(hex, (letters) => {
        const hash = letters.join('')
        fc.pre(/[a-f]/.test(hash))
        expect(readCallerId(hash, 'DE', plan)).toEqual({ kind: 'unusable' })
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads everything else without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 10_000, unit: 'binary' }),
        fc.constantFrom('DE', 'US', ''),
        (raw, country) => {
          expect(readCallerId(raw, country, plan)).toSatisfy(
            (read: CallerId) =>
              read.kind !== 'number' || plan.parse(read.number.e164, country)?.kind === read.number.kind,
          )
        },
      ),
    )
  })
})
