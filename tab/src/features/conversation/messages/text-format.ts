/** Formatted text as data: what is drawn is always text nodes, never markup made from a message. */
export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: TextNode[] }
  | { kind: 'mono'; text: string; fence: '`' | '```' }
  | { kind: 'link'; text: string; href: string }

type StyleKind = 'bold' | 'italic' | 'strike'

const STYLES: Readonly<Record<string, StyleKind>> = { '*': 'bold', _: 'italic', '~': 'strike' }
const MARKS: Readonly<Record<StyleKind, string>> = { bold: '*', italic: '_', strike: '~' }

/** Deeper nesting than people write; bounds the work for hostile input. */
const MAX_DEPTH = 4

// Direction overrides end an address: with them, what is read could differ from where it leads.
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>"'\u200e\u200f\u202a-\u202e\u2066-\u2069]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu
/** Browsers take no longer addresses either; bounds the work for hostile input. */
const MAX_LINK = 2048
const LINK_HERE = new RegExp(`^(?:${LINK.source})`, 'iu')
const TRAILING = /[.,:;!?*_~`]+$/u
const WORD = /[\p{L}\p{N}]/u

/** Reads WhatsApp's marks: `*bold*`, `_italic_`, `~strike~`, `` `mono` `` and links. */
export function parseText(source: string): TextNode[] {
  return parseStyled(source, 0)
}

/** The text exactly as it was written, marks included. */
export function sourceOf(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
        case 'link':
          return node.text
        case 'mono':
          return node.fence + node.text + node.fence
        case 'bold':
        case 'italic':
        case 'strike':
          return MARKS[node.kind] + sourceOf(node.children) + MARKS[node.kind]
      }
    })
    .join('')
}

function parseStyled(source: string, depth: number): TextNode[] {
  const nodes: TextNode[] = []
  let plain = ''
  let at = 0
  const flush = () => {
    if (plain !== '') nodes.push(...parseLinks(plain))
    plain = ''
  }
  while (at < source.length) {
    const found = depth < MAX_DEPTH ? styledAt(source, at, depth) : null
    const link = found === null ? linkAt(source, at) : null
    if (found !== null) {
      flush()
      nodes.push(found.node)
      at = found.end
    } else if (link !== null) {
      plain += link
      at += link.length
    } else {
      plain += source[at]
      at += 1
    }
  }
  flush()
  return nodes
}

/** A link that begins here: its underscores and tildes are no marks. */
function linkAt(source: string, at: number): string | null {
  if (!/[hHwW]/.test(source[at] ?? '') || WORD.test(source[at - 1] ?? '')) return null
  const head = source.slice(at, at + 8).toLowerCase()
  if (!head.startsWith('http://') && !head.startsWith('https://') && !head.startsWith('www.')) return null
  const match = LINK_HERE.exec(source.slice(at, at + MAX_LINK))
  return match === null ? null : trimLink(match[0])
}

function styledAt(source: string, at: number, depth: number): { node: TextNode; end: number } | null {
  const mark = source[at] ?? ''
  if (mark === '`') return monoAt(source, at)
  const kind = STYLES[mark]
  if (kind === undefined || WORD.test(source[at - 1] ?? '')) return null
  const end = closingMark(source, at, mark)
  if (end === -1) return null
  return { node: { kind, children: parseStyled(source.slice(at + 1, end), depth + 1) }, end: end + 1 }
}

/** The mark that closes: on the same line, not after a space, not inside a word. */
function closingMark(source: string, from: number, mark: string): number {
  const first = source[from + 1]
  if (first === undefined || /\s/u.test(first) || first === mark) return -1
  for (let at = from + 2; at < source.length && source[at] !== '\n'; at += 1) {
    if (source[at] !== mark) continue
    if (!/\s/u.test(source[at - 1] ?? '') && !WORD.test(source[at + 1] ?? '')) return at
  }
  return -1
}

function monoAt(source: string, at: number): { node: TextNode; end: number } | null {
  const fence = source.startsWith('```', at) ? '```' : '`'
  const end = source.indexOf(fence, at + fence.length)
  if (end <= at + fence.length) return null
  const text = source.slice(at + fence.length, end)
  if (text.trim() === '' || (fence === '`' && text.includes('\n'))) return null
  return { node: { kind: 'mono', text, fence }, end: end + fence.length }
}

function parseLinks(text: string): TextNode[] {
  const nodes: TextNode[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    const shown = trimLink(match[0])
    const href = hrefOf(shown)
    if (href === null) continue
    if (match.index > at) nodes.push({ kind: 'text', text: text.slice(at, match.index) })
    nodes.push({ kind: 'link', text: shown, href })
    at = match.index + shown.length
  }
  if (at < text.length) nodes.push({ kind: 'text', text: text.slice(at) })
  return nodes
}

/** Punctuation after an address belongs to the sentence, and so does a bracket that was opened before it. */
function trimLink(found: string): string {
  let link = found.replace(TRAILING, '')
  while (link.endsWith(')') && !link.includes('(')) link = link.slice(0, -1).replace(TRAILING, '')
  return link
}

/** An address that may be opened, or `null`: web and mail only. */
export function hrefOf(shown: string): string | null {
  const lower = shown.toLowerCase()
  const isWeb = lower.startsWith('http://') || lower.startsWith('https://')
  if (!isWeb && !lower.startsWith('www.'))
    return /^[^\s@/]+@[^\s@/]+$/u.test(shown) ? `mailto:${shown}` : null
  try {
    const url = new URL(isWeb ? shown : `https://${shown}`)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\p{Regional_Indicator}|\u200d|\ufe0f)+$/u
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** How many emoji a message consists of; 0 when there is anything else in it. */
export function countEmojiOnly(text: string): number {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > 60) return 0
  const graphemes = [...new Intl.Segmenter().segment(trimmed)].map(({ segment }) => segment)
  const pictures = graphemes.filter((grapheme) => grapheme.trim() !== '')
  return pictures.every((grapheme) => EMOJI.test(grapheme) && PICTURE.test(grapheme)) ? pictures.length : 0
}

const FIRST_STRONG = /[\p{L}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** Whether the text reads from right to left, by its first letter as `dir="auto"` decides. */
export function isRightToLeft(text: string): boolean {
  const letter = FIRST_STRONG.exec(text)?.[0]
  return letter !== undefined && RIGHT_TO_LEFT.test(letter)
}

const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** A name from outside as one harmless line: nothing in it can turn the direction of what stands around it. */
export function safeName(name: string): string {
  return name.replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim()
}

const LONG_TEXT = 1100
const LONG_LINES = 24

/** The beginning of a text that would fill the screen; `null` when it need not be shortened. */
export function shortenedText(text: string): string | null {
  const lines = text.split('\n')
  if (text.length <= LONG_TEXT && lines.length <= LONG_LINES) return null
  const cut = lines
    .slice(0, LONG_LINES - 6)
    .join('\n')
    .slice(0, LONG_TEXT - 250)
  const space = cut.lastIndexOf(' ')
  return `${space > cut.length - 40 ? cut.slice(0, space) : cut}…`
}
