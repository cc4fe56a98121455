import { describe, expect, it } from 'vitest'
import { role } from '../../../server/contract/member.ts'
import { can, rightsIn } from '../../../server/domain/roles.ts'
import {
  mayOpen,
  pageAddress,
  pageIn,
  pagesOf,
} from '../../../tab/src/features/studio/frame/environment-pages.ts'

const place = (kind: 'agency' | 'customer', ...roles: (typeof role.options)[number][]) => ({
  kind,
  rights: rightsIn({ roles }, { kind }),
})

describe("an environment's pages", () => {
  it('are offered to those whose roles include them (DX-NAV-04, DX-ROLE-09)', () => {
    expect(pagesOf(place('customer', 'producer'))).toEqual(['services', 'orders', 'teams'])
    expect(pagesOf(place('customer', 'environmentManager'))).toEqual([
      'services',
      'orders',
      'members',
      'access',
      'settings',
      'audit',
      'integrations',
      'privacy',
      'teams',
    ])
    expect(pagesOf(place('customer', 'analyst'))).toEqual(['services'])
    expect(pagesOf(place('customer', 'agent'))).toEqual([])
  })

  it('hold nothing of customers in an agency (DX-NAV-08)', () => {
    expect(pagesOf(place('agency', 'environmentManager', 'producer'))).toEqual([
      'members',
      'access',
      'settings',
      'audit',
    ])
  })

  it.each(role.options)('offer a %s the app package where the server allows it', (name) => {
    expect(mayOpen('teams', place('customer', name))).toBe(can({ roles: [name] }, 'teams:package'))
  })

  it('are found again by their addresses', () => {
    for (const page of pagesOf(place('customer', ...role.options))) {
      expect(pageIn(pageAddress(page).split('/').slice(2))).toBe(page)
    }
    expect(pageIn(['a'.repeat(24)])).toBeNull()
    expect(pageIn([])).toBeNull()
  })
})
