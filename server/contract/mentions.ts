/** Somebody whom a note can name. */
export interface Nameable {
  readonly id: string
  readonly name: string
}

/** Where a note names somebody: `text.slice(start, end)` begins with the "@". */
export interface MentionSpan {
  readonly start: number
  readonly end: number
  /** More than one when several members bear exactly this name. */
  readonly memberIds: readonly string[]
}

/**
 * Where a text names members with "@", from its beginning to its end.
 * 1. The longest name that stands there counts: "@Anna Maria" is never Anna.
 * 2. A whole name always counts; its first words alone ("@Anna" for Anna Berger) do when they can mean one member only.
 * 3. Case and accents do not matter, and an umlaut may be written out: "@Mueller" and "@muller" are Müller.
 * 4. A name ends where a word ends, and no mention begins within a word: neither "@Annalena" nor "a@anna" is Anna.
 */
export function mentionSpans(text: string, members: readonly Nameable[]): MentionSpan[] {
  if (!/[@＠]/u.test(text)) return []
  const names = branchesOf(members)
  const letters = lettersOf(text)
  const spans: MentionSpan[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const sign = letters[at]
    if (sign === undefined || !isSign(sign) || !canBeginMention(text, sign.start)) continue
    const found = longestName(letters, at + 1, names)
    if (found === null) continue
    at = found.end - 1
    spans.push({ start: sign.start, end: letters[at]?.end ?? sign.end, memberIds: [...found.memberIds] })
  }
  return spans
}

/** Whether an "@" at this place can begin a mention: it does not within a word, as in an e-mail address. */
export function canBeginMention(text: string, at: number): boolean {
  return !/[\p{L}\p{M}\p{N}][_+%-]*$/u.test(text.slice(Math.max(0, at - 64), at))
}

/** Whether what has been typed so far begins one of the words of a name; spelling matters as little as in mentions. */
export function beginsName(typed: string, name: string): boolean {
  const wanted = lettersOf(typed)
  const letters = lettersOf(name)
  const names = newBranch()
  for (const [at, letter] of letters.entries()) {
    if (isWord(letter) && !isWord(letters[at - 1])) branchAt(names, letters.slice(at))
  }
  return wanted.length === 0 || reached(wanted, 0, names).some(({ at }) => at === wanted.length)
}

/** One letter as it is compared, and where it stands. */
interface Letter {
  /** Without its accents, in lower case. */
  base: string
  /** It may be written out with an e. */
  umlaut: boolean
  start: number
  end: number
}

/** What the letters up to here may go on with; names that begin alike share their branches. */
interface Branch {
  readonly next: Map<string, Branch>
  /** Whose whole name ends here. */
  readonly whole: Set<string>
  /** Whose name begins with the words that end here. */
  readonly short: Set<string>
}

function isSign(letter: Letter): boolean {
  return letter.base === '@' || letter.base === '＠'
}

function isWord(letter: Letter | undefined): boolean {
  return letter !== undefined && /^[\p{L}\p{N}]/u.test(letter.base)
}

/** Whether a name may end here: "@Anna-Maria", "@anna.berger" and "@anna@example.test" are somebody else's. */
function endsWord(letters: readonly Letter[], end: number): boolean {
  const next = letters[end]
  if (next === undefined) return true
  if (isWord(next)) return !isWord(letters[end - 1])
  return !isSign(next) && !(/^[.\-_]$/.test(next.base) && isWord(letters[end + 1]))
}

/** The longest name that stands at this letter, if it says who is meant; `end` counts letters. */
function longestName(
  letters: readonly Letter[],
  from: number,
  names: Branch,
): { end: number; memberIds: ReadonlySet<string> } | null {
  const ends = reached(letters, from, names).filter(
    ({ at, branch }) => branch.whole.size + branch.short.size > 0 && endsWord(letters, at),
  )
  const end = Math.max(...ends.map(({ at }) => at))
  const longest = ends.filter(({ at }) => at === end).map(({ branch }) => branch)
  const whole = new Set(longest.flatMap((branch) => [...branch.whole]))
  if (whole.size > 0) return { end, memberIds: whole }
  const short = new Set(longest.flatMap((branch) => [...branch.short]))
  return short.size === 1 ? { end, memberIds: short } : null
}

interface Reached {
  branch: Branch
  /** The letter behind. */
  at: number
}

/** Everywhere that the letters from here on lead among names. */
function reached(letters: readonly Letter[], from: number, names: Branch): Reached[] {
  const all: Reached[] = []
  const open: Reached[] = [{ branch: names, at: from }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const onward = steps(letters, place)
    all.push(...onward)
    open.push(...onward)
  }
  return all
}

function steps(letters: readonly Letter[], { branch, at }: Reached): Reached[] {
  const letter = letters[at]
  if (letter === undefined) return []
  const plain = branch.next.get(letter.base)
  const drawnTogether = letter.umlaut ? plain?.next.get('e') : undefined
  const umlaut = branch.next.get(letter.base + DIAERESIS)
  const writtenOut = !letter.umlaut && letters[at + 1]?.base === 'e' ? umlaut : undefined
  return [plain, drawnTogether, umlaut, writtenOut].flatMap((found, index) =>
    found === undefined ? [] : [{ branch: found, at: at + (index === 3 ? 2 : 1) }],
  )
}

function newBranch(): Branch {
  return { next: new Map(), whole: new Set(), short: new Set() }
}

/** The branch at the end of these letters; what is missing grows. */
function branchAt(root: Branch, letters: readonly Letter[]): Branch {
  let branch = root
  for (const { base, umlaut } of letters) {
    const key = umlaut ? base + DIAERESIS : base
    const found = branch.next.get(key) ?? newBranch()
    branch.next.set(key, found)
    branch = found
  }
  return branch
}

function branchesOf(members: readonly Nameable[]): Branch {
  const root = newBranch()
  for (const { id, name } of members) {
    for (const { words, whole } of callNames(name)) {
      if (words === '') continue
      const end = branchAt(root, lettersOf(words))
      if (whole) end.whole.add(id)
      else end.short.add(id)
    }
  }
  return root
}

/** "Berger, Anna" as directories write it is Anna Berger as well, and nobody is called by a title alone. */
function callNames(name: string): { words: string; whole: boolean }[] {
  const plain = name.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const [family = '', given = '', ...more] = plain.split(/ ?, ?/u)
  const spoken = given === '' || more.length > 0 ? plain : `${given} ${family}`
  const words = spoken.split(' ')
  while (words.length > 1 && words[0]?.endsWith('.') === true) words.shift()
  const short = words.map((_, index) => words.slice(0, index + 1).join(' '))
  return [
    { words: plain, whole: true },
    { words: spoken, whole: true },
    ...short.map((first) => ({ words: first, whole: false })),
  ]
}

/** Letters that are no base letter with an accent; those with a + are written out like umlauts. */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'a+',
  ø: 'o+',
  œ: 'o+',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const DIAERESIS = '\u0308'
/** Blanks, and what is not seen, such as the marks of direction. */
const BLANK = /^[\p{Zs}\t\p{Cf}]$/u

/** A text as letters to compare; several blanks are one. */
function lettersOf(text: string): Letter[] {
  const letters: Letter[] = []
  let at = 0
  for (const sign of text) {
    const start = at
    at += sign.length
    const before = letters.at(-1)
    if (BLANK.test(sign)) {
      if (before?.base === ' ') before.end = at
      else letters.push({ base: ' ', umlaut: false, start, end: at })
    } else if (before !== undefined && /^\p{M}$/u.test(sign)) {
      before.umlaut ||= sign === DIAERESIS && /^[aou]$/.test(before.base)
      before.end = at
    } else letters.push(...foldSign(sign, { start, end: at }))
  }
  return letters
}

function foldSign(sign: string, place: { start: number; end: number }): Letter[] {
  if (sign >= '!' && sign <= '~') return [{ base: sign.toLowerCase(), umlaut: false, ...place }]
  const lower = sign.toLowerCase()
  const special = SPECIAL[lower]
  if (special !== undefined) {
    const umlaut = special.endsWith('+')
    return special
      .replace('+', '')
      .split('')
      .map((base) => ({ base, umlaut, ...place }))
  }
  const parts = lower.normalize('NFD')
  const base = parts.replace(/\p{M}/gu, '')
  return [
    { base: base === '' ? lower : base, umlaut: parts.endsWith(DIAERESIS) && /^[aou]/.test(base), ...place },
  ]
}
