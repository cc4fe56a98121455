import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReturnPath } from '../../server/http/return-path.ts'

const OURS = 'https://callover.example.test'

/** What people who lure others write: pieces of addresses, in any order. */
const crafted = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '\\',
        '.',
        '..',
        '%2f',
        '%5c',
        '%2e',
        '\t',
        '\n',
        '@',
        ':',
        '?',
        '#',
        'https:',
      ),
      fc.constantFrom('evil.test', 'studio', 'reports', 'javascript:', '\u0000', '\uFF0F', 'ä'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('the page that somebody comes back to', () => {
  it('is one of ours, whatever they write', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          crafted,
          crafted.map((rest) => `/${rest}`),
        ),
        (given) => {
          const { page, hash } = parseReturnPath(given)
          for (const address of [page, `${page}${hash}`, `${page}#signed-in=x`]) {
            expect(new URL(address, OURS).origin).toBe(OURS)
            expect(new URL(`${OURS}${address}`).origin).toBe(OURS)
          }
          expect(page).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('is the one they wrote when it is a plain path', () => {
    for (const page of ['/', '/studio/abc?tab=texts', '/reports', '/teams/inbox?view=mine', '/a%2Fb'])
      expect(parseReturnPath(page)).toEqual({ page, hash: '' })
    expect(parseReturnPath('/#/mine/c/1?q=x')).toEqual({ page: '/', hash: '#/mine/c/1?q=x' })
  })

  it('is home for everything that is no text or no page', () => {
    for (const given of [
      undefined,
      null,
      7,
      ['/studio'],
      { toString: () => '/studio' },
      '/api/v1/me',
      '/AUTH/x',
    ])
      expect(parseReturnPath(given)).toEqual({ page: '/', hash: '' })
  })
})
