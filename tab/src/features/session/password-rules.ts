import { passwordFault, SHORTEST_PASSWORD, type PasswordFault } from '../../../../server/contract/identity.ts'
import type { ApiError } from '../../api/api-error.ts'

/** Shorter parts of a name are in too many words to mean anything. */
const SHORTEST_PART = 4

/** So many characters must be left when names and addresses are taken out: no fewer can ever be enough for the server. */
const ENOUGH_OTHERS = 8

const lettersOf = (text: string): number => Array.from(text).length

/** Whether the password is long enough, counted as people count letters. */
export function isLongEnough(password: string): boolean {
  return lettersOf(password) >= SHORTEST_PASSWORD
}

/** Whether hardly anything but somebody's own names and addresses is in the password. */
export function isOfOwnWords(password: string, about: readonly string[]): boolean {
  const words = about.flatMap(partsOf).toSorted((a, b) => b.length - a.length)
  const plain = folded(password)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest !== plain && lettersOf(rest) < ENOUGH_OTHERS
}

function partsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => lettersOf(part) >= SHORTEST_PART)
}

/** Without case and marks: to whoever guesses, `Müller` and `muller` are one word. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '')
}

/** What is wrong with a password as far as that can be told here; the server has the last word. */
export function findPasswordFault(password: string, about: readonly string[]): PasswordFault | null {
  if (!isLongEnough(password)) return 'too_short'
  return isOfOwnWords(password, about) ? 'contains_name' : null
}

/** Why the server refused a password; empty when it refused something else, or gave no reason that is known. */
export function refusedFor(error: ApiError | null): PasswordFault[] {
  if (error?.code !== 'password_refused') return []
  return (error.problem?.issues ?? []).flatMap(({ message }) => passwordFault.safeParse(message).data ?? [])
}
