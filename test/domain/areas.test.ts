import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { area, areasOf, type Area } from '../../server/contract/areas.ts'
import { role } from '../../server/contract/member.ts'
import { can, type Action } from '../../server/domain/roles.ts'

/** What an area cannot do without. */
const NEEDS: Record<Area, Action> = {
  inbox: 'conversation:see',
  reports: 'call:see',
  studio: 'service:see',
}

describe('the areas of the app (DX-ROLE-09)', () => {
  it('are shown to exactly those whose roles let them in', () => {
    fc.assert(
      fc.property(fc.subarray([...role.options]), (roles) => {
        expect(areasOf(roles)).toEqual(area.options.filter((name) => can({ roles }, NEEDS[name])))
      }),
    )
  })

  it('let those who answer customers begin in the inbox, whatever else they are', () => {
    expect(areasOf(['producer', 'agent'])[0]).toBe('inbox')
    expect(areasOf(['analyst'])[0]).toBe('reports')
    expect(areasOf(['contentManager'])).toEqual(['studio'])
    expect(areasOf(['developer'])).toEqual([])
  })
})
