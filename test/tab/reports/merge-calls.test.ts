import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendPage, refreshPage, type CallPage } from '../../../tab/src/features/reports/merge-calls.ts'
import { aCall } from './fixtures.ts'

/** Calls from the newest to the oldest; a higher number is an earlier call. */
const calls = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => aCall(from + index))
const page = (from: number, to: number, nextCursor: string | null = `after ${to - 1}`): CallPage => ({
  items: calls(from, to),
  nextCursor,
})
const numbers = ({ items }: CallPage) => items.map(({ id }) => Number.parseInt(id, 16) - 9000)

describe('the list of calls', () => {
  it('continues where it ended and repeats no call that has moved down meanwhile', () => {
    const both = appendPage(page(10, 14), page(12, 18, null))
    expect(numbers(both)).toEqual([10, 11, 12, 13, 14, 15, 16, 17])
    expect(both.nextCursor).toBe(null)
  })

  it('shows new calls and new results on top of what was paged through', () => {
    const shown = appendPage(page(10, 14), page(14, 18))
    const fresh: CallPage = {
      items: [aCall(9), aCall(10, { result: 'abandoned' }), aCall(11), aCall(12)],
      nextCursor: 'x',
    }
    const refreshed = refreshPage(shown, fresh)
    expect(numbers(refreshed)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17])
    expect(refreshed.items[1]?.result).toBe('abandoned')
    expect(refreshed.nextCursor).toBe('after 17')
  })

  it('begins anew rather than leave a gap that nobody sees', () => {
    const fresh = page(0, 4)
    expect(refreshPage(page(10, 20), fresh)).toBe(fresh)
  })

  it('forgets calls that are gone for good', () => {
    expect(numbers(refreshPage(page(10, 20), page(10, 12, null)))).toEqual([10, 11])
  })

  it('is complete and in order however often it is refreshed and paged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant('more'), fc.integer({ min: 0, max: 3 })), { maxLength: 20 }),
        (moves) => {
          const oldest = 60
          let newest = 40
          const pageAt = (from: number): CallPage =>
            page(from, Math.min(from + 4, oldest), from + 4 >= oldest ? null : String(from + 4))
          let shown = pageAt(newest)
          for (const move of moves) {
            if (move === 'more') {
              if (shown.nextCursor !== null) shown = appendPage(shown, pageAt(Number(shown.nextCursor)))
            } else {
              newest -= move
              shown = refreshPage(shown, pageAt(newest))
            }
            expect(numbers(shown)).toEqual(shown.items.map((_, index) => newest + index))
          }
        },
      ),
    )
  })
})
