import type { ReactNode } from 'react'

export interface Choice {
  key: string
  text: string
  icon?: ReactNode
  /** Already chosen, where several can be. */
  chosen?: boolean
  /** The keys that do the same. */
  keys?: readonly string[]
}

/** Letters as people type them: without case and accents. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Those that hold every typed word, in the order given; all when nothing is typed. */
export function findChoices(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean)
  return choices.filter(({ text }) => {
    const folded = fold(text)
    return wanted.every((word) => folded.includes(word))
  })
}
