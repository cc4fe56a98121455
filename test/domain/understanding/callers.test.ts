import { describe, expect, it } from 'vitest'
import { understandAnswer } from '../../../server/domain/understanding/answer.ts'
import { SPOKEN_LANGUAGES } from '../../../server/domain/understanding/languages.ts'
import { CALLERS } from './callers/callers.ts'
import { SEQUELS } from './callers/sequels.ts'

/** A plain and an emphatic yes to go on from. */
const YES = {
  de: ['ja', 'ja gerne,'],
  en: ['yes', 'yes please,'],
  nl: ['ja', 'ja graag,'],
  es: ['sí', 'sí por favor,'],
}
/** Several times what an utterance takes once the lexicon is compiled; a machine under load is no error. */
const MOST_MILLISECONDS = 500

const lines = (block: string): string[] =>
  block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

describe.each(SPOKEN_LANGUAGES)('a caller who speaks %s', (language) => {
  const { yes, no, neighbours } = CALLERS[language]
  const { beginnings, stories, reasons } = SEQUELS[language]
  const answerTo = (text: string): string => understandAnswer(text, language).answer

  it.each(lines(yes))('says yes: %s (DX-DEFL-08)', (text) => {
    expect(answerTo(text)).toBe('yes')
  })

  it.each(lines(no))('says no: %s (DX-DEFL-07)', (text) => {
    expect(answerTo(text)).toBe('no')
  })

  it.each(lines(neighbours))('does not say yes: %s (DX-DEFL-06)', (text) => {
    expect(answerTo(text)).not.toBe('yes')
  })

  it('does not say yes by beginning to tell what the call is about (DX-DEFL-06)', () => {
    const told = lines(beginnings).flatMap((beginning) =>
      lines(stories).map((story) => `${beginning} ${story}`),
    )
    expect(told.filter((text) => answerTo(text) === 'yes')).toEqual([])
  })

  it('says yes with a reason or a condition of politeness behind it (DX-DEFL-08)', () => {
    const told = YES[language].flatMap((start) => lines(reasons).map((reason) => `${start} ${reason}`))
    expect(told.filter((text) => answerTo(text) !== 'yes')).toEqual([])
  })

  it('says nothing with the reason alone (DX-DEFL-06)', () => {
    expect(lines(reasons).filter((text) => answerTo(text) === 'yes')).toEqual([])
  })

  it('is understood at once', () => {
    const said = [...lines(yes), ...lines(no), ...lines(neighbours)]
    for (const text of said) answerTo(text)
    const started = performance.now()
    for (const text of said) answerTo(text)
    expect((performance.now() - started) / said.length).toBeLessThan(MOST_MILLISECONDS)
  })
})

it('reads umlauts that are spelt out', () => {
  for (const text of [
    'natuerlich',
    'natürlich',
    'selbstverstaendlich',
    'das waere schoen',
    'koennen Sie so machen',
  ]) {
    expect([text, understandAnswer(text, 'de').answer]).toEqual([text, 'yes'])
  }
})
