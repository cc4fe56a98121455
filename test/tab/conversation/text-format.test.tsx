import { cleanup, render } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import {
  countEmojiOnly,
  hrefOf,
  isRightToLeft,
  parseText,
  safeName,
  shortenedText,
  sourceOf,
  type TextNode,
} from '../../../tab/src/features/conversation/messages/text-format.ts'
import { FormattedText } from '../../../tab/src/features/conversation/messages/FormattedText.tsx'
import { wrapped } from './render-pane.tsx'

afterEach(cleanup)

const text = (value: string): TextNode => ({ kind: 'text', text: value })

/** Letters that make trouble, in any order. */
const nasty = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        '*',
        '_',
        '~',
        '`',
        '```',
        ' ',
        '\n',
        'a',
        'ä',
        '<b>',
        '&lt;',
        'https://a.de/x_y',
        'www.',
        '\u202e',
        '@',
        '(',
        ')',
        '.',
        '👍',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

describe('the format of texts', () => {
  it.each<[string, string, TextNode[]]>([
    ['bold', '*fett*', [{ kind: 'bold', children: [text('fett')] }]],
    ['italic', '_kursiv_', [{ kind: 'italic', children: [text('kursiv')] }]],
    ['struck', '~weg~', [{ kind: 'strike', children: [text('weg')] }]],
    ['mono', '```x y```', [{ kind: 'mono', text: 'x y', fence: '```' }]],
    ['code', '`x`', [{ kind: 'mono', text: 'x', fence: '`' }]],
    [
      'nested',
      '*a _b_*',
      [{ kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] }],
    ],
    ['a sum', '2*3*4', [text('2*3*4')]],
    ['a name', 'snake_case_name', [text('snake_case_name')]],
    ['a bullet', '* one', [text('* one')]],
    ['an open mark', '*open', [text('*open')]],
    ['two lines', '*a\nb*', [text('*a\nb*')]],
    ['marks in mono', '```*a*```', [{ kind: 'mono', text: '*a*', fence: '```' }]],
  ])('reads %s', (_, source, nodes) => {
    expect(parseText(source)).toEqual(nodes)
  })

  it.each([
    ['https://a.de/x_y_z', 'https://a.de/x_y_z'],
    ['www.beispiel.de', 'https://www.beispiel.de/'],
    ['maria@example.com', 'mailto:maria@example.com'],
    ['HTTPS://A.DE', 'https://a.de/'],
  ])('makes %s a link', (shown, href) => {
    expect(parseText(`Siehe ${shown}.`)).toEqual([
      text('Siehe '),
      { kind: 'link', text: shown, href },
      text('.'),
    ])
  })

  it('leaves punctuation and brackets around a link alone', () => {
    const links = parseText('(siehe https://a.de/b), *https://c.de*!').flatMap((node) =>
      node.kind === 'link'
        ? [node.text]
        : node.kind === 'bold'
          ? node.children.map((child) => child.kind)
          : [],
    )
    expect(links).toEqual(['https://a.de/b', 'link'])
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'https://', 'ftp://a.de'])(
    'never links to %s',
    (address) => {
      expect(hrefOf(address)).toBeNull()
      expect(parseText(address).some((node) => node.kind === 'link')).toBe(false)
    },
  )

  it('keeps every letter of the text', () => {
    fc.assert(
      fc.property(nasty, (source) => {
        expect(sourceOf(parseText(source))).toBe(source)
      }),
    )
  })

  it('never makes elements from what somebody wrote, other than marks and safe links', () => {
    fc.assert(
      fc.property(nasty, (source) => {
        const { container, unmount } = render(wrapped(<FormattedText text={source} />))
        const root = container.firstElementChild
        const names = [...(root?.querySelectorAll('*') ?? [])].map((element) => element.tagName)
        for (const name of names) expect(['STRONG', 'EM', 'S', 'CODE', 'A']).toContain(name)
        for (const link of root?.querySelectorAll('a') ?? []) {
          expect(link.href).toMatch(/^(?:https?:\/\/|mailto:)/)
          expect(link.rel).toContain('noopener')
        }
        unmount()
      }),
      { numRuns: 60 },
    )
  })

  it('ends a link where the direction of reading is overridden', () => {
    const [link] = parseText('https://a.de/\u202Egpj.exe')
    expect(link).toEqual({ kind: 'link', text: 'https://a.de/', href: 'https://a.de/' })
  })

  it('is quick with hostile input', () => {
    const started = performance.now()
    parseText('*a'.repeat(5000) + '_'.repeat(5000) + 'www.'.repeat(2000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('texts on the screen', () => {
  it.each([
    ['👍', 1],
    ['😀😍🎉', 3],
    ['👨‍👩‍👧 🇩🇪', 2],
    ['👍 ok', 0],
    ['123', 0],
    ['#', 0],
    ['', 0],
  ])('counts the emoji of %j as %i', (source, count) => {
    expect(countEmojiOnly(source)).toBe(count)
  })

  it('takes the direction from the first letter', () => {
    expect(isRightToLeft('123 مرحبا hello')).toBe(true)
    expect(isRightToLeft('hello مرحبا')).toBe(false)
    expect(isRightToLeft('123')).toBe(false)
  })

  it('shows names without anything that turns the direction or breaks the line', () => {
    expect(safeName('rechnung\u202Efdp.exe')).toBe('rechnung fdp.exe')
    expect(safeName('Ma\u0000ria\nRossi')).toBe('Ma ria Rossi')
    expect(safeName('Jörg Müller')).toBe('Jörg Müller')
  })

  it('shortens only what would fill the screen', () => {
    expect(shortenedText('kurz')).toBeNull()
    expect(shortenedText('x '.repeat(2000))?.length).toBeLessThan(1000)
    expect(shortenedText('a\n'.repeat(60))?.split('\n').length).toBeLessThan(24)
  })
})
