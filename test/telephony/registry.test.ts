import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findProvider, providers } from '../../server/telephony/registry.ts'

const guide = readFileSync(new URL('../../docs/adding-a-telephony-provider.md', import.meta.url), 'utf8')

describe('the registry of telephony providers', () => {
  it('has one provider of each name', () => {
    expect(new Set(providers.map(({ provider }) => provider)).size).toBe(providers.length)
    for (const provider of providers) expect(findProvider(provider.provider)).toBe(provider)
  })

  it('knows none of a name that nobody wrote', () => {
    expect(findProvider('pigeon')).toBeUndefined()
    expect(findProvider('')).toBeUndefined()
  })

  it.each(providers.map(({ provider }) => provider))(
    'finds folder, contract test, fixtures and a line of docs for %s',
    (provider) => {
      expect(existsSync(new URL(`../../server/telephony/${provider}/index.ts`, import.meta.url))).toBe(true)
      const test = new URL(`./${provider}.test.ts`, import.meta.url)
      expect(existsSync(test), `test/telephony/${provider}.test.ts`).toBe(true)
      expect(readFileSync(test, 'utf8')).toContain('describeProvider(')
      const fixtures = new URL(`../fixtures/telephony/${provider}/`, import.meta.url)
      expect(readdirSync(fixtures).length, `test/fixtures/telephony/${provider}`).toBeGreaterThan(0)
      expect(guide).toContain(`\`${provider}\``)
    },
  )
})
