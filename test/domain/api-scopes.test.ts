import { describe, expect, it } from 'vitest'
import { apiScope } from '../../server/contract/integration-routes.ts'
import { action } from '../../server/contract/rights.ts'
import { grantsOf, SCOPE_ACTIONS, uselessScopes } from '../../server/domain/api-scopes.ts'
import { can } from '../../server/domain/roles.ts'

describe('the scopes of an API key', () => {
  it('grant what they say and nothing else', () => {
    const grants = grantsOf(['conversations:read'])
    const allowed = action.options.filter((one) => can({ roles: [], grants }, one))
    expect(allowed.toSorted()).toEqual(['channel:see', 'conversation:see', 'member:see', 'template:see'])
  })

  it('let whoever writes read', () => {
    expect(grantsOf(['conversations:write'])).toEqual(
      expect.arrayContaining(grantsOf(['conversations:read'])),
    )
  })

  it('add up, each action once', () => {
    const grants = grantsOf(apiScope.options)
    expect(new Set(grants).size).toBe(grants.length)
    expect(grants).toEqual(expect.arrayContaining(Object.values(SCOPE_ACTIONS).flat()))
  })

  it('never allow to manage people, keys, settings or privacy requests', () => {
    const grants = grantsOf(apiScope.options)
    for (const kind of ['customer', 'agency'] as const) {
      const held = action.options.filter((one) => can({ roles: [], grants }, one, { kind }))
      for (const never of [
        'member:manage',
        'integration:manage',
        'contact:erase',
        'contact:export',
        'audit:see',
      ])
        expect(held).not.toContain(never)
    }
  })

  it("order for customers with an agency's key only", () => {
    const grants = grantsOf(['orders:write'])
    expect(can({ roles: [], grants }, 'order:manage', { kind: 'agency' })).toBe(true)
    expect(can({ roles: [], grants }, 'order:manage', { kind: 'customer' })).toBe(false)
    expect(uselessScopes(['orders:write', 'calls:read'], 'customer')).toEqual(['orders:write'])
    expect(uselessScopes(['orders:write', 'calls:read'], 'agency')).toEqual(['calls:read'])
  })
})
