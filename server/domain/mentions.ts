import { mentionSpans, type Nameable } from '../contract/mentions.ts'

/** The members whom a note names with "@", each once, in the order of their first mention. */
export function mentionedMembers(text: string, members: readonly Nameable[]): string[] {
  return [...new Set(mentionSpans(text, members).flatMap(({ memberIds }) => memberIds))]
}
