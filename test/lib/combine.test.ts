import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempt, combined, type Combining, type Outcome } from '../../server/lib/combine.ts'

interface Request {
  calls: readonly string[]
  end(outcomes?: readonly Outcome<string>[]): void
  fail(error: unknown): void
}

const echo = (calls: readonly string[]): Outcome<string>[] => calls.map((call) => ({ answer: `${call}!` }))

/** A combiner whose requests end when the test says so. */
function held(options: Partial<Combining<string, string>> = {}) {
  const requests: Request[] = []
  const call = combined<string, string>({
    most: 10,
    run: (calls) =>
      new Promise((resolve, reject) => {
        requests.push({ calls, end: (outcomes = echo(calls)) => resolve(outcomes), fail: reject })
      }),
    ...options,
  })
  return { call, requests, sent: () => requests.map(({ calls }) => calls) }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('combined calls', () => {
  it('go out at once, by themselves, when nothing is under way', async () => {
    const { call, requests, sent } = held()
    const answer = call('a')
    await nextTurn()
    expect(sent()).toEqual([['a']])
    requests[0]!.end()
    expect(await answer).toBe('a!')
    await nextTurn()
    const later = call('b')
    await nextTurn()
    expect(sent()).toEqual([['a'], ['b']])
    requests[1]!.end()
    expect(await later).toBe('b!')
  })

  it('share a request when they come in the same turn of the event loop, also from within promises', async () => {
    const { call, requests, sent } = held()
    const answers = [call('a'), Promise.resolve().then(() => call('b'))]
    await nextTurn()
    expect(sent()).toEqual([['a', 'b']])
    requests[0]!.end()
    expect(await Promise.all(answers)).toEqual(['a!', 'b!'])
  })

  it('wait for the request under way and share the next one, in order and up to the most', async () => {
    const { call, requests, sent } = held({ most: 2 })
    const answers = [call('a')]
    await nextTurn()
    answers.push(call('b'), call('c'), call('d'))
    await nextTurn()
    expect(sent()).toEqual([['a']])
    for (const at of [0, 1, 2]) {
      requests[at]!.end()
      await nextTurn()
      await nextTurn()
    }
    expect(sent()).toEqual([['a'], ['b', 'c'], ['d']])
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!'])
  })

  it('never share a request when their keys are equal, and keep their order', async () => {
    const { call, requests, sent } = held({ keyOf: (name) => name.slice(0, 1) })
    const answers = ['x1', 'x2', 'y1', 'x3', 'y2'].map((name) => call(name))
    for (const at of [0, 1, 2]) {
      await nextTurn()
      requests[at]!.end()
      await nextTurn()
    }
    expect(sent()).toEqual([['x1', 'y1'], ['x2', 'y2'], ['x3']])
    expect(await Promise.all(answers)).toEqual(['x1!', 'x2!', 'y1!', 'x3!', 'y2!'])
  })

  it('fail only for whom the request says so', async () => {
    const { call, requests } = held()
    const answers = Promise.allSettled([call('a'), call('b')])
    await nextTurn()
    requests[0]!.end([{ error: new Error('b has it') }, { answer: 'fine' }])
    expect(await answers).toEqual([
      { status: 'rejected', reason: new Error('b has it') },
      { status: 'fulfilled', value: 'fine' },
    ])
  })

  it('all fail with a request that fails as a whole, and the next ones go on', async () => {
    const { call, requests } = held()
    const answers = Promise.allSettled([call('a'), call('b')])
    await nextTurn()
    const broken = new Error('connection lost')
    requests[0]!.fail(broken)
    expect(await answers).toEqual([
      { status: 'rejected', reason: broken },
      { status: 'rejected', reason: broken },
    ])
    const later = call('c')
    await nextTurn()
    requests[1]!.end()
    expect(await later).toBe('c!')
  })

  it('are made again one by one when one of them may be to blame', async () => {
    const seen: (readonly string[])[] = []
    const call = combined<string, string>({
      most: 10,
      separates: (error) => error instanceof TypeError,
      run: (calls) => {
        seen.push(calls)
        if (calls.includes('bad')) throw new TypeError('cannot be written down')
        return Promise.resolve(echo(calls))
      },
    })
    const answers = await Promise.allSettled([call('a'), call('bad'), call('b')])
    expect(answers).toEqual([
      { status: 'fulfilled', value: 'a!' },
      { status: 'rejected', reason: new TypeError('cannot be written down') },
      { status: 'fulfilled', value: 'b!' },
    ])
    expect(seen).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']])
  })

  it('do not wait for ever behind a request that is never answered', async () => {
    const { call, requests, sent } = held({ patienceMs: 20 })
    const stuck = call('a')
    await nextTurn()
    const waiting = call('b')
    await expect.poll(sent).toEqual([['a'], ['b']])
    requests[1]!.end()
    expect(await waiting).toBe('b!')
    requests[0]!.end()
    expect(await stuck).toBe('a!')
    const after = call('c')
    await nextTurn()
    requests[2]!.end()
    expect(await after).toBe('c!')
  })

  it('reject when a request says nothing of them', async () => {
    const { call, requests } = held()
    const answer = call('a')
    await nextTurn()
    requests[0]!.end([])
    await expect(answer).rejects.toThrow('told nothing')
  })

  it('are each answered exactly once with their own answer, however they come and whatever fails', async () => {
    const steps = fc.array(
      fc.record({ key: fc.constantFrom('p', 'q', 'r'), fails: fc.boolean(), turns: fc.nat(2) }),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (plan, most) => {
        const order = new Map<string, number[]>()
        const call = combined<number, number>({
          most,
          keyOf: (at) => plan[at]!.key,
          async run(calls) {
            expect(calls.length).toBeLessThanOrEqual(most)
            const keys = calls.map((at) => plan[at]!.key)
            expect(new Set(keys).size).toBe(keys.length)
            calls.forEach((at, n) => order.set(keys[n]!, [...(order.get(keys[n]!) ?? []), at]))
            for (let turn = 0; turn < calls.length % 3; turn += 1) await nextTurn()
            return calls.map((at) => (plan[at]!.fails ? { error: at } : { answer: at }))
          },
        })
        const outcomes: Promise<Outcome<number>>[] = []
        for (const [at, { turns }] of plan.entries()) {
          outcomes.push(attempt(() => call(at)))
          for (let turn = 0; turn < turns; turn += 1) await nextTurn()
        }
        expect(await Promise.all(outcomes)).toEqual(
          plan.map(({ fails }, at) => (fails ? { error: at } : { answer: at })),
        )
        for (const made of order.values()) expect(made).toEqual(made.toSorted((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  })
})
