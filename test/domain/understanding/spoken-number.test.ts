import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPOKEN_LANGUAGES } from '../../../server/domain/understanding/languages.ts'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'
import { understandNumber } from '../../../server/domain/understanding/spoken-number.ts'
import type { SpokenNumber } from '../../../server/domain/understanding/spoken-number.ts'
import { createNumberPlan } from '../../../server/lib/number-plan.ts'
import { DICTATIONS } from './dictations.ts'
import { speechOf } from './spoken-digits.ts'

const plan = createNumberPlan()

function understand(text: string, language: SpokenLanguage, country: string, soFar?: string): SpokenNumber {
  const heard = soFar === undefined ? { texts: [text] } : { texts: [text], soFar }
  return understandNumber(heard, { language, country, plan })
}

function numberOf(understood: SpokenNumber): string {
  return understood.kind === 'number' ? understood.number.e164 : 'unclear'
}

describe('a dictated number', () => {
  it.each(DICTATIONS)(
    'in %s from %s is %s: %s (DX-DEFL-04, DX-DEFL-21)',
    (language, country, expected, text) => {
      expect(numberOf(understand(text, language, country))).toBe(expected)
    },
  )

  it('is certain when there is one way to understand it', () => {
    expect(understand('0171 3920012', 'de', 'DE')).toEqual({
      kind: 'number',
      number: { e164: '+491713920012', country: 'DE', callingCode: '49', kind: 'mobile' },
      alternatives: [],
      confident: true,
    })
  })

  it('keeps the other readings when there are several', () => {
    // 600 12 34 …, or 612 34 …, where the length does not decide.
    const understood = understand(
      'null sechs vier null dreißig zwei und zwanzig fünf sechs sieben',
      'de',
      'AT',
    )
    expect(understood.kind === 'number' && understood.confident).toBe(false)
  })

  it('said group by group, each of them twice, is that number, and a question', () => {
    for (const [language, country, text, e164] of [
      ['de', 'DE', '0171, 0171, drei neun zwei, drei neun zwei, null null zwölf', '+491713920012'],
      ['en', 'GB', '07400, 07400, 123, 123, 456, 456', '+447400123456'],
      ['nl', 'NL', 'nul zes nul zes, twaalf twaalf, 34 34, 56 78', '+31612345678'],
    ] as const) {
      expect(understand(text, language, country)).toMatchObject({ number: { e164 }, confident: false })
    }
  })

  it('is not without doubt when it takes the beginning of another one apart', () => {
    const understood = understand('seiscientos cincuenta y cuatro treinta y dos', 'es', 'ES')
    expect(understood).not.toMatchObject({ confident: true })
    expect(understand('seiscientos cincuenta y cuatro', 'es', 'ES')).toEqual({
      kind: 'partial',
      digits: '654',
    })
  })

  it('is no more than its beginning for who breaks off', () => {
    for (const [language, country, text, digits] of [
      ['de', 'DE', 'null eins sieben eins neununddreißig, mehr weiß ich nicht', '017139'],
      ['en', 'GB', "oh seven four hundred one two three, I can't remember the rest", '0740123'],
      ['nl', 'NL', 'nul zes twaalf vierendertig, meer weet ik niet', '061234'],
      ['es', 'ES', 'seiscientos treinta y uno cuarenta y dos y no me acuerdo de más', '63142'],
    ] as const) {
      expect(understand(text, language, country)).toEqual({ kind: 'partial', digits })
    }
  })

  it('is a landline when it is one', () => {
    expect(understand('030 23125001', 'de', 'DE')).toMatchObject({
      kind: 'wrong_kind',
      number: { e164: '+493023125001', kind: 'fixed' },
    })
  })

  it.each([
    ['de', 'DE', 'weiß ich nicht auswendig', 'no_number'],
    ['de', 'DE', '0171 3920012 345 678 9', 'too_long'],
    ['es', 'ES', '612 345 678 612 345', 'too_long'],
    ['es', 'ES', '612 345 678 678 612 345', 'too_long'],
    ['de', 'DE', '0171 3920049 0171 3920', 'too_long'],
    ['de', 'DE', 'die gleiche Nummer wie jetzt', 'same_number'],
    ['en', 'GB', "it's the one I'm calling from", 'same_number'],
    ['en', 'GB', 'can I speak to someone', 'agent'],
    ['nl', 'NL', 'een momentje', 'wait'],
    ['nl', 'NL', 'ik heb geen mobiel', 'no_number'],
    ['es', 'ES', 'no me acuerdo', 'no_number'],
    ['es', 'ES', 'no tengo whatsapp', 'no_whatsapp'],
  ] as const)('in %s from %s, "%s" is none: %s', (language, country, text, intent) => {
    expect(understand(text, language, country)).toEqual({ kind: 'none', intent })
  })
})

describe("the recogniser's alternatives", () => {
  const context = { language: 'de', country: 'DE', plan } as const

  it('are tried in their order', () => {
    const understood = understandNumber({ texts: ['null eins sieben eins Kino', '0171 3920012'] }, context)
    expect(understood).toMatchObject({ number: { e164: '+491713920012' }, confident: false })
  })

  it('that differ are kept for asking again', () => {
    const understood = understandNumber({ texts: ['0171 3920012', '0171 3920013'] }, context)
    expect(understood).toMatchObject({
      number: { e164: '+491713920012' },
      alternatives: [{ e164: '+491713920013' }],
    })
  })

  it('may be missing', () => {
    expect(understandNumber({ texts: [] }, context)).toEqual({ kind: 'none' })
  })
})

describe('a number in several pieces', () => {
  it('is partial while a valid beginning', () => {
    expect(understand('null eins sieben eins', 'de', 'DE')).toEqual({ kind: 'partial', digits: '0171' })
    expect(understand('plus neunundvierzig', 'de', 'DE')).toEqual({ kind: 'partial', digits: '+49' })
    expect(understand('drei neun zwei', 'de', 'DE', '0171')).toEqual({ kind: 'partial', digits: '0171392' })
  })

  it('goes on from the digits before', () => {
    expect(understand('drei neun zwei null null zwölf', 'de', 'DE', '0171')).toMatchObject({
      number: { e164: '+491713920012' },
      confident: true,
    })
    expect(understand('171 3920012', 'de', 'DE', '+49')).toMatchObject({ number: { e164: '+491713920012' } })
  })

  it('may begin again', () => {
    expect(understand('0171 3920012', 'de', 'DE', '0172')).toMatchObject({
      number: { e164: '+491713920012' },
    })
    expect(understand('nein, von vorne: 0171 3920012', 'de', 'DE', '0172 99')).toMatchObject({
      number: { e164: '+491713920012' },
    })
  })

  it('may take up the last group again', () => {
    expect(understand('39 200 12', 'de', 'DE', '017139')).toMatchObject({
      number: { e164: '+491713920012' },
      confident: false,
    })
  })

  it('is none when together they are too long', () => {
    expect(understand('612 345', 'es', 'ES', '612345678')).toEqual({ kind: 'none', intent: 'too_long' })
  })

  it('is not lengthened by an answer without digits', () => {
    expect(understand('Moment bitte', 'de', 'DE', '0171')).toEqual({ kind: 'none', intent: 'wait' })
  })
})

/** A number exists and is mobile; a beginning is one. */
function isSound(country: string): (understood: SpokenNumber) => boolean {
  return (understood) => {
    if (understood.kind === 'partial') return plan.couldGrow(understood.digits, country)
    if (understood.kind !== 'number') return true
    const kind = plan.parse(understood.number.e164, country)?.kind
    return kind === understood.number.kind && kind.startsWith('mobile')
  }
}

/** Mobile ranges, `#` any digit, with the trunk prefix that is dialled nationally. */
const RANGES: Readonly<Record<string, { code: string; trunk: string; shapes: readonly string[] }>> = {
  DE: { code: '49', trunk: '0', shapes: ['17########', '17#######', '16#######', '1515#######'] },
  AT: { code: '43', trunk: '0', shapes: ['664#######', '676######', '650########', '660#####'] },
  CH: { code: '41', trunk: '0', shapes: ['79#######', '78#######', '76#######'] },
  NL: { code: '31', trunk: '0', shapes: ['6########'] },
  BE: { code: '32', trunk: '0', shapes: ['47#######', '49#######', '48#######'] },
  GB: { code: '44', trunk: '0', shapes: ['74########', '77########'] },
  IE: { code: '353', trunk: '0', shapes: ['85#######', '87#######'] },
  ES: { code: '34', trunk: '', shapes: ['6########', '71#######'] },
  FR: { code: '33', trunk: '0', shapes: ['6########', '7########'] },
  IT: { code: '39', trunk: '', shapes: ['33########', '34#######'] },
  US: { code: '1', trunk: '', shapes: ['2##5######', '41########'] },
  MX: { code: '52', trunk: '', shapes: ['55########', '33########'] },
}
const HOME: Readonly<Record<SpokenLanguage, readonly string[]>> = {
  de: ['DE', 'AT', 'CH'],
  en: ['GB', 'IE', 'US'],
  nl: ['NL', 'BE'],
  es: ['ES', 'MX'],
}

interface Spoken {
  text: string
  language: SpokenLanguage
  home: string
  e164: string
}

function spokenNumber(language: SpokenLanguage): fc.Arbitrary<Spoken | null> {
  return fc
    .record({
      home: fc.constantFrom(...HOME[language]),
      abroad: fc.option(fc.constantFrom(...Object.keys(RANGES)), { freq: 2 }),
      shape: fc.nat(20),
      filling: fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
      form: fc.constantFrom('national', '+', '00'),
    })
    .chain(({ home, abroad, shape, filling, form }) => {
      const { code, trunk, shapes } = RANGES[abroad ?? home]!
      const rest = [...filling]
      const national = shapes[shape % shapes.length]!.replaceAll('#', () => String(rest.pop()))
      const number = plan.parse(`+${code}${national}`, home)
      if (number === null || !number.kind.startsWith('mobile')) return fc.constant(null)
      const said =
        form === 'national' && abroad === null
          ? trunk + national
          : `${form === '00' ? '00' : '+'}${number.e164.slice(1)}`
      return speechOf(said, language).map(({ text }) => ({ text, language, home, e164: number.e164 }))
    })
}

describe.each(SPOKEN_LANGUAGES)('any mobile number said in %s', (language) => {
  it('is understood, or is among the other readings, or is asked for again: never another one for certain', () => {
    fc.assert(
      fc.property(spokenNumber(language), (spoken) => {
        fc.pre(spoken !== null)
        const understood = understand(spoken.text, language, spoken.home)
        const certain = understood.kind === 'number' && understood.confident
        // The words and the number, so that a failure says which.
        expect({ ...spoken, heard: certain ? understood.number.e164 : spoken.e164 }).toEqual({
          ...spoken,
          heard: spoken.e164,
        })
      }),
      { numRuns: 400 },
    )
  })

  it('is understood at once nearly always', () => {
    const sample = fc
      .sample(spokenNumber(language), { numRuns: 500, seed: 7 })
      .filter((spoken) => spoken !== null)
    const right = sample.filter((spoken) => {
      const understood = understand(spoken.text, language, spoken.home)
      return understood.kind === 'number' && understood.number.e164 === spoken.e164
    })
    expect(right.length / sample.length).toBeGreaterThan(0.93)
  })

  it('never throws for anything said, and returns numbers that exist', () => {
    const word = fc.constantFrom(
      ...'null eins doppel zwei null, nein 0171 + plus hundert und 99 oh to double no six sorry nul een dubbel honderd keer uno seiscientos treinta y tres ceros mil'.split(
        ' ',
      ),
    )
    const anything = fc.oneof(
      fc.string({ maxLength: 10_000, unit: 'binary' }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(anything, fc.constantFrom('DE', 'US', 'XX', ''), (text, country) => {
        expect(understand(text, language, country)).toSatisfy(isSound(country))
      }),
      { numRuns: 150 },
    )
  })

  it('does not get lost in 500 characters of numbers', () => {
    const texts = fc
      .sample(spokenNumber(language), { numRuns: 160, seed: 3 })
      .filter((spoken) => spoken !== null)
      .map(({ text }) => text)
    const long = Array.from({ length: 30 }, (_, index) =>
      texts
        .slice(index, index + 12)
        .join(' und ')
        .slice(0, 500),
    )
    for (const text of long.slice(0, 5)) understand(text, language, 'DE')
    const before = process.cpuUsage()
    for (const text of long) understand(text, language, 'DE')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000 / long.length).toBeLessThan(500)
  })
})
