import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { MessageView } from '../../server/contract/message.ts'
import { ApiError } from '../../tab/src/api/api-error.ts'
import { applyEvent } from '../../tab/src/state/apply-event.ts'
import { patchThread } from '../../tab/src/state/apply-page.ts'
import { createPendingStorage } from '../../tab/src/state/pending-storage.ts'
import { createSendingQueue } from '../../tab/src/state/sending-queue.ts'
import { createStore } from '../../tab/src/state/store.ts'
import { aMessage, ANNA, aState, at, idOf, NOON } from './builders.ts'

const CONVERSATION = idOf('conv', 1)

interface Attempt {
  text: string
  clientId: string
  accept: () => MessageView
  fail: (error: unknown) => void
}

function setUp(options: { now?: Date } = {}) {
  const store = createStore(patchThread(aState(), CONVERSATION, { cursor: null }))
  const attempts: Attempt[] = []
  const timers: { callback: () => void; ms: number }[] = []
  let stored = 0
  const queue = createSendingQueue({
    store,
    storage: createPendingStorage(ANNA.id),
    now: () => options.now ?? NOON,
    setTimer: (callback, ms) => {
      timers.push({ callback, ms })
      return 0 as unknown as ReturnType<typeof setTimeout>
    },
    post: (conversationId, body) =>
      new Promise((resolve, reject) => {
        attempts.push({
          text: body.text ?? '',
          clientId: body.clientId,
          accept() {
            const message = aMessage(
              {
                conversationId,
                direction: 'outbound',
                clientId: body.clientId,
                text: body.text ?? '',
                delivery: { status: 'queued', at: at(1) },
              },
              ++stored,
            )
            resolve(message)
            return message
          },
          fail: reject,
        })
      }),
  })
  const send = (clientId: string, text = clientId): void =>
    queue.send(CONVERSATION, { clientId, text }, { text })
  const pending = () => store.get().pending.get(CONVERSATION) ?? []
  const shown = () =>
    store
      .get()
      .threads.get(CONVERSATION)
      ?.messages.map(({ text }) => text)
  return { store, queue, attempts, timers, send, pending, shown }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const storedKeys = () => Object.keys(localStorage).filter((key) => key.includes('pending'))

beforeEach(() => localStorage.clear())

describe('sending', () => {
  it('shows the answer at once and replaces it by the message', async () => {
    const { send, attempts, pending, shown } = setUp()
    send('a')
    expect(pending()).toMatchObject([{ clientId: 'a', state: 'sending' }])
    expect(storedKeys()).toHaveLength(1)
    attempts[0]!.accept()
    await settle()
    expect(pending()).toEqual([])
    expect(shown()).toEqual(['a'])
    expect(storedKeys()).toEqual([])
  })

  it('never doubles a message that the live event brings before the reply', async () => {
    const { store, send, attempts, pending, shown } = setUp()
    send('a')
    const message = attempts[0]!.accept()
    store.update((state) => applyEvent(state, { type: 'message:created', payload: message }))
    expect(pending()).toEqual([])
    await settle()
    expect(shown()).toEqual(['a'])
    store.update((state) => applyEvent(state, { type: 'message:created', payload: message }))
    expect(shown()).toEqual(['a'])
  })

  it('stays settled when the reply is lost but the event has come', async () => {
    const { store, send, attempts, pending, timers } = setUp()
    send('a')
    const message = aMessage({ clientId: 'a', direction: 'outbound' }, 1)
    store.update((state) => applyEvent(state, { type: 'message:created', payload: message }))
    attempts[0]!.fail(new ApiError('offline'))
    await settle()
    expect(pending()).toEqual([])
    expect(timers).toEqual([])
    expect(storedKeys()).toEqual([])
  })

  it('keeps the order of a conversation', async () => {
    const { send, attempts, shown } = setUp()
    send('a')
    send('b')
    expect(attempts.map(({ text }) => text)).toEqual(['a'])
    attempts[0]!.accept()
    await settle()
    expect(attempts.map(({ text }) => text)).toEqual(['a', 'b'])
    attempts[1]!.accept()
    await settle()
    expect(shown()).toEqual(['a', 'b'])
  })
})

describe('when it does not work', () => {
  it('waits while there is no connection and leaves with the same client id when it is back', async () => {
    const { queue, send, attempts, pending, shown } = setUp()
    send('a')
    attempts[0]!.fail(new ApiError('offline'))
    await settle()
    expect(pending()).toMatchObject([{ state: 'waiting' }])
    queue.flush()
    expect(attempts.map(({ clientId }) => clientId)).toEqual(['a', 'a'])
    attempts[1]!.accept()
    await settle()
    expect(pending()).toEqual([])
    expect(shown()).toEqual(['a'])
  })

  it('is asked to flush as often as one likes without sending twice at a time', async () => {
    const { queue, send, attempts } = setUp()
    send('a')
    queue.flush()
    queue.flush()
    expect(attempts).toHaveLength(1)
    await settle()
  })

  it('tries again by itself, each time a little later', async () => {
    const { send, attempts, timers } = setUp()
    send('a')
    for (const expected of [2000, 4000, 8000]) {
      attempts.at(-1)!.fail(new ApiError('offline'))
      await settle()
      expect(timers.at(-1)?.ms).toBe(expected)
      timers.at(-1)!.callback()
    }
  })

  it('waits as long as the server asks', async () => {
    const { send, attempts, timers } = setUp()
    send('a')
    const problem = {
      type: 'x',
      title: 'x',
      status: 429,
      code: 'rate_limited' as const,
      retryAfterSeconds: 20,
    }
    attempts[0]!.fail(new ApiError('rate_limited', { status: 429, problem }))
    await settle()
    expect(timers.at(-1)?.ms).toBe(20_000)
  })

  it('asks a person when the server says no, and goes on with the next', async () => {
    const { send, attempts, pending } = setUp()
    send('a')
    send('b')
    const problem = { type: 'x', title: 'x', status: 409, code: 'window_closed' as const }
    attempts[0]!.fail(new ApiError('window_closed', { status: 409, problem }))
    await settle()
    expect(pending()).toMatchObject([
      { clientId: 'a', state: 'rejected', problem: { code: 'window_closed' } },
      { clientId: 'b', state: 'sending' },
    ])
    expect(attempts.at(-1)?.clientId).toBe('b')
  })

  it('gives up on a server that keeps failing, but never forgets the answer', async () => {
    const { send, attempts, timers, pending } = setUp()
    send('a')
    for (let count = 0; count < 5; count++) {
      attempts.at(-1)!.fail(new ApiError('internal_error', { status: 500 }))
      await settle()
      if (count < 4) timers.at(-1)!.callback()
    }
    expect(pending()).toMatchObject([{ state: 'rejected' }])
    expect(storedKeys()).toHaveLength(1)
  })

  it('sends a rejected answer again, or forgets it, when told to', async () => {
    const { queue, send, attempts, pending } = setUp()
    send('a')
    attempts[0]!.fail(new ApiError('forbidden', { status: 403 }))
    await settle()
    queue.resend(CONVERSATION, 'a')
    expect(pending()[0]).toMatchObject({ state: 'sending' })
    expect(pending()[0]).not.toHaveProperty('problem')
    attempts[1]!.fail(new ApiError('forbidden', { status: 403 }))
    await settle()
    queue.discard(CONVERSATION, 'a')
    expect(pending()).toEqual([])
    expect(storedKeys()).toEqual([])
  })
})

describe('after a reload', () => {
  it('takes up what was not confirmed, with the same client id', async () => {
    const first = setUp()
    first.send('a')
    first.queue.stop()
    const second = setUp()
    second.queue.restore()
    expect(second.attempts.map(({ clientId }) => clientId)).toEqual(['a'])
    second.attempts[0]!.accept()
    await settle()
    expect(second.shown()).toEqual(['a'])
    expect(storedKeys()).toEqual([])
  })

  it('keeps the order in which they were written', () => {
    const first = setUp()
    first.send('a')
    first.queue.stop()
    const later = setUp({ now: new Date(NOON.getTime() + 1000) })
    later.queue.send(CONVERSATION, { clientId: 'b', text: 'b' }, {})
    later.queue.stop()
    const second = setUp()
    second.queue.restore()
    expect(second.pending().map(({ clientId }) => clientId)).toEqual(['a', 'b'])
  })

  it('asks before an answer of hours ago leaves', () => {
    const first = setUp()
    first.send('a')
    first.queue.stop()
    const second = setUp({ now: new Date(NOON.getTime() + 3 * 60 * 60_000) })
    second.queue.restore()
    expect(second.pending()).toMatchObject([{ clientId: 'a', state: 'rejected' }])
    expect(second.attempts).toEqual([])
  })

  it('ignores what is not what it wrote', () => {
    localStorage.setItem(`callover.pending.${ANNA.id}.x`, '{"broken":')
    localStorage.setItem(`callover.pending.${ANNA.id}.y`, '{"conversationId":1}')
    const { queue, pending } = setUp()
    queue.restore()
    expect(pending()).toEqual([])
  })

  it('works without any storage', async () => {
    const broken = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const { send, attempts, shown } = setUp()
    send('a')
    attempts[0]!.accept()
    await settle()
    expect(shown()).toEqual(['a'])
    broken.mockRestore()
  })
})
