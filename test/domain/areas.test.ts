import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { area, areasOf, type Area } from '../../server/contract/areas.ts'
import { environmentKind, role, type EnvironmentKind, type Role } from '../../server/contract/member.ts'
import { can, rightsIn, type Action } from '../../server/domain/roles.ts'

/** What each area cannot do without: one of these. */
const NEEDS: Record<Area, readonly Action[]> = {
  inbox: ['conversation:see'],
  reports: ['call:see'],
  studio: ['service:see', 'member:manage'],
  administration: ['account:see'],
}

const areasFor = (roles: readonly Role[], kind: EnvironmentKind = 'customer'): Area[] =>
  areasOf(rightsIn({ roles }, { kind }))

describe('the areas of the app (DX-ROLE-09, DX-NAV-01)', () => {
  it('are shown to exactly those whose roles let them in', () => {
    const kinds = fc.constantFrom(...environmentKind.options)
    fc.assert(
      fc.property(fc.subarray([...role.options]), kinds, (roles, kind) => {
        expect(areasFor(roles, kind)).toEqual(
          area.options.filter((name) => NEEDS[name].some((right) => can({ roles }, right, { kind }))),
        )
      }),
    )
  })

  it('let those who answer customers begin in the inbox, whatever else they are', () => {
    expect(areasFor(['producer', 'agent'])[0]).toBe('inbox')
    expect(areasFor(['analyst'])[0]).toBe('reports')
    expect(areasFor(['contentManager'])).toEqual(['studio'])
    expect(areasFor(['environmentManager'])).toEqual(['studio'])
    expect(areasFor(['developer'])).toEqual([])
  })

  it('have an administration only for the managers of an agency (DX-ROLE-11)', () => {
    expect(areasFor(['environmentManager'], 'agency')).toContain('administration')
    expect(areasFor([...role.options], 'customer')).not.toContain('administration')
    expect(areasFor(['producer', 'analyst', 'operator'], 'agency')).not.toContain('administration')
  })
})
