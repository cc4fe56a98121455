import { readFileSync } from 'node:fs'
import { scoreCases } from '../support/understanding-score.ts'

const FILES = ['cases', 'cases-more-a', 'cases-more-b', 'cases-more-c']

/** How much of the labelled utterances is understood, by language and kind; wrong but confident must be none. */
export function understandingTable(): string[] {
  return FILES.flatMap((file) => {
    const path = new URL(`../fixtures/telephony/${file}.json`, import.meta.url)
    const scores = scoreCases(JSON.parse(readFileSync(path, 'utf8')))
    return [
      file,
      ...scores.map(({ language, kind, total, right, wrongConfident }) => {
        const percent = ((100 * right) / total).toFixed(1).padStart(5)
        return `  ${language} ${kind.padEnd(6)} ${percent} % of ${total}, wrong but confident: ${wrongConfident}`
      }),
    ]
  })
}
