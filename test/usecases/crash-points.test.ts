import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { listConversations } from '../../server/usecases/list-conversations.ts'
import { listMessages } from '../../server/usecases/get-conversation.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { Crash, dyingStore } from '../support/dying-store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

let store: TestStore
let world: UsecaseWorld

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
})

afterAll(async () => {
  await closeTestStore(store)
})

const PARTS = ['contacts', 'conversations', 'messages', 'files'] as const

async function found(q: string) {
  const principal = await world.principalOf('Anna')
  const { items } = await listConversations(world.deps, principal, world.environmentId, {
    q,
    sort: 'activity',
    limit: 10,
  })
  const threads = await Promise.all(
    items.map(({ id }) => listMessages(world.deps, principal, id, { limit: 50 })),
  )
  return { items, messages: threads.flatMap((thread) => thread.items), principal }
}

describe.each(['before', 'after'] as const)('a crash %s any write of the store', (moment) => {
  it('leaves a received message there once and counted once when it is worked off again', async () => {
    for (let n = 1; ; n += 1) {
      const from = `49170${moment === 'before' ? 1 : 2}${String(n).padStart(6, '0')}`
      await world.receive(
        textOf(from, `wamid.${from}`, world.now, {
          type: 'image',
          image: { id: '123', mime_type: 'image/jpeg', sha256: 'x', caption: 'a picture' },
        }),
      )
      const [event] = await world.pending()
      if (event === undefined) throw new Error('nothing was stored')
      const dying = dyingStore(world.deps.store, { n, moment, parts: PARTS })
      await applyInboundEvent({ ...world.deps, store: dying.store }, event).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
      await applyInboundEvent(world.deps, { ...event, attempts: 1 })
      await world.deps.store.intake.finish([event.id])
      const { items, messages } = await found(from)
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({ inboundCount: 1, unread: 1, lastMessage: { text: 'a picture' } })
      expect(messages.map(({ externalId }) => externalId)).toEqual([`wamid.${from}`])
      expect(await world.deps.store.files.find(messages[0]?.attachments?.[0]?.id ?? '')).toMatchObject({
        state: 'pending',
      })
      if (!dying.died()) break
      expect(n, 'the steps come to an end').toBeLessThan(40)
    }
  })

  it('leaves an answer there once when the agent presses send again', async () => {
    const from = `49171${moment === 'before' ? 1 : 2}000000`
    await world.receive(textOf(from, `wamid.${from}`, world.now))
    const [event] = await world.pending()
    if (event === undefined) throw new Error('nothing was stored')
    await applyInboundEvent(world.deps, event)
    await world.deps.store.intake.finish([event.id])
    const { items, principal } = await found(from)
    const conversationId = items[0]?.id ?? ''
    for (let n = 1; ; n += 1) {
      const body = { clientId: `${moment}-${n}`, text: `answer ${n}` }
      const dying = dyingStore(world.deps.store, { n, moment, parts: PARTS })
      await sendMessage({ ...world.deps, store: dying.store }, principal, conversationId, body).catch(
        (error: unknown) => {
          if (!(error instanceof Crash)) throw error
        },
      )
      await sendMessage(world.deps, principal, conversationId, body)
      const { messages } = await found(from)
      expect(messages.filter(({ clientId }) => clientId === body.clientId)).toHaveLength(1)
      if (!dying.died()) break
      expect(n, 'the steps come to an end').toBeLessThan(40)
    }
  })
})

describe('events that come late, twice or in another order', () => {
  it('end in the same thread, ordered by the time of the provider, with the window of the newest (DX-WA-01)', async () => {
    const minutes = (count: number): Date => new Date(world.now.getTime() - count * 60_000)
    const events = [5, 60, 1, 600, 30].map((age) => ({ age, id: `wamid.order.${age}`, at: minutes(age) }))
    for (const { id, at } of [...events, ...events.toReversed()])
      await world.receive(textOf('491729999999', id, at))
    for (const event of await world.pending()) {
      await applyInboundEvent(world.deps, event)
      await world.deps.store.intake.finish([event.id])
    }
    const { items, messages } = await found('491729999999')
    expect(messages.map(({ externalId }) => externalId)).toEqual(
      [1, 5, 30, 60, 600].map((age) => `wamid.order.${age}`),
    )
    expect(items[0]).toMatchObject({ inboundCount: 5, lastMessage: { text: 'text of wamid.order.1' } })
    expect(items[0]?.window.lastInboundAt).toBe(minutes(1).toISOString())
  })
})
