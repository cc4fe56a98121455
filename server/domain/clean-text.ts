/** Characters that hide, reorder or break text: controls (but tab and line feed), bidi overrides and isolates, BOM. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g

const LONGEST_NAME = 120

/** A name somebody else chose, fit for one line: no controls or bidi tricks, single blanks, bounded. */
export function cleanName(name: string): string {
  const flat = name.replaceAll(UNSAFE, '').replaceAll(/\s+/g, ' ').trim()
  return Array.from(flat).slice(0, LONGEST_NAME).join('')
}

const LONGEST_FILE_NAME = 150

/**
 * A file name somebody else chose: the last path segment without characters that file systems or shells
 * read specially, bounded, its extension kept; `fallback` when nothing is left.
 */
export function cleanFileName(name: string, fallback: string): string {
  const segment = name.split(/[/\\]/).pop() ?? ''
  const flat = cleanName(segment)
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  if (flat === '') return fallback
  if (flat.length <= LONGEST_FILE_NAME) return flat
  const dot = flat.lastIndexOf('.')
  const extension = dot > 0 && flat.length - dot <= 12 ? flat.slice(dot) : ''
  return flat.slice(0, LONGEST_FILE_NAME - extension.length) + extension
}

/** The beginning of a text for lists: one line, whole characters. */
export function excerpt(text: string, length: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  // Twice the length holds enough characters even if each takes two units; a pair cut in half comes after them.
  const characters = Array.from(flat.slice(0, length * 2 + 2))
  return characters.length <= length ? flat : `${characters.slice(0, length - 1).join('')}…`
}
