import fc from 'fast-check'
import * as markdown from 'prettier/plugins/markdown'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, separateFunctions } from '../../../bot/cards/escape-markdown.ts'
import { nastyText } from './nasty-text.ts'

interface Node {
  type: string
  value?: string
  children?: Node[]
}

const { parse } = (markdown as unknown as { parsers: { markdown: { parse: (text: string) => Node } } })
  .parsers.markdown

/** Everything that CommonMark and its usual extensions find in a text. */
function findIn(text: string): { kinds: Set<string>; words: string } {
  const kinds = new Set<string>()
  const paragraphs: string[] = []
  const visit = ({ type, value = '', children = [] }: Node): string => {
    kinds.add(type)
    const words = value + children.map(visit).join('')
    if (type === 'paragraph') paragraphs.push(words)
    return words
  }
  visit(parse(text))
  return { kinds, words: paragraphs.join('\n') }
}

const flat = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

const PLAIN = new Set(['root', 'paragraph', 'text'])

describe('text for a TextBlock', () => {
  it.each([
    ['Anna *Boss* Müller', String.raw`Anna \*Boss\* Müller`],
    ['App_Pool_01', String.raw`App\_Pool\_01`],
    ['[Gewinn](https://evil.example)', String.raw`\[Gewinn\](https\://evil.example)`],
    ['<at>Anna</at>', String.raw`\<at>Anna\</at>`],
    ['- Liste', String.raw`\- Liste`],
    ['1. Liste', String.raw`1\. Liste`],
    ['# Titel', String.raw`\# Titel`],
    ['> Zitat', String.raw`\> Zitat`],
    ['{{DATE(2020-01-01T00:00:00Z)}}', String.raw`{\{DATE(2020-01-01T00:00:00Z)}}`],
    ['eine\nzwei', 'eine\n\nzwei'],
  ])('says %j without meaning it', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it.each([
    '+49 30 123456',
    '#1042 · Hotline',
    'Müller & Söhne',
    '-',
    'a - b',
    'Dr. Anna-Lena',
    '3 > 2',
    '17:30',
    '1.204',
    '@Anna',
    'a | b',
    '(ok)!',
  ])('leaves %j as it is wherever nothing could be meant', (text) => {
    // A dash alone begins an empty list, so it is the one that needs its backslash.
    expect(escapeMarkdown(text)).toBe(text === '-' ? String.raw`\-` : text)
  })

  it('is never read as Markdown, and says letter by letter what it was made of', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        const { kinds, words } = findIn(escapeMarkdown(text))
        expect([...kinds].filter((kind) => !PLAIN.has(kind))).toEqual([])
        expect(flat(words)).toBe(flat(text))
      }),
      { numRuns: 600 },
    )
  })

  it('contains no function that clients carry out', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        expect(escapeMarkdown(text)).not.toContain('{{')
        expect(separateFunctions(text).join('')).toBe(text)
        for (const part of separateFunctions(text))
          expect(part).not.toMatch(/\{\{(?:DATE|TIME)\(\d{4}-\d\d-\d\d/i)
      }),
    )
  })
})
