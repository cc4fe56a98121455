import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctNumber } from '../../../server/domain/understanding/correction.ts'
import { SPOKEN_LANGUAGES } from '../../../server/domain/understanding/languages.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'
import type { SpokenNumber } from '../../../server/domain/understanding/spoken-number.ts'
import { createNumberPlan } from '../../../server/lib/number-plan.ts'

const plan = createNumberPlan()
const READ_BACK: Readonly<Record<SpokenLanguage, readonly [country: string, e164: string]>> = {
  de: ['DE', '+491713920012'],
  en: ['GB', '+447400123456'],
  nl: ['NL', '+31612345678'],
  es: ['ES', '+34612345678'],
}

function correct(language: SpokenLanguage, text: string, e164 = READ_BACK[language][1]) {
  return correctNumber(e164, text, { language, country: READ_BACK[language][0], plan })
}

describe('a correction while a number is read back', () => {
  it.each([
    ['de', 'nein, am Ende 13 nicht 12', '+491713920013'],
    ['de', 'am Ende dreizehn', '+491713920013'],
    ['de', 'die letzte Ziffer ist eine fünf', '+491713920015'],
    ['de', 'die letzten beiden sind eins drei', '+491713920013'],
    ['de', 'nicht zwölf sondern dreizehn', '+491713920013'],
    ['de', 'acht statt der neun', '+491713820012'],
    ['de', 'statt der neun eine acht', '+491713820012'],
    ['de', 'vorne null eins sieben zwei', '+491723920012'],
    ['de', 'die vorletzte Ziffer ist eine zwei', '+491713920022'],
    ['de', 'die vierte Ziffer ist eine zwei', '+491723920012'],
    ['en', 'the last digit is a five', '+447400123455'],
    ['en', 'no it ends with 57 not 56', '+447400123457'],
    ['en', 'seven instead of six', '+447400123457'],
    ['en', 'not a six but a seven', '+447400123457'],
    ['en', 'the sixth digit is a two', '+447400223456'],
    ['nl', 'het laatste cijfer is een negen', '+31612345679'],
    ['nl', 'nee, negenenzeventig op het einde', '+31612345679'],
    ['nl', 'niet acht maar negen', '+31612345679'],
    ['nl', 'negen in plaats van acht', '+31612345679'],
    ['es', 'el último es un nueve', '+34612345679'],
    ['es', 'no, termina en setenta y nueve', '+34612345679'],
    ['es', 'nueve en vez de ocho', '+34612345679'],
    ['es', 'no es ocho sino nueve', '+34612345679'],
  ] as const)('in %s, "%s" makes it %s', (language, text, e164) => {
    expect(correct(language, text)).toMatchObject({ kind: 'number', number: { e164 }, confident: true })
  })

  it('of the whole number takes the new one', () => {
    expect(correct('de', 'nein, null eins sieben zwei neun neun zwei fünf neun null vier')).toMatchObject({
      number: { e164: '+491729925904' },
    })
    expect(correct('de', 'nein, null eins sieben')).toEqual({ kind: 'partial', digits: '017' })
  })

  it('without a place goes where one digit differs, and is not certain', () => {
    expect(correct('de', 'nein, 0172')).toMatchObject({ number: { e164: '+491723920012' }, confident: false })
    expect(correct('de', 'nein, dreizehn')).toMatchObject({
      number: { e164: '+491713920013' },
      confident: false,
    })
  })

  it('that fits several places keeps them all', () => {
    const corrected = correct('de', 'drei statt null')
    expect(corrected?.kind === 'number' && [corrected.number, ...corrected.alternatives].length > 1).toBe(
      true,
    )
    expect(corrected).toMatchObject({ confident: false })
  })

  it('to a number that does not exist is none', () => {
    expect(correct('en', 'the second digit is a one')).toEqual({ kind: 'none' })
  })

  it.each(SPOKEN_LANGUAGES)('is not a mere yes or no, nor the same number again: %s', (language) => {
    for (const text of ['', 'ja', 'nein', 'yes', 'no', 'nee', 'sí', 'hm'])
      expect(correct(language, text)).toBeNull()
    const [country, e164] = READ_BACK[language]
    expect(correct(language, plan.readBackGroups(e164, country).join(' '))).toBeNull()
  })

  it('never throws, and any number it makes exists', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SPOKEN_LANGUAGES),
        fc.oneof(
          fc.string({ maxLength: 2_000, unit: 'binary' }),
          fc.stringMatching(/^(nicht|am ende|statt|\d| ){1,9}$/),
        ),
        (language, text) => {
          expect(correct(language, text)).toSatisfy(
            (corrected: SpokenNumber | null) =>
              corrected?.kind !== 'number' ||
              plan.parse(corrected.number.e164, 'DE')?.kind === corrected.number.kind,
          )
        },
      ),
    )
  })
})
