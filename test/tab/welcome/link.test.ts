import { afterEach, describe, expect, it } from 'vitest'
import { takeLink } from '../../../tab/src/features/welcome/link.ts'

const TOKEN = 'inv_0123456789abcdefghij'
const at = (address: string): void => window.history.replaceState(null, '', address)
const here = (): string => window.location.pathname + window.location.search + window.location.hash

afterEach(() => at('/'))

describe('a link that somebody was sent', () => {
  it.each(['invitation', 'reset', 'setup'] as const)('says that it is for: %s', (kind) => {
    at(`/welcome#${kind}=${TOKEN}`)
    expect(takeLink()).toEqual({ kind, token: TOKEN })
  })

  it('stays neither in the address nor in the history, and is taken once', () => {
    at(`/welcome?utm=x#invitation=${TOKEN}`)
    const steps = window.history.length
    takeLink()
    expect([here(), window.history.length, takeLink()]).toEqual(['/welcome?utm=x', steps, null])
  })

  it.each([
    '#invitation=',
    '#reset=short',
    `#setup=${'x'.repeat(200)}`,
    '#invitation=%3Cscript%3E%20of%20some%20length',
  ])('that cannot be one is thrown away: %s', (hash) => {
    at(`/welcome${hash}`)
    expect([takeLink(), here()]).toEqual([null, '/welcome'])
  })

  it.each(['', '#/mine', '#other=0123456789abcdefghij'])('is none of these: %s', (hash) => {
    at(`/welcome${hash}`)
    expect([takeLink(), here()]).toEqual([null, `/welcome${hash}`])
  })
})
