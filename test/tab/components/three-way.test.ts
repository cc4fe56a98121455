import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDays } from '../../../tab/src/features/administration/account/account-form.ts'
import {
  administrationAddress,
  PAGES,
  parseAdministrationPlace,
} from '../../../tab/src/features/administration/administration-address.ts'
import { changedFields, compareThree, mergeThree } from '../../../tab/src/components/changes/three-way.ts'
import { parseAddress } from '../../../tab/src/features/areas/area-address.ts'
import { idOf } from '../administration/fake-server.ts'

const values = fc.record({
  a: fc.constantFrom(1, 2, 3),
  b: fc.constantFrom('x', 'y', null),
  c: fc.subarray(['p', 'q']),
})
const three = fc.record({ base: values, mine: values, theirs: values })

describe('two who have changed the same thing', () => {
  it('lose nothing that only one of them has changed', () => {
    fc.assert(
      fc.property(three, fc.boolean(), (all, keep) => {
        const merged = mergeThree(all, () => keep)
        const { mine, theirs, disputed } = compareThree(all)
        for (const field of mine) expect(merged[field as 'a']).toEqual(all.mine[field as 'a'])
        for (const field of theirs) expect(merged[field as 'a']).toEqual(all.theirs[field as 'a'])
        for (const field of disputed) {
          expect(merged[field as 'a']).toEqual((keep ? all.mine : all.theirs)[field as 'a'])
        }
      }),
    )
  })

  it('dispute only what they have changed to different values', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { disputed } = compareThree({ base, mine, theirs })
        for (const field of disputed) {
          expect(changedFields(base, mine)).toContain(field)
          expect(changedFields(base, theirs)).toContain(field)
          expect(changedFields(mine, theirs)).toContain(field)
        }
        expect(compareThree({ base, mine, theirs: mine }).disputed).toEqual([])
      }),
    )
  })
})

describe('an address of the administration', () => {
  it('survives being written and read', () => {
    const page = fc.constantFrom(...PAGES)
    fc.assert(
      fc.property(page, fc.string({ maxLength: 200 }), (name, q) => {
        const read = parseAdministrationPlace(parseAddress(administrationAddress({ page: name, q })))
        expect(read).toEqual({ page: name, accountId: null, q, state: null })
      }),
    )
  })

  it.each([
    ['/administration', { page: 'accounts', accountId: null }],
    ['/administration/nonsense', { page: 'accounts', accountId: null }],
    ['/administration/accounts/not-an-id', { page: 'accounts', accountId: null }],
    [`/administration/accounts/${idOf(7)}`, { page: 'accounts', accountId: idOf(7) }],
    [`/administration/services/${idOf(7)}`, { page: 'services', accountId: null }],
    ['/administration/accounts?state=inactive', { page: 'accounts', state: 'inactive' }],
    ['/administration/accounts?state=gone', { page: 'accounts', state: null }],
  ])('%s leads to what it names, or to the nearest place', (address, place) => {
    expect(parseAdministrationPlace(parseAddress(address))).toMatchObject(place)
  })
})

it.each([
  ['90', 90],
  [' 1 ', 1],
  ['36500', 36_500],
  ['36501', null],
  ['0', null],
  ['-3', null],
  ['1.5', null],
  ['', null],
  ['neunzig', null],
])('%j days are %s (DX-RET-02)', (typed, days) => {
  expect(readDays(typed)).toBe(days)
})
