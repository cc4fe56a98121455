import { cleanName } from '../../server/domain/clean-text.ts'

/** Characters that hide, reorder or break text: controls (but line feeds), bidi overrides and isolates, halves of pairs. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\p{Surrogate}]/gu

/** A number whose digits are masked by asterisks, as titles show it. */
const MASKED = /^\+\d{1,4}(?: \*+)+$/

/** What somebody wrote, fit for a card: no controls, whole characters, at most so many of them on so many lines. */
export function cutText(text: string, longest: number, lines = 1): string {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSAFE, ' ')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  const kept =
    clean.length <= lines ? clean : [...clean.slice(0, lines - 1), clean.slice(lines - 1).join(' ')]
  const characters = Array.from(kept.join('\n'))
  if (characters.length <= longest) return characters.join('')
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`
}

/** The name of a person, a service or a place: on one line, bounded. */
export function cutName(name: string, longest = 80): string {
  return cutText(cleanName(name), longest)
}

/** A conversation's title. Dots mask digits as well as asterisks do, and no client takes them for Markdown. */
export function cutTitle(title: string): string {
  const name = cutName(title)
  return MASKED.test(name) ? name.replaceAll('*', '•') : name
}
