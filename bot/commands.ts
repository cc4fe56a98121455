import { locale } from '../server/contract/member.ts'
import { fillers, phrases, statusWords, type Command } from './texts/phrases.ts'

export type { Command } from './texts/phrases.ts'

const words = (lists: Readonly<Record<(typeof locale.options)[number], string>>): string[] =>
  locale.options.flatMap((language) => lists[language].split(', '))

/**
 * In every language whatever the person's own: Teams sends the title that it shows, and they may have learnt another.
 */
const KNOWN = phrases.map((command) => ({ command: commandOf(command), phrases: words(command) }))
const FILLERS = new Set(words(fillers))
const STATUS_WORDS = words(statusWords)

/** Longer texts are no commands. */
const LONGEST = 100

/**
 * Which command a text is, in whatever language; `null` when it is none. Case, punctuation, accents, umlauts written as `ae` and a
 * leading slash do not matter, small slips of longer words only where nothing else can be meant.
 */
export function readCommand(text: string): Command | null {
  if (text.length > LONGEST * 10) return null
  if (/^[\s?¿]+$/.test(text) && text.includes('?')) return { name: 'help' }
  const said = plainWords(text)
  if (said === '' || said.length > LONGEST) return null
  const variants = variantsOf(said)
  const exact = KNOWN.find((known) => variants.some((wanted) => known.phrases.includes(wanted)))
  if (exact !== undefined) return exact.command
  return variants.map(closest).find((found) => found !== null) ?? null
}

function commandOf({ name, availability }: Command): Command {
  return availability === undefined ? { name } : { name, availability }
}

/** Lower case letters and digits with single blanks; mentions and marks are left out, umlauts become two letters. */
function plainWords(text: string): string {
  return text
    .replaceAll(/<at[^>]*>[^<]*<\/at>/gi, ' ')
    .replaceAll(/<[^>]*>|&nbsp;/gi, ' ')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{Mark}|['’`´]/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}

/** The text itself, and without what may stand around a command. */
function variantsOf(said: string): string[] {
  const bare = said
    .split(' ')
    .filter((word) => !FILLERS.has(word))
    .join(' ')
  const first = STATUS_WORDS.find((word) => bare.startsWith(`${word} `))
  const rest = first === undefined ? '' : bare.slice(first.length + 1)
  return [...new Set([said, bare, ...availabilityOf(rest)])].filter((variant) => variant !== '')
}

/** What follows "status" counts when it is an availability: "status queue" is none. */
function availabilityOf(rest: string): string[] {
  return KNOWN.some((known) => known.command.availability !== undefined && known.phrases.includes(rest))
    ? [rest]
    : []
}

/** The one command that is a slip away, if nothing else can be meant. */
function closest(wanted: string): Command | null {
  const slips = wanted.length >= 9 ? 2 : wanted.length >= 4 ? 1 : 0
  if (slips === 0) return null
  const ranked = KNOWN.map((known) => ({
    command: known.command,
    distance: Math.min(...known.phrases.map((phrase) => slipsBetween(wanted, phrase, slips))),
  })).toSorted((a, b) => a.distance - b.distance)
  const [best, rival] = ranked
  if (best === undefined || rival === undefined || best.distance > slips) return null
  const margin = isOrder(best.command) ? 1 : 0
  return rival.distance > best.distance + margin ? best.command : null
}

/** What changes something by being said, so that another thing must not be nearly as likely. */
function isOrder({ name, availability }: Command): boolean {
  return name === 'connect' || name === 'disconnect' || availability !== undefined
}

const TOO_FAR = 99

/**
 * How many letters are wrong, missing, too many or swapped with their neighbour. In four letters only a swap is a slip: another
 * letter makes another word of them.
 */
function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return TOO_FAR
  if (Math.min(a.length, b.length) < 5) return isSwapped(a, b) ? 1 : TOO_FAR
  return editDistance(a, b)
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 4) return false
  const at = a.split('').findIndex((letter, index) => letter !== b[index])
  if (at === -1) return true
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** Damerau's distance, with swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let twoAgo: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        (before[column] ?? TOO_FAR) + 1,
        (current[column - 1] ?? TOO_FAR) + 1,
        (before[column - 1] ?? TOO_FAR) + (same ? 0 : 1),
        swap ? (twoAgo[column - 2] ?? TOO_FAR) + 1 : TOO_FAR,
      )
    }
    twoAgo = before
    before = current
  }
  return before[b.length] ?? TOO_FAR
}
