import { renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { useAskedMessage } from '../../../tab/src/features/conversation/thread/use-asked-message.ts'
import type { Thread } from '../../../tab/src/features/conversation/types.ts'
import { aMessage, idOf } from '../builders.ts'

const message = (index: number) => aMessage({ id: idOf('mess', index) }, index)
const thread = (from: number, changes: Partial<Thread> = {}): Thread => ({
  messages: [from, from + 1, from + 2].map(message),
  pending: [],
  hasOlder: true,
  loading: null,
  failed: null,
  ...changes,
})

function ask(messageId: string | undefined, first: Thread) {
  const jumpTo = vi.fn<(id: string) => void>()
  const loadOlder = vi.fn<() => void>()
  const hook = renderHook(({ id, of }) => useAskedMessage(id, of, { loadOlder, jumpTo }), {
    initialProps: { id: messageId, of: first },
  })
  return {
    jumps: () => jumpTo.mock.calls.map(([id]) => id),
    asked: () => loadOlder.mock.calls.length,
    show: (of: Thread, id = messageId) => hook.rerender({ id, of }),
  }
}

describe('a message that a link leads to', () => {
  it('is shown when it is there, once', () => {
    const { jumps, asked, show } = ask(idOf('mess', 11), thread(10))
    show(thread(10, { loading: 'older' }))
    show(thread(9))
    expect([jumps(), asked()]).toEqual([[idOf('mess', 11)], 0])
  })

  it('is waited for while the thread is loaded', () => {
    const { jumps, show } = ask(idOf('mess', 11), thread(10, { messages: [], loading: 'first' }))
    expect(jumps()).toEqual([])
    show(thread(10))
    expect(jumps()).toEqual([idOf('mess', 11)])
  })

  it('is looked for among older ones until it is found', () => {
    const { jumps, asked, show } = ask(idOf('mess', 1), thread(10))
    show(thread(10, { loading: 'older' }))
    expect([jumps(), asked()]).toEqual([[], 1])
    show(thread(5))
    show(thread(1))
    expect([jumps(), asked()]).toEqual([[idOf('mess', 1)], 2])
  })

  it.each([
    ['there are no older ones', { hasOlder: false }],
    ['older ones cannot be fetched', { failed: 'offline' as const }],
  ])('is said to be missing when %s', (_, changes) => {
    const { jumps, asked } = ask(idOf('mess', 1), thread(10, changes))
    expect([jumps(), asked()]).toEqual([[idOf('mess', 1)], 0])
  })

  it('is not looked for without end', () => {
    const { jumps, asked, show } = ask(idOf('mess', 1), thread(1000))
    for (let from = 990; from > 900; from -= 1) show(thread(from))
    expect([jumps().length, asked()]).toEqual([1, 20])
  })

  it('is followed by another one that a link leads to', () => {
    const { jumps, show } = ask(idOf('mess', 11), thread(10))
    show(thread(10), idOf('mess', 12))
    expect(jumps()).toEqual([idOf('mess', 11), idOf('mess', 12)])
  })

  it('is nothing without such a link', () => {
    const { jumps, asked } = ask(undefined, thread(10))
    expect([jumps(), asked()]).toEqual([[], 0])
  })
})
