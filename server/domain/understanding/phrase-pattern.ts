import { fold } from '../search-words.ts'

/** How a language writes a word that has several spellings. */
type Standard = (word: string) => string

/** Words that a pattern leaves open, and up to how many. */
const GAPS: Readonly<Record<string, number>> = { '..': 1, '...': 3, '....': 9 }

/**
 * Compiles patterns into one expression over folded words and pauses (`|`), each followed by a blank.
 *
 * Notation, word by word: `wort?` may be missing, `(a|b c)` is one of several and may hold groups itself, `(a|b)?` may
 * be missing, `(a|b)+` stands for any of them in any order and number, none included, `wort*` is a beginning, `..`,
 * `...` and `....` stand for up to one, three and nine words, `^` and `$` for the ends of what was said, `~` for no
 * pause. Patterns are separated by commas or line breaks; those of more words are tried first.
 */
export function compilePhrases(patterns: string, standard: Standard = (word) => word): RegExp {
  const sources = patterns
    .split(/[,\n]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
    .map((pattern) => ({ pattern, words: wordsIn(pattern) }))
    .toSorted((one, other) => other.words - one.words || other.pattern.length - one.pattern.length)
    .map(({ pattern }) => compilePhrase(pattern, standard))
  // Without any pattern, an expression that never matches.
  return new RegExp(sources.length === 0 ? '(?!)' : `(?<= )(?!${PAUSE})(?:${sources.join('|')})`, 'g')
}

/** Punctuation in what was said: the fixed words of a pattern may have it in between, an open stretch ends there. */
const PAUSE = '(?:\\| )'

const ELEMENT = /[()|^$~?+]|[^\s()|^$~?+]+/g

/** As many words of a bag as people put beside each other; more would only cost time. */
const MOST_IN_A_BAG = 7

/** How many words a pattern takes up at most, groups counted once. */
function wordsIn(pattern: string): number {
  let bare = pattern
  // Innermost groups first.
  while (/\([^()]*\)/.test(bare)) bare = bare.replaceAll(/\([^()]*\)/g, 'group')
  return bare.split(' ').length
}

/** Each element becomes a piece of expression of its own, so that groups nest by themselves. */
function compilePhrase(pattern: string, standard: Standard): string {
  const elements = pattern.match(ELEMENT) ?? []
  // An open end of one word would only take away the word that says yes or no.
  while (elements.at(-1) === '..') elements.pop()
  return `(?:${elements.map((element) => compileElement(element, standard)).join('')})`
}

function compileElement(element: string, standard: Standard): string {
  if (element === '(') return '(?:'
  if (element === '~') return `(?!${PAUSE})`
  if (element === '^') return '(?<=^ )'
  if (')|$?'.includes(element)) return element
  if (element === '+') return `{0,${MOST_IN_A_BAG}}`
  const gap = GAPS[element]
  return gap === undefined
    ? `(?:${PAUSE}?${standard(foldWord(element)).replaceAll('*', '[^ <|]*')} )`
    : `(?:[^ <|]+ ){0,${gap}}`
}

/** As spoken words are folded: without accents and apostrophes. */
export function foldWord(word: string): string {
  return fold(word).replaceAll(/['’]/g, '')
}

/** The words of a list separated by blanks, folded as spoken words are. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(
    list
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(foldWord),
  )
}
