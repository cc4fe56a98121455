import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import type { LiveEvent } from '../../tab/src/api/socket.ts'
import { applyEvent } from '../../tab/src/state/apply-event.ts'
import { patchThread, replaceNewest, replacePage } from '../../tab/src/state/apply-page.ts'
import { COMPARE, isListed, listKey } from '../../tab/src/state/lists.ts'
import type { ListQuery, State } from '../../tab/src/state/state.ts'
import { aConversation, aMessage, ANNA, aState, at, idOf, LUCA } from './builders.ts'

const ME = ANNA.id

/** What the server would answer, and everything it has told us on the way. */
interface World {
  conversations: Map<string, ConversationView>
  messages: Map<string, MessageView[]>
  events: LiveEvent[]
}

type Step =
  | { do: 'inbound' | 'answer' | 'resolve' | 'reopen' | 'read'; of: number }
  | { do: 'assign'; of: number; to: 0 | 1 | 2 }
  | { do: 'deliver'; of: number; as: 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'retry' }
  | { do: 'edit'; of: number }

const CONVERSATIONS = 4

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('inbound' as const, 'answer', 'resolve', 'reopen', 'read'),
    of: fc.nat(CONVERSATIONS - 1),
  }),
  fc.record({
    do: fc.constant('assign' as const),
    of: fc.nat(CONVERSATIONS - 1),
    to: fc.constantFrom(0 as const, 1, 2),
  }),
  fc.record({
    do: fc.constant('deliver' as const),
    of: fc.nat(CONVERSATIONS - 1),
    as: fc.constantFrom('sending' as const, 'sent', 'delivered', 'read', 'failed', 'retry'),
  }),
  fc.record({ do: fc.constant('edit' as const), of: fc.nat(CONVERSATIONS - 1) }),
)

function newWorld(): World {
  const conversations = new Map<string, ConversationView>()
  const messages = new Map<string, MessageView[]>()
  for (let index = 0; index < CONVERSATIONS; index++) {
    const view = aConversation({ updatedAt: at(index) }, index)
    conversations.set(view.id, view)
    messages.set(view.id, [aMessage({ id: idOf(`m${index}`, 0), conversationId: view.id, at: at(0) }, 1)])
  }
  return { conversations, messages, events: [] }
}

/** Ways on that a delivery can really take. */
const NEXT: Record<string, readonly string[]> = {
  queued: ['sending', 'failed'],
  sending: ['sent', 'failed'],
  sent: ['delivered', 'read', 'failed'],
  delivered: ['read'],
  failed: ['retry'],
}

function change(
  world: World,
  view: ConversationView,
  changes: Partial<ConversationView>,
  minute: number,
): void {
  const next = { ...view, ...changes, seq: view.seq + 1, updatedAt: at(minute) }
  world.conversations.set(view.id, next)
  world.events.push({ type: 'conversation:upserted', payload: next })
}

function addMessage(
  world: World,
  view: ConversationView,
  changes: Partial<MessageView>,
  minute: number,
): void {
  const thread = world.messages.get(view.id)!
  const message = aMessage(
    {
      id: idOf(`x${view.number - 1000}`, thread.length),
      conversationId: view.id,
      seq: view.seq + 1,
      at: at(minute),
      ...changes,
    },
    thread.length,
  )
  thread.push(message)
  world.events.push({ type: 'message:created', payload: message })
  const lastMessage = {
    direction: message.direction,
    kind: message.kind,
    text: message.text!,
    at: message.at,
    authorName: message.author.name,
  }
  const inbound = message.direction === 'inbound'
  change(
    world,
    view,
    {
      lastMessage,
      ...(inbound
        ? {
            unread: view.unread + 1,
            inboundCount: view.inboundCount + 1,
            waitingSince: view.waitingSince ?? message.at,
          }
        : { waitingSince: null }),
    },
    minute,
  )
}

function advance(world: World, what: Step, minute: number): void {
  const view = world.conversations.get(idOf('conv', what.of))!
  const thread = world.messages.get(view.id)!
  switch (what.do) {
    case 'inbound':
      return addMessage(world, view, {}, minute)
    case 'answer':
      return addMessage(
        world,
        view,
        {
          direction: 'outbound',
          author: { kind: 'member', ...ANNA },
          delivery: { status: 'queued', at: at(minute) },
        },
        minute,
      )
    case 'resolve':
      return change(world, view, { status: 'resolved', waitingSince: null }, minute)
    case 'reopen':
      return change(world, view, { status: 'open' }, minute)
    case 'assign':
      return change(world, view, { assignee: [null, ANNA, LUCA][what.to] ?? null }, minute)
    case 'read': {
      const read = { ...view, unread: 0 }
      world.conversations.set(view.id, read)
      world.events.push({
        type: 'conversation:read',
        payload: { conversationId: view.id, unread: 0, seq: view.seq },
      })
      return
    }
    case 'edit': {
      const index = thread.findLastIndex((message) => message.direction === 'inbound')
      thread[index] = { ...thread[index]!, text: `edited ${minute}`, editedAt: at(minute) }
      world.events.push({ type: 'message:updated', payload: thread[index] })
      return
    }
    case 'deliver': {
      const index = thread.findLastIndex((message) => message.delivery !== undefined)
      const message = thread[index]
      if (message?.delivery === undefined || !NEXT[message.delivery.status]?.includes(what.as)) return
      const status = what.as === 'retry' ? 'queued' : what.as
      thread[index] = { ...message, delivery: { status, at: at(minute) } }
      world.events.push({ type: 'message:updated', payload: thread[index] })
    }
  }
}

const queries: ListQuery[] = (['mine', 'unassigned', 'open', 'waiting', 'resolved'] as const).flatMap(
  (view) => (['activity', 'waiting', 'window'] as const).map((sort) => ({ view, sort, q: '' })),
)

function fetchAll(world: World, state: State): State {
  const views = [...world.conversations.values()]
  const listed = queries.reduce((current, query) => {
    const items = views.filter((view) => isListed(query, view, ME)).toSorted(COMPARE[query.sort])
    return replacePage(current, query, { items, nextCursor: null }, current.revision)
  }, state)
  return [...world.messages].reduce(
    (current, [id, messages]) =>
      replaceNewest(current, id, { items: messages.toReversed(), nextCursor: null }),
    listed,
  )
}

const byId = ([a]: [string, unknown], [b]: [string, unknown]): number => a.localeCompare(b)

function visible(state: State) {
  return {
    conversations: new Map([...state.conversations].toSorted(byId)),
    lists: new Map(queries.map((query) => [listKey(query), state.lists.get(listKey(query))?.ids])),
    threads: new Map([...state.threads].toSorted(byId).map(([id, thread]) => [id, thread.messages])),
  }
}

describe('applying events', () => {
  it('makes of stale state what a refetch would, in any order and however often they come', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        (before, after, chance) => {
          const world = newWorld()
          let minute = 10
          for (const what of before) advance(world, what, (minute += 2))
          const stale = fetchAll(world, aState())
          world.events = []
          for (const what of after) advance(world, what, (minute += 2))

          const told = [...world.events, ...world.events.filter(() => (chance.next().value ?? 0) % 3 === 0)]
          const shuffled = told
            .map((event) => ({ event, place: chance.next().value ?? 0 }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ event }) => event)

          const applied = shuffled.reduce(applyEvent, stale)
          expect(visible(applied)).toEqual(visible(fetchAll(world, aState())))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const world = newWorld()
        const stale = fetchAll(world, aState())
        let minute = 10
        for (const what of steps) advance(world, what, (minute += 2))
        const once = world.events.reduce(applyEvent, stale)
        const twice = world.events.reduce(applyEvent, once)
        expect(visible(twice)).toEqual(visible(once))
      }),
    )
  })

  it('never lets an older view overwrite a newer one', () => {
    const newer = aConversation({ seq: 5, title: 'new' })
    const state = applyEvent(aState(), { type: 'conversation:upserted', payload: newer })
    const after = applyEvent(state, {
      type: 'conversation:upserted',
      payload: aConversation({ seq: 4, title: 'old' }),
    })
    expect(after.conversations.get(newer.id)?.title).toBe('new')
  })

  it('leaves other environments alone', () => {
    const foreign = aConversation({ environmentId: idOf('envi', 9) })
    const state = applyEvent(aState(), { type: 'conversation:upserted', payload: foreign })
    expect(state.conversations.size).toBe(0)
  })

  it('marks a loaded thread stale when a seq is missing', () => {
    const view = aConversation({ seq: 3 })
    const loaded = patchThread(
      applyEvent(aState(), { type: 'conversation:upserted', payload: view }),
      view.id,
      { cursor: null },
    )
    const next = applyEvent(loaded, { type: 'conversation:upserted', payload: { ...view, seq: 4 } })
    expect(next.threads.get(view.id)?.stale).toBe(false)
    const gap = applyEvent(next, { type: 'conversation:upserted', payload: { ...view, seq: 6 } })
    expect(gap.threads.get(view.id)?.stale).toBe(true)
  })

  it('counts by difference, and asks again where it cannot know', () => {
    const view = aConversation({ assignee: null })
    const counts = { open: 3, mine: 0, unassigned: 3, waiting: 3, cap: 1000 }
    const state = { ...applyEvent(aState(), { type: 'conversation:upserted', payload: view }), counts }
    const taken = applyEvent(state, {
      type: 'conversation:upserted',
      payload: { ...view, seq: 2, assignee: ANNA },
    })
    expect(taken.counts).toEqual({ open: 3, mine: 1, unassigned: 2, waiting: 3, cap: 1000 })
    expect(taken.countsStale).toBe(false)
    const unknown = applyEvent(taken, { type: 'conversation:upserted', payload: aConversation({}, 7) })
    expect(unknown.countsStale).toBe(true)
  })

  it('asks again instead of counting below a capped figure', () => {
    const view = aConversation({ assignee: null })
    const counts = { open: 1000, mine: 0, unassigned: 1000, waiting: 12, cap: 1000 }
    const state = { ...applyEvent(aState(), { type: 'conversation:upserted', payload: view }), counts }
    const resolved = applyEvent(state, {
      type: 'conversation:upserted',
      payload: { ...view, seq: 2, status: 'resolved', waitingSince: null },
    })
    expect(resolved.counts).toMatchObject({ open: 1000, unassigned: 1000, waiting: 11 })
    expect(resolved.countsStale).toBe(true)
  })

  it('replaces a pending answer by its message, whichever way it comes', () => {
    const message = aMessage({ direction: 'outbound', clientId: 'c1' }, 4)
    const draft = {
      clientId: 'c1',
      body: { clientId: 'c1', text: 'hi' },
      at: at(4),
      state: 'sending' as const,
      preview: { text: 'hi' },
    }
    const state = aState({ pending: new Map([[message.conversationId, [draft]]]) })
    const next = applyEvent(state, { type: 'message:created', payload: message })
    expect(next.pending.size).toBe(0)
  })
})

describe('fetching a list again', () => {
  const query: ListQuery = { view: 'open', sort: 'activity', q: '' }
  const ids = (state: State) => state.lists.get(listKey(query))?.ids

  it('drops what has left without our noticing', () => {
    const [a, b] = [aConversation({}, 1), aConversation({}, 2)]
    const loaded = replacePage(aState(), query, { items: [a, b], nextCursor: null }, 0)
    const again = replacePage(loaded, query, { items: [a], nextCursor: null }, loaded.revision)
    expect(ids(again)).toEqual([a.id])
    expect(again.conversations.has(b.id)).toBe(false)
  })

  it('keeps what an event brought while the request was on its way', () => {
    const a = aConversation({}, 1)
    const loaded = replacePage(aState(), query, { items: [a], nextCursor: null }, 0)
    const { revision } = loaded
    const fresh = aConversation({ updatedAt: at(5) }, 2)
    const during = applyEvent(loaded, { type: 'conversation:upserted', payload: fresh })
    const again = replacePage(during, query, { items: [a], nextCursor: null }, revision)
    expect(ids(again)).toEqual(expect.arrayContaining([a.id, fresh.id]))
  })

  it('does not put back what an event has taken out meanwhile', () => {
    const a = aConversation({}, 1)
    const loaded = replacePage(aState(), query, { items: [a], nextCursor: null }, 0)
    const resolved = applyEvent(loaded, {
      type: 'conversation:upserted',
      payload: { ...a, seq: 2, status: 'resolved' },
    })
    const again = replacePage(resolved, query, { items: [a], nextCursor: null }, loaded.revision)
    expect(ids(again)).toEqual([])
  })
})

describe('fetching a thread again', () => {
  it('keeps what was loaded above when the pages meet, and gives it up when they do not', () => {
    const id = idOf('conv', 1)
    const old = [1, 2, 3].map((index) => aMessage({}, index))
    const loaded = replaceNewest(patchThread(aState(), id, { loading: 'first' }), id, {
      items: old.toReversed(),
      nextCursor: null,
    })
    const meeting = replaceNewest(loaded, id, { items: [aMessage({}, 4), aMessage({}, 3)], nextCursor: 'c' })
    expect(meeting.threads.get(id)?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(meeting.threads.get(id)?.cursor).toBe(null)

    const apart = replaceNewest(loaded, id, { items: [aMessage({}, 9), aMessage({}, 8)], nextCursor: 'c' })
    expect(apart.threads.get(id)?.messages.map(({ seq }) => seq)).toEqual([8, 9])
    expect(apart.threads.get(id)?.cursor).toBe('c')
  })

  it('lets go of messages that were moved to another conversation', () => {
    const [id, other] = [idOf('conv', 1), idOf('conv', 2)]
    const open = [id, other].reduce((state, key) => patchThread(state, key, { loading: 'first' }), aState())
    const items = [3, 2, 1].map((index) => aMessage({}, index))
    const loaded = replaceNewest(open, id, { items, nextCursor: null })
    const seqs = (state: State, key: string) => state.threads.get(key)?.messages.map(({ seq }) => seq)

    const told = applyEvent(loaded, {
      type: 'message:updated',
      payload: aMessage({ conversationId: other }, 2),
    })
    expect([seqs(told, id), seqs(told, other)]).toEqual([[1, 3], [2]])

    const fetched = replaceNewest(loaded, id, { items: [items[0]!, items[2]!], nextCursor: null })
    expect(seqs(fetched, id)).toEqual([1, 3])
  })

  it('does not put a message back to where it was moved from', () => {
    const [id, other] = [idOf('conv', 1), idOf('conv', 2)]
    const open = [id, other].reduce((state, key) => patchThread(state, key, { loading: 'first' }), aState())
    const moved = aMessage({ conversationId: other, version: 2 }, 2)
    const there = applyEvent(open, { type: 'message:updated', payload: moved })
    const late = applyEvent(there, { type: 'message:updated', payload: aMessage({ version: 1 }, 2) })
    expect(late.threads.get(other)?.messages).toEqual([moved])
    expect(late.threads.get(id)?.messages).toEqual([])
  })

  it('doubts a thread out of which messages have gone', () => {
    const id = idOf('conv', 1)
    const open = patchThread(aState(), id, { loading: 'first' })
    const known = applyEvent(open, {
      type: 'conversation:upserted',
      payload: aConversation({ inboundCount: 3 }),
    })
    const staleAfter = (changes: Parameters<typeof aConversation>[0]) =>
      applyEvent(known, {
        type: 'conversation:upserted',
        payload: aConversation({ inboundCount: 3, seq: 2, ...changes }),
      }).threads.get(id)?.stale
    expect(staleAfter({})).toBe(false)
    expect(staleAfter({ inboundCount: 2 })).toBe(true)
    expect(staleAfter({ mergedIntoId: idOf('conv', 2) })).toBe(true)
  })

  it('lets go of the newest messages, too, when they were moved, and of all when all were', () => {
    const id = idOf('conv', 1)
    const items = [3, 2, 1].map((index) => aMessage({}, index))
    const loaded = replaceNewest(patchThread(aState(), id, { loading: 'first' }), id, {
      items,
      nextCursor: null,
    })
    const arrived = applyEvent(loaded, { type: 'message:created', payload: aMessage({}, 9) })
    const seqs = (state: State) => state.threads.get(id)?.messages.map(({ seq }) => seq)
    expect(seqs(replaceNewest(arrived, id, { items: [items[2]!], nextCursor: null }, 4))).toEqual([1, 9])
    expect(seqs(replaceNewest(loaded, id, { items: [], nextCursor: null }, 4))).toEqual([])
  })

  it('keeps a message that arrived before the first page did', () => {
    const id = idOf('conv', 1)
    const waiting = patchThread(aState(), id, { loading: 'first' })
    const early = applyEvent(waiting, { type: 'message:created', payload: aMessage({}, 5) })
    const loaded = replaceNewest(early, id, { items: [aMessage({}, 4)], nextCursor: 'c' })
    expect(loaded.threads.get(id)?.messages.map(({ seq }) => seq)).toEqual([4, 5])
  })
})
