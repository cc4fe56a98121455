import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdOrder } from '../../tab/src/features/inbox/held-order.ts'

const none = new Set<string>()

describe('a list that is held', () => {
  it('keeps its rows in place and counts what would change', () => {
    expect(holdOrder(['a', 'b', 'c'], ['c', 'a', 'b'], none)).toEqual({ ids: ['a', 'b', 'c'], updates: 1 })
    expect(holdOrder(['a', 'b'], ['new', 'a', 'b'], none)).toEqual({ ids: ['a', 'b'], updates: 1 })
    expect(holdOrder(['a', 'b'], ['a'], none)).toEqual({ ids: ['a', 'b'], updates: 1 })
  })

  it('takes further pages at its end without a word', () => {
    expect(holdOrder(['a', 'b'], ['a', 'b', 'c', 'd'], none)).toEqual({
      ids: ['a', 'b', 'c', 'd'],
      updates: 0,
    })
  })

  it('moves at once only what the person has acted on', () => {
    expect(holdOrder(['a', 'b', 'c'], ['a', 'c'], new Set(['b']))).toEqual({ ids: ['a', 'c'], updates: 0 })
    expect(holdOrder(['a', 'c'], ['a', 'b', 'c'], new Set(['b']))).toEqual({
      ids: ['a', 'b', 'c'],
      updates: 0,
    })
  })

  it('never shows a row twice, and has nothing to say about a list that is the same', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'.split('')), { maxLength: 10 })
    fc.assert(
      fc.property(ids, ids, ids, (shown, actual, touched) => {
        const held = holdOrder(shown, actual, new Set(touched))
        expect(new Set(held.ids).size).toBe(held.ids.length)
        expect(holdOrder(actual, actual, new Set(touched))).toEqual({ ids: actual, updates: 0 })
        const untouched = shown.filter((id) => !touched.includes(id))
        expect(held.ids.filter((id) => untouched.includes(id))).toEqual(untouched)
      }),
    )
  })
})
