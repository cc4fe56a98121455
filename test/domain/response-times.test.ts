import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstResponseMs, median } from '../../server/domain/response-times.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 4, 9, 0, seconds))

describe('the first response', () => {
  const rows: { rule: string; wroteAt: Date | null; answers: Date[]; ms: number | null }[] = [
    { rule: 'is none where nobody wrote', wroteAt: null, answers: [at(5)], ms: null },
    { rule: 'is none where nobody answered', wroteAt: at(0), answers: [], ms: null },
    { rule: 'is not what was written before', wroteAt: at(10), answers: [at(5)], ms: null },
    {
      rule: 'is the earliest behind, in whatever order',
      wroteAt: at(10),
      answers: [at(5), at(40), at(25)],
      ms: 15_000,
    },
    { rule: 'may come at once', wroteAt: at(10), answers: [at(10)], ms: 0 },
  ]
  it.each(rows)('$rule', ({ wroteAt, answers, ms }) => {
    expect(firstResponseMs({ wroteAt, answers })).toBe(ms)
  })
})

describe('the median', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[3, 100, 1], 3],
    [[10, 9, 2, 1], 5.5],
  ])('of %j is %j', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  it('has as many values below as above, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1 }), (values) => {
        const middle = median(values) ?? NaN
        const below = values.filter((value) => value < middle).length
        const above = values.filter((value) => value > middle).length
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2)
        expect(median(values.toReversed())).toBe(middle)
      }),
    )
  })
})
