import type { Problem } from '../../../server/contract/errors.ts'
import type { MessageView } from '../../../server/contract/message.ts'
import { ApiError } from '../api/api-error.ts'
import type { Draft, PendingMessage } from '../features/conversation/types.ts'
import { putMessage } from './apply-event.ts'
import type { PendingStorage } from './pending-storage.ts'
import { withEntry, type State } from './state.ts'
import type { Store } from './store.ts'

const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 30_000
/** So often a fault of the server is tried again before a person is asked. */
const MOST_ATTEMPTS = 5
/** An answer that a closed window left behind longer ago than this no longer leaves without being asked. */
const STALE_AFTER_MS = 60 * 60_000

export interface SendingQueue {
  send: (conversationId: string, draft: Draft, preview: PendingMessage['preview']) => void
  resend: (conversationId: string, clientId: string) => void
  discard: (conversationId: string, clientId: string) => void
  /** The connection is back: whatever waits leaves now. */
  flush: () => void
  /** Takes up what an earlier page left behind. */
  restore: () => void
  stop: () => void
}

export interface SendingDeps {
  store: Store<State>
  /** Repeating it with the same `clientId` is answered with the first result. */
  post: (conversationId: string, draft: Draft) => Promise<MessageView>
  storage: PendingStorage
  now: () => Date
  setTimer?: (callback: () => void, ms: number) => ReturnType<typeof setTimeout>
}

function toProblem(error: unknown): Problem {
  if (error instanceof ApiError && error.problem !== undefined) return error.problem
  const code = error instanceof ApiError && error.code !== 'offline' ? error.code : 'internal_error'
  return { type: 'about:blank', title: code, status: error instanceof ApiError ? error.status : 0, code }
}

/** How long to wait before another attempt; `null` when only a person can decide. */
function pauseAfter(error: unknown, attempts: number): number | null {
  const backOff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1))
  if (!(error instanceof ApiError)) return null
  const { code } = error
  if (code === 'offline' || code === 'unauthenticated') return backOff
  if (code === 'rate_limited') return Math.max(backOff, (error.problem?.retryAfterSeconds ?? 0) * 1000)
  const isOurs = code === 'internal_error' || code === 'channel_unavailable'
  return isOurs && attempts < MOST_ATTEMPTS ? backOff : null
}

/**
 * Answers on their way to the server: in order per conversation, never lost, never doubled.
 *
 * Each keeps its `clientId` over all attempts and reloads. It is gone from here as soon as a message with that
 * `clientId` is in the state, whether the reply to the request or a live event brings it first.
 */
export function createSendingQueue(deps: SendingDeps): SendingQueue {
  const { store, storage } = deps
  const setTimer = deps.setTimer ?? ((callback, ms) => setTimeout(callback, ms))
  const running = new Set<string>()
  const attempts = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let stopped = false

  const drafts = (conversationId: string): readonly PendingMessage[] =>
    store.get().pending.get(conversationId) ?? []

  function change(conversationId: string, next: readonly PendingMessage[]): void {
    store.update((state) => ({
      ...state,
      pending: withEntry(state.pending, conversationId, next.length > 0 ? next : undefined),
    }))
  }

  /** Does nothing when the message has arrived meanwhile. */
  function mark(
    conversationId: string,
    clientId: string,
    state: PendingMessage['state'],
    problem?: Problem,
  ): void {
    const known = drafts(conversationId)
    if (!known.some((draft) => draft.clientId === clientId)) return
    change(
      conversationId,
      known.map((draft) => {
        if (draft.clientId !== clientId) return draft
        const { problem: _, ...rest } = draft
        return { ...rest, state, ...(problem === undefined ? {} : { problem }) }
      }),
    )
  }

  async function work(conversationId: string): Promise<void> {
    if (running.has(conversationId) || stopped) return
    running.add(conversationId)
    clearTimeout(timers.get(conversationId))
    timers.delete(conversationId)
    let pauseMs: number | null = null
    while (pauseMs === null && !stopped) {
      const draft = drafts(conversationId).find((candidate) => candidate.state !== 'rejected')
      if (draft === undefined) break
      pauseMs = await attempt(conversationId, draft)
    }
    running.delete(conversationId)
    if (pauseMs !== null && !stopped) {
      timers.set(
        conversationId,
        setTimer(() => void work(conversationId), pauseMs),
      )
    }
  }

  /** `null` when this one is settled and the next may go. */
  async function attempt(conversationId: string, draft: PendingMessage): Promise<number | null> {
    const { clientId } = draft
    mark(conversationId, clientId, 'sending')
    try {
      const message = await deps.post(conversationId, draft.body)
      attempts.delete(clientId)
      store.update((state) => putMessage(state, message))
      forget(conversationId, clientId)
      return null
    } catch (error) {
      const count = (attempts.get(clientId) ?? 0) + 1
      const pauseMs = pauseAfter(error, count)
      attempts.set(clientId, count)
      if (pauseMs === null) {
        attempts.delete(clientId)
        mark(conversationId, clientId, 'rejected', toProblem(error))
        return null
      }
      mark(conversationId, clientId, 'waiting')
      return drafts(conversationId).some((other) => other.clientId === clientId) ? pauseMs : null
    }
  }

  function forget(conversationId: string, clientId: string): void {
    const known = drafts(conversationId)
    const rest = known.filter((draft) => draft.clientId !== clientId)
    if (rest.length !== known.length) change(conversationId, rest)
  }

  const unsubscribe = keepStored(store, storage)

  return {
    send(conversationId, draft, preview) {
      const known = drafts(conversationId)
      if (known.some((other) => other.clientId === draft.clientId)) return
      const message: PendingMessage = {
        clientId: draft.clientId,
        body: draft,
        at: deps.now().toISOString(),
        state: 'sending',
        preview,
      }
      change(conversationId, [...known, message])
      void work(conversationId)
    },
    resend(conversationId, clientId) {
      attempts.delete(clientId)
      mark(conversationId, clientId, 'sending')
      void work(conversationId)
    },
    discard: forget,
    flush() {
      for (const conversationId of store.get().pending.keys()) void work(conversationId)
    },
    restore() {
      const oldest = deps.now().getTime() - STALE_AFTER_MS
      for (const { conversationId, message } of storage.load()) {
        const known = drafts(conversationId)
        if (known.some((draft) => draft.clientId === message.clientId)) continue
        const stale = new Date(message.at).getTime() < oldest
        const state = stale || message.state === 'rejected' ? 'rejected' : 'waiting'
        change(conversationId, [...known, { ...message, state }])
        void work(conversationId)
      }
    },
    stop() {
      stopped = true
      unsubscribe()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/** Writes through every change of what is pending. */
function keepStored(store: Store<State>, storage: PendingStorage): () => void {
  let before = store.get().pending
  return store.subscribe(() => {
    const after = store.get().pending
    if (after === before) return
    const kept = new Set<string>()
    for (const [conversationId, drafts] of after) {
      for (const message of drafts) {
        kept.add(message.clientId)
        if (!before.get(conversationId)?.includes(message)) storage.save({ conversationId, message })
      }
    }
    for (const drafts of before.values()) {
      for (const { clientId } of drafts) if (!kept.has(clientId)) storage.remove(clientId)
    }
    before = after
  })
}
