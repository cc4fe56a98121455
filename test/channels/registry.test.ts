import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { connectors, findConnector } from '../../server/channels/registry.ts'
import { fixturesOf } from './contract.ts'

const guide = readFileSync(new URL('../../docs/adding-a-channel.md', import.meta.url), 'utf8')

describe('the registry of connectors', () => {
  it('has one connector for each kind and provider', () => {
    expect(new Set(connectors.map(({ id }) => id)).size).toBe(connectors.length)
    for (const connector of connectors) {
      expect(connector.id).toBe(`${connector.kind}-${connector.provider}`)
      expect(findConnector(connector.kind, connector.provider)).toBe(connector)
    }
  })

  it('knows none for a provider that nobody wrote', () => {
    expect(findConnector('whatsapp', 'pigeon')).toBeUndefined()
  })

  it.each(connectors.map(({ id }) => id))(
    'finds folder, contract test, fixtures and a line of docs for %s',
    (id) => {
      expect(existsSync(new URL(`../../server/channels/${id}/index.ts`, import.meta.url))).toBe(true)
      const test = new URL(`./${id}.test.ts`, import.meta.url)
      expect(existsSync(test), `test/channels/${id}.test.ts`).toBe(true)
      expect(readFileSync(test, 'utf8')).toContain('describeConnector(')
      expect(fixturesOf(id).length, `test/fixtures/${id}`).toBeGreaterThan(0)
      expect(guide).toContain(`\`${id}\``)
    },
  )
})
