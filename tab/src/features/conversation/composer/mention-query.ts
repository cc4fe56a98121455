import { beginsName, canBeginMention } from '../../../../../server/contract/mentions.ts'
import { safeName } from '../messages/text-format.ts'
import type { Person } from '../types.ts'

/** A mention that is being typed. */
export interface MentionQuery {
  /** Where its "@" stands. */
  at: number
  typed: string
}

/** Longer than what people type of a name. */
const MAX_TYPED = 60
const SIGN = /[@＠][^@＠\n]*$/u
/** What is left of the word that the caret stands in. */
const REST_OF_WORD = /^[\p{L}\p{M}\p{N}]*/u

/** The mention in which the caret stands. It ends with a blank, and goes on when the next word fits a name. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const from = Math.max(0, caret - MAX_TYPED)
  const found = SIGN.exec(text.slice(from, caret))
  if (found === null) return null
  const at = from + found.index
  const typed = text.slice(at + 1, caret)
  return /^\s|\s$/u.test(typed) || !canBeginMention(text, at) ? null : { at, typed }
}

/** Those whom the typed letters can mean: first those whose name begins with them, each group by name. */
export function fittingPeople(people: readonly Person[], typed: string, language: string): Person[] {
  const firstWord = (text: string): string => text.trim().split(/\s/u)[0] ?? ''
  const rank = ({ name }: Person): number => (beginsName(firstWord(typed), firstWord(name)) ? 0 : 1)
  return people
    .filter(({ name }) => beginsName(typed, name))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language))
}

/** The text with the whole name in place of what stood there of it, and where the caret is then. */
export function completeMention(
  text: string,
  { at, typed }: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const typedEnd = at + 1 + typed.length
  const rest = REST_OF_WORD.exec(text.slice(typedEnd))?.[0] ?? ''
  const end = beginsName(typed + rest, name) ? typedEnd + rest.length : typedEnd
  const before = `${text.slice(0, at)}@${safeName(name)} `
  return { text: before + text.slice(end).replace(/^ /u, ''), caret: before.length }
}

/** The text with an "@" at the caret, after a blank where it would stand within a word. */
export function beginMention(
  text: string,
  { from, to }: { from: number; to: number },
): { text: string; caret: number } {
  const head = text.slice(0, from)
  const before = `${head}${canBeginMention(text, from) ? '' : ' '}@`
  return { text: before + text.slice(to), caret: before.length }
}
