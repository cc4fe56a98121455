import { fold, searchWordsOf } from '../domain/search-words.ts'

/** A number with blanks or punctuation in it, which a search takes as one word. */
const NUMBERS = /\d[\d\s()/.-]*\d/g

/** What something with these names is found by. */
export function nameWords(names: readonly (string | null)[]): string[] {
  const given = names.filter((name) => name !== null)
  const numbers = given.flatMap((name) => name.match(NUMBERS) ?? [])
  const joined = numbers.map((number) => number.replaceAll(/\D/g, ''))
  return [...new Set([...searchWordsOf({ names: given, phones: [] }), ...joined])]
}

/** Where a name stands in a list: without regard to case and accents. */
export function nameKeyOf(name: string): string {
  return fold(name)
}
