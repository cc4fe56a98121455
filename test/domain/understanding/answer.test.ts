import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understandAnswer } from '../../../server/domain/understanding/answer.ts'
import { SPOKEN_LANGUAGES } from '../../../server/domain/understanding/languages.ts'
import { INTENTS, SAYINGS } from './sayings.ts'

const lines = (block: string): string[] =>
  block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

describe.each(SPOKEN_LANGUAGES)('an answer in %s', (language) => {
  const sayings = SAYINGS[language]

  it.each(lines(sayings.yes))('%s: yes (DX-DEFL-08)', (text) => {
    expect(understandAnswer(text, language).answer).toBe('yes')
  })

  it.each(lines(sayings.no))('%s: no (DX-DEFL-07)', (text) => {
    expect(understandAnswer(text, language).answer).toBe('no')
  })

  it.each(lines(sayings.unclear))('%s: unclear (DX-DEFL-06)', (text) => {
    expect(understandAnswer(text, language).answer).toBe('unclear')
  })

  it.each(lines(sayings.notYes))('%s: anything but yes', (text) => {
    expect(understandAnswer(text, language).answer).not.toBe('yes')
  })

  it('does not depend on case, punctuation at the end or blanks around', () => {
    for (const text of [...lines(sayings.yes), ...lines(sayings.no)]) {
      const bare = text.replaceAll(/[?¿]/g, '')
      expect([bare, understandAnswer(`  ${bare.toUpperCase()}. `, language)]).toEqual([
        bare,
        understandAnswer(bare, language),
      ])
    }
  })

  it('is silence without a word', () => {
    for (const nothing of ['', '   ', '...', '?', '—', '\n']) {
      expect(understandAnswer(nothing, language)).toEqual({ answer: 'silence' })
    }
  })

  it('never throws and answers with one of four, whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 10_000, unit: 'binary' }), (text) => {
        expect(['yes', 'no', 'unclear', 'silence']).toContain(understandAnswer(text, language).answer)
      }),
      { numRuns: 60 },
    )
  })

  it('takes no yes out of words that mean nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[bcdfgkqwx]{4,9}$/), { minLength: 1, maxLength: 12 }),
        (words) => {
          expect(understandAnswer(words.join(' '), language).answer).toBe('unclear')
        },
      ),
    )
  })
})

describe('what an answer is about', () => {
  it.each(INTENTS)('%s, %s, %s: %s', (language, answer, intent, text) => {
    expect(understandAnswer(text, language)).toEqual({ answer, intent })
  })

  it('is the same number when the caller means the one of this call', () => {
    expect(understandAnswer('ja, die gleiche Nummer', 'de')).toEqual({ answer: 'yes', intent: 'same_number' })
    expect(understandAnswer('this number please', 'en')).toEqual({ answer: 'yes', intent: 'same_number' })
  })

  it('is refusal when the caller wants none of it', () => {
    expect(understandAnswer('nein danke, kein Interesse', 'de')).toEqual({ answer: 'no', intent: 'refuse' })
    expect(understandAnswer('no thanks', 'en')).toEqual({ answer: 'no', intent: 'refuse' })
    expect(understandAnswer('nee bedankt', 'nl')).toEqual({ answer: 'no', intent: 'refuse' })
    expect(understandAnswer('no gracias', 'es')).toEqual({ answer: 'no', intent: 'refuse' })
  })

  it('lets an objection to recording leave the answer as it is', () => {
    expect(understandAnswer('ja gerne, aber nicht aufzeichnen', 'de')).toEqual({
      answer: 'yes',
      intent: 'stop_recording',
    })
    expect(understandAnswer('no, and please do not record me', 'en').answer).toBe('no')
  })
})

describe('order of what is said', () => {
  it.each([
    ['de', 'ja, äh, nein', 'no'],
    ['de', 'nein, ach doch, ja gerne', 'yes'],
    ['en', 'yes, wait, no', 'no'],
    ['en', 'no, sorry, I mean yes please', 'yes'],
    ['nl', 'ja, eh, nee toch niet', 'no'],
    ['nl', 'nee wacht, ja doe maar', 'yes'],
    ['es', 'sí, perdón, no', 'no'],
    ['es', 'no, espera, sí', 'yes'],
  ] as const)('in %s, the last word counts after a correction: %s', (language, text, answer) => {
    expect(understandAnswer(text, language).answer).toBe(answer)
  })

  it.each([
    ['de', 'nein, das stimmt'],
    ['en', "no, that's fine"],
    ['nl', 'nee, is goed'],
    ['es', 'no, está bien'],
  ] as const)('in %s, a yes after a no without a correction is left open: %s', (language, text) => {
    expect(understandAnswer(text, language).answer).not.toBe('yes')
  })
})

it('matches whole words only', () => {
  for (const text of ['noch', 'siehe', 'know', 'yesterday', 'nota', 'januari', 'jahr', 'sino']) {
    for (const language of SPOKEN_LANGUAGES) expect(understandAnswer(text, language).answer).toBe('unclear')
  }
})
