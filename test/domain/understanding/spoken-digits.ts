import fc from 'fast-check'
import type { SpokenLanguage } from '../../../server/domain/understanding/languages.ts'

/** Says the digits of a number as people do: one by one, in pairs and hundreds, doubled, with words in between. */
interface Voice {
  digit: readonly string[]
  belowHundred(value: number): string
  hundreds(value: number): string
  double(digit: number): string
  triple(digit: number): string
  plus: string
  fillers: readonly string[]
  openings: readonly string[]
}

const DE_UNITS = 'null eins zwei drei vier fünf sechs sieben acht neun'.split(' ')
const DE_TEENS = 'zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(' ')
const DE_TENS = '- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ')
const NL_UNITS = 'nul een twee drie vier vijf zes zeven acht negen'.split(' ')
const NL_TEENS = 'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'.split(' ')
const NL_TENS = '- - twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ')
const EN_UNITS = 'zero one two three four five six seven eight nine'.split(' ')
const EN_TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const EN_TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ES_UNITS = 'cero uno dos tres cuatro cinco seis siete ocho nueve'.split(' ')
const ES_TEENS = 'diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve'.split(' ')
const ES_TWENTIES =
  'veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  )
const ES_TENS = '- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ')
const ES_HUNDREDS =
  '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  )
const ES_PLURALS = 'ceros unos doses treses cuatros cincos seises sietes ochos nueves'.split(' ')

const pick = (words: readonly string[], index: number): string => words[index] ?? ''

function german(value: number): string {
  const unit = value % 10
  if (value < 10) return pick(DE_UNITS, value)
  if (value < 20) return pick(DE_TEENS, unit)
  const tens = pick(DE_TENS, Math.floor(value / 10))
  return unit === 0 ? tens : `${unit === 1 ? 'ein' : pick(DE_UNITS, unit)}und${tens}`
}

function dutch(value: number): string {
  const unit = value % 10
  if (value < 10) return pick(NL_UNITS, value)
  if (value < 20) return pick(NL_TEENS, unit)
  const tens = pick(NL_TENS, Math.floor(value / 10))
  if (unit === 0) return tens
  return `${pick(NL_UNITS, unit)}${unit === 2 || unit === 3 ? 'ën' : 'en'}${tens}`
}

function english(value: number): string {
  const unit = value % 10
  if (value < 10) return pick(EN_UNITS, value)
  if (value < 20) return pick(EN_TEENS, unit)
  const tens = pick(EN_TENS, Math.floor(value / 10))
  return unit === 0 ? tens : `${tens} ${pick(EN_UNITS, unit)}`
}

function spanish(value: number): string {
  const unit = value % 10
  if (value < 10) return pick(ES_UNITS, value)
  if (value < 20) return pick(ES_TEENS, unit)
  if (value < 30) return pick(ES_TWENTIES, unit)
  const tens = pick(ES_TENS, Math.floor(value / 10))
  return unit === 0 ? tens : `${tens} y ${pick(ES_UNITS, unit)}`
}

function withRest(head: string, rest: string, value: number, glue: string): string {
  return value % 100 === 0 ? head : `${head}${glue}${rest}`
}

const VOICES: Readonly<Record<SpokenLanguage, Voice>> = {
  de: {
    digit: DE_UNITS,
    belowHundred: german,
    hundreds: (value) => {
      const head = Math.floor(value / 100)
      return withRest(`${head === 1 ? '' : pick(DE_UNITS, head)}hundert`, german(value % 100), value, '')
    },
    double: (digit) => `doppel ${pick(DE_UNITS, digit)}`,
    triple: (digit) => `dreimal die ${pick(DE_UNITS, digit)}`,
    plus: 'plus',
    fillers: ['äh', 'ähm', 'und dann', 'also', 'so', 'und'],
    openings: ['meine Nummer ist die', 'ja also das wäre', 'Moment', 'schreiben Sie an', ''],
  },
  nl: {
    digit: NL_UNITS,
    belowHundred: dutch,
    hundreds: (value) => {
      const head = Math.floor(value / 100)
      return withRest(`${head === 1 ? '' : pick(NL_UNITS, head)}honderd`, dutch(value % 100), value, '')
    },
    double: (digit) => `dubbel ${pick(NL_UNITS, digit)}`,
    triple: (digit) => `drie keer de ${pick(NL_UNITS, digit)}`,
    plus: 'plus',
    fillers: ['eh', 'ehm', 'en dan', 'dus', 'ja'],
    openings: ['mijn nummer is', 'ja dat is', 'momentje hoor', ''],
  },
  en: {
    digit: EN_UNITS,
    belowHundred: english,
    hundreds: (value) =>
      withRest(`${pick(EN_UNITS, Math.floor(value / 100))} hundred`, english(value % 100), value, ' and '),
    double: (digit) => `double ${pick(EN_UNITS, digit)}`,
    triple: (digit) => `triple ${pick(EN_UNITS, digit)}`,
    plus: 'plus',
    fillers: ['uh', 'um', 'and then', 'okay', 'so'],
    openings: ["my number's", "it's", 'sure it is', 'hang on a second', ''],
  },
  es: {
    digit: ES_UNITS,
    belowHundred: spanish,
    hundreds: (value) =>
      value === 100
        ? 'cien'
        : withRest(pick(ES_HUNDREDS, Math.floor(value / 100)), spanish(value % 100), value, ' '),
    double: (digit) => `doble ${pick(ES_UNITS, digit)}`,
    triple: (digit) => `tres ${pick(ES_PLURALS, digit)}`,
    plus: 'más',
    fillers: ['eh', 'pues', 'a ver', 'este', 'y luego'],
    openings: ['mi número es el', 'sí es el', 'apunte', 'un momento', ''],
  },
}

export interface Speech {
  language: SpokenLanguage
  text: string
}

/** Ways to say these digits, with a plus in front when they begin with one. */
export function speechOf(digits: string, language: SpokenLanguage): fc.Arbitrary<Speech> {
  const voice = VOICES[language]
  const bare = digits.replace('+', '')
  return fc
    .record({
      choices: fc.array(fc.nat(99), { minLength: bare.length, maxLength: bare.length }),
      opening: fc.constantFrom(...voice.openings),
      filler: fc.constantFrom(...voice.fillers),
      fillerAt: fc.nat(bare.length * 2),
    })
    .map(({ choices, opening, filler, fillerAt }) => {
      const words = digits.startsWith('+') ? [opening, voice.plus] : [opening]
      for (let at = 0; at < bare.length;) {
        if (at === fillerAt) words.push(filler)
        const [word, length] = sayNext(bare.slice(at), choices[at] ?? 0, voice)
        words.push(word)
        at += length
      }
      return { language, text: words.join(' ').trim() }
    })
}

function sayNext(rest: string, choice: number, voice: Voice): readonly [string, number] {
  const first = Number(rest[0])
  if (choice < 12 && /^(\d)\1\1/.test(rest)) return [voice.triple(first), 3]
  if (choice < 40 && /^(\d)\1/.test(rest)) return [voice.double(first), 2]
  if (choice < 52 && /^[1-9]\d\d/.test(rest)) return [voice.hundreds(Number(rest.slice(0, 3))), 3]
  if (choice < 75 && /^[1-9]\d/.test(rest)) return [voice.belowHundred(Number(rest.slice(0, 2))), 2]
  return [pick(voice.digit, first), 1]
}
