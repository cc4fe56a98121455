import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scoreCases } from '../../support/understanding-score.ts'
import type { UnderstandingCase, UnderstandingScore } from '../../support/understanding-score.ts'

/** Least share understood, per language and kind. */
const FILES = [
  ['cases', 0.97],
  ['cases-more-a', 0.97],
  ['cases-more-b', 0.95],
  ['cases-more-c', 0.97],
] as const

function scoresOf(file: string): UnderstandingScore[] {
  const path = new URL(`../../fixtures/telephony/${file}.json`, import.meta.url)
  return scoreCases(JSON.parse(readFileSync(path, 'utf8')) as UnderstandingCase[])
}

describe.each(FILES)('labelled utterances: %s', (file, least) => {
  const scores = scoresOf(file)

  it.each(scores)('$language $kind: at least as many as promised are understood', (score) => {
    const allowed = Math.floor(score.total * (1 - least))
    // The misses themselves, so that a failure says which they are.
    expect(score.misses.length > allowed ? score.misses : []).toEqual([])
  })

  it('has no wrong answer that is certain', () => {
    expect(scores.filter(({ wrongConfident }) => wrongConfident > 0)).toEqual([])
  })

  it('covers four languages and both kinds', () => {
    expect(scores).toHaveLength(8)
  })
})
