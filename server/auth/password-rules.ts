import { SHORTEST_PASSWORD, type PasswordFault } from '../contract/identity.ts'
import { COMMON_WORDS } from './common-words.ts'
import { normalisedPassword } from './passwords.ts'

const LONGEST_BYTES = 1024

/** What a password has to be worth: about eight characters that nobody could foresee. */
const ENOUGH = 8

/** A known word is worth as much as three characters by chance, anything that goes on by a rule as much as one. */
const WORD_VALUE = 3
const RULE_VALUE = 1
const DIGIT_VALUE = 0.7

const SHORTEST_WORD = 4
const LONGEST_WORD = 24

/** Passwords are judged by their beginning: whoever types more than that is safe or wants to be difficult. */
const JUDGED = 200

/**
 * Why nobody should have this password; empty when it is good. Only length and foreseeable passwords are refused (NIST
 * SP 800-63B): those known from breaches, and those made of known words, keyboard rows, sequences, repetitions and years. `own`
 * is what the person is known by: names, the address, the organisation.
 */
export async function passwordFaults(password: string, own: readonly string[]): Promise<PasswordFault[]> {
  const normal = normalisedPassword(password)
  if (Buffer.byteLength(normal) > LONGEST_BYTES) return ['too_long']
  const tooShort = Array.from(normal).length < SHORTEST_PASSWORD
  const words = await commonPasswords()
  const text = folded(normal).slice(0, JUDGED)
  const known = (part: string): boolean => words.has(part)
  const foreseeable = known(text) || valueOf(text, known, []) < ENOUGH
  const ofOwnWords = !foreseeable && valueOf(text, known, ownWords(own)) < ENOUGH
  return [
    ...(tooShort ? (['too_short'] as const) : []),
    // What is too short is weak as well: one reason is enough.
    ...(foreseeable && !tooShort ? (['breached'] as const) : []),
    ...(ofOwnWords ? (['contains_name'] as const) : []),
  ]
}

let loading: Promise<ReadonlySet<string>> | null = null

/** Loaded when it is first needed: half a megabyte that most processes never look at. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'].map(folded), ...COMMON_WORDS]),
  )
  return loading
}

/** Without case and marks: `Größe` and `grosse` are one word to whoever guesses. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replaceAll(/\p{M}/gu, '')
}

/** Names and addresses in their parts. */
function ownWords(own: readonly string[]): string[] {
  return own
    .flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= SHORTEST_WORD)
}

/** How many unforeseeable characters a password is worth. */
function valueOf(text: string, known: (part: string) => boolean, own: readonly string[]): number {
  const period = periodOf(text)
  const once = period < text.length ? RULE_VALUE : 0
  const seen = new Set<string>()
  let value = once
  for (let at = 0; at < period;) {
    const chunk = longestChunk(text.slice(at, period), known, own)
    const part = text.slice(at, at + chunk.length)
    value += seen.has(part) && chunk.length > 1 ? 0 : chunk.value
    seen.add(part)
    at += chunk.length
  }
  return value
}

/** After how many characters the text begins again; its length when it never does. */
function periodOf(text: string): number {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (
      text ===
      text
        .slice(0, period)
        .repeat(Math.ceil(text.length / period))
        .slice(0, text.length)
    )
      return period
  }
  return text.length
}

interface Chunk {
  length: number
  value: number
}

/** The longest foreseeable beginning, or one character. */
function longestChunk(text: string, known: (part: string) => boolean, own: readonly string[]): Chunk {
  const found: Chunk[] = [
    { length: ownLength(text, own), value: 0 },
    { length: wordLength(text, known), value: WORD_VALUE },
    { length: ruleLength(text), value: RULE_VALUE },
  ]
  const [best] = found.toSorted((a, b) => b.length - a.length || a.value - b.value)
  if (best !== undefined && best.length >= 3) return best
  const [first = ''] = Array.from(text)
  return { length: Math.max(1, first.length), value: /\d/.test(first) ? DIGIT_VALUE : 1 }
}

function ownLength(text: string, own: readonly string[]): number {
  const variants = variantsOf(text)
  const lengths = own
    .filter((word) => variants.some((variant) => variant.startsWith(word)))
    .map((word) => word.length)
  return Math.max(0, ...lengths)
}

function wordLength(text: string, known: (part: string) => boolean): number {
  const variants = variantsOf(text)
  for (let length = Math.min(LONGEST_WORD, text.length); length >= SHORTEST_WORD; length -= 1) {
    if (variants.some((variant) => known(variant.slice(0, length)))) return length
  }
  return 0
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '+': 't',
}

/** As it is, with signs read as the letters they look like, and as typed on a German keyboard taken for an English one. */
function variantsOf(text: string): string[] {
  const head = text.slice(0, LONGEST_WORD)
  const read = head.replaceAll(/[^a-z]/g, (sign) => LOOKALIKES[sign] ?? sign)
  const swapped = head.replaceAll(/[yz]/g, (letter) => (letter === 'y' ? 'z' : 'y'))
  return [head, read, read.replaceAll('i', 'l'), swapped]
}

/** Rows of keyboards and the alphabet, which people run along in both directions. */
const ROWS = [
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'yxcvbnm',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6zhn7ujm',
  '1qay2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1q2w3e4r5t6z7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'q1w2e3r4t5z6u7i8o9p0',
].flatMap((row) => [row, Array.from(row).toReversed().join('')])

function ruleLength(text: string): number {
  const year = /^(?:19|20)\d\d/.test(text) ? 4 : 0
  const date = /^(?:[0-3]\d[.\-/]?[01]\d[.\-/]?(?:19|20)\d\d|(?:19|20)\d\d[.\-/]?[01]\d[.\-/]?[0-3]\d)/.exec(
    text,
  )
  const repeated = /^(.)\1+/u.exec(text)?.[0].length ?? 0
  return Math.max(year, date?.[0].length ?? 0, repeated, rowLength(text))
}

/** How many characters run along a row. */
function rowLength(text: string): number {
  const lengths = ROWS.map((row) => {
    const from = row.indexOf(text.charAt(0))
    if (from < 0 || text === '') return 0
    let length = 1
    while (from + length < row.length && text[length] === row[from + length]) length += 1
    return length
  })
  return Math.max(0, ...lengths)
}
