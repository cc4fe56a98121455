import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageView } from '../../server/contract/message.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { MOST_LABELS } from '../../server/contract/label-routes.ts'
import {
  labelConversation,
  relabelConversation,
  resolveConversation,
} from '../../server/usecases/change-conversation.ts'
import { getConversation, listMessages } from '../../server/usecases/get-conversation.ts'
import { listConversations, listLabels } from '../../server/usecases/list-conversations.ts'
import { mergeConversations } from '../../server/usecases/merge-conversations.ts'
import { finishMoves } from '../../server/usecases/move-messages.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { splitConversation } from '../../server/usecases/split-conversation.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

let store: TestStore
let world: UsecaseWorld
let anna: Principal

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
  anna = await world.principalOf('Anna')
})

afterAll(async () => {
  await closeTestStore(store)
})

async function write(from: string, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    world.now = new Date(world.now.getTime() + 60_000)
    await world.receive(textOf(from, id, world.now))
  }
  for (const event of await world.pending()) {
    await applyInboundEvent(world.deps, event)
    await world.deps.store.intake.finish([event.id])
  }
}

async function conversationsOf(from: string) {
  return (
    await listConversations(world.deps, anna, world.environmentId, { q: from, sort: 'activity', limit: 10 })
  ).items
}

async function idsIn(conversationId: string): Promise<string[]> {
  return (await messagesIn(conversationId)).map(({ externalId }) => externalId ?? '')
}

async function messagesIn(conversationId: string): Promise<MessageView[]> {
  const { items } = await listMessages(world.deps, anna, conversationId, { limit: 100 })
  return items.filter(({ direction }) => direction === 'inbound').toReversed()
}

describe('split', () => {
  it('makes the chosen messages the only active conversation; every message is there once (OMNI-SPLIT-02, OMNI-SPLIT-03)', async () => {
    const from = '491760000001'
    await write(from, 'a1', 'b1', 'a2', 'b2')
    const [source] = await conversationsOf(from)
    const chosen = (await messagesIn(source!.id))
      .filter(({ externalId }) => externalId?.startsWith('b'))
      .map(({ id }) => id)
    const [first, second] = await Promise.all(
      [1, 2].map(() => splitConversation(world.deps, anna, source!.id, chosen)),
    )
    expect(second?.id).toBe(first?.id)
    expect(await idsIn(source!.id)).toEqual(['a1', 'a2'])
    expect(await idsIn(first!.id)).toEqual(['b1', 'b2'])
    const byId = new Map((await conversationsOf(from)).map((one) => [one.id, one]))
    expect(byId.get(source!.id)).toMatchObject({
      status: 'paused',
      inboundCount: 2,
      lastMessage: { text: 'text of a2' },
    })
    expect(byId.get(first!.id)).toMatchObject({ status: 'open', inboundCount: 2, previousId: source!.id })
    await write(from, 'b3')
    expect(await idsIn(first!.id)).toEqual(['b1', 'b2', 'b3'])
  })

  it('refuses messages of others, and to leave nothing behind', async () => {
    await write('491760000002', 'c1')
    await write('491760000003', 'd1')
    const [mine] = await conversationsOf('491760000002')
    const [other] = await conversationsOf('491760000003')
    const [foreign] = await messagesIn(other!.id)
    const [own] = await messagesIn(mine!.id)
    for (const ids of [[foreign!.id], [own!.id], ['0'.repeat(24)]]) {
      await expect(splitConversation(world.deps, anna, mine!.id, ids)).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
  })
})

describe('what was split and merged back', () => {
  it('can be split again, into a conversation that goes on', async () => {
    const from = '491760000010'
    await write(from, 'r1', 'r2')
    const [source] = await conversationsOf(from)
    const [, second] = await messagesIn(source!.id)
    const chosen = [second!.id]
    const first = await splitConversation(world.deps, anna, source!.id, chosen)
    await mergeConversations(world.deps, anna, source!.id, [first.id])
    expect(await idsIn(source!.id)).toEqual(['r1', 'r2'])
    const again = await splitConversation(world.deps, anna, source!.id, chosen)
    expect(again).toMatchObject({ status: 'open', mergedIntoId: null, inboundCount: 1 })
    expect(again.id).not.toBe(first.id)
    expect((await splitConversation(world.deps, anna, source!.id, chosen)).id).toBe(again.id)
  })
})

describe('merge', () => {
  it('brings the labels along, and says of a neighbour whether it can be merged', async () => {
    const from = '491760000011'
    await write(from, 's1', 's2')
    const [source] = await conversationsOf(from)
    const [, second] = await messagesIn(source!.id)
    await labelConversation(world.deps, anna, source!.id, ['old', 'both'])
    const split = await splitConversation(world.deps, anna, source!.id, [second!.id])
    await labelConversation(world.deps, anna, split.id, ['both', 'young'])
    const before = await getConversation(world.deps, anna, split.id)
    expect(before.previous).toMatchObject([
      { id: source!.id, mergeable: true, lastMessage: { text: 'text of s1' } },
    ])
    const merged = await mergeConversations(world.deps, anna, split.id, [source!.id])
    expect(merged.labels).toEqual(['both', 'young', 'old'])
    const after = await getConversation(world.deps, anna, split.id)
    expect(after.previous).toMatchObject([{ id: source!.id, mergeable: false }])
    // What goes on elsewhere is not taken up again where it was.
    expect((await getConversation(world.deps, anna, source!.id)).can.reopen).toBe(false)
  })

  it('takes all messages in by their time, and the history keeps the other (OMNI-MERGE-01 to OMNI-MERGE-05)', async () => {
    const from = '491760000004'
    await write(from, 'm1', 'm2')
    const [first] = await conversationsOf(from)
    await resolveConversation(world.deps, anna, first!.id)
    await write(from, 'm3')
    const second = (await conversationsOf(from)).find(({ id }) => id !== first!.id)
    const merged = await mergeConversations(world.deps, anna, first!.id, [second!.id])
    expect(merged).toMatchObject({ id: first!.id, status: 'open', inboundCount: 3 })
    expect(await idsIn(first!.id)).toEqual(['m1', 'm2', 'm3'])
    expect(await idsIn(second!.id)).toEqual([])
    const again = await mergeConversations(world.deps, anna, first!.id, [second!.id])
    expect(again.inboundCount).toBe(3)
    const source = (await conversationsOf(from)).find(({ id }) => id === second!.id)
    expect(source).toMatchObject({ status: 'resolved', mergedIntoId: first!.id })
    await write(from, 'm4')
    expect(await idsIn(first!.id)).toEqual(['m1', 'm2', 'm3', 'm4'])
  })

  it('is finished after a crash in the middle', async () => {
    const from = '491760000005'
    await write(from, 'n1')
    const [first] = await conversationsOf(from)
    await resolveConversation(world.deps, anna, first!.id)
    await write(from, 'n2')
    const second = (await conversationsOf(from)).find(({ id }) => id !== first!.id)
    const messages = { ...world.deps.store.messages, move: () => Promise.reject(new Error('killed')) }
    const dying = { ...world.deps, store: { ...world.deps.store, messages } }
    await expect(mergeConversations(dying, anna, first!.id, [second!.id])).rejects.toThrow('killed')
    await finishMoves(world.deps)
    expect(await idsIn(first!.id)).toEqual(['n1', 'n2'])
    expect(await world.deps.store.conversations.withMoves(10)).toEqual([])
  })

  it('refuses conversations of somebody else', async () => {
    await write('491760000006', 'o1')
    await write('491760000007', 'p1')
    const [one] = await conversationsOf('491760000006')
    const [other] = await conversationsOf('491760000007')
    await expect(mergeConversations(world.deps, anna, one!.id, [other!.id])).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('labels', () => {
  it('are cleaned and kept once each', async () => {
    await write('491760000008', 'q1')
    const [one] = await conversationsOf('491760000008')
    const labelled = await labelConversation(world.deps, anna, one!.id, ['VIP', ' VIP ', 'Rückläufer\u202E'])
    expect(labelled.labels).toEqual(['VIP', 'Rückläufer'])
  })

  it('come and go one by one, so that two who change them at once both get what they asked for', async () => {
    await write('491760000014', 'v1')
    const [one] = await conversationsOf('491760000014')
    const id = one!.id
    const relabel = (add: string[], remove: string[] = []) =>
      relabelConversation(world.deps, anna, id, { add, remove })
    await labelConversation(world.deps, anna, id, ['alt', 'bleibt'])
    await Promise.all([relabel(['eins'], ['alt']), relabel(['zwei', ' zwei ', 'bleibt'])])
    const after = await relabel([])
    expect(after.labels.toSorted()).toEqual(['bleibt', 'eins', 'zwei'])
    const many = Array.from({ length: MOST_LABELS }, (_, index) => `Nr. ${index}`)
    await expect(relabel(many)).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await relabel(many, after.labels)).labels).toEqual(many)
  })

  it('find their conversations, and are known to the team for as long as one has them', async () => {
    await write('491760000012', 't1')
    await write('491760000013', 'u1')
    const [one] = await conversationsOf('491760000012')
    const [other] = await conversationsOf('491760000013')
    await labelConversation(world.deps, anna, one!.id, ['Zug', 'Bahn'])
    await labelConversation(world.deps, anna, other!.id, ['Bahn'])
    const idsWith = async (label: string) => {
      const query = { label, sort: 'activity', limit: 10 } as const
      return (await listConversations(world.deps, anna, world.environmentId, query)).items.map(({ id }) => id)
    }
    expect((await idsWith('Bahn')).toSorted()).toEqual([one!.id, other!.id].toSorted())
    expect(await idsWith('Zug')).toEqual([one!.id])
    expect(await idsWith('zug')).toEqual([])
    const labels = async () => (await listLabels(world.deps, anna, world.environmentId)).items
    expect((await labels()).filter((label) => label === 'Bahn' || label === 'Zug')).toEqual(['Bahn', 'Zug'])
    await labelConversation(world.deps, anna, one!.id, [])
    expect(await labels()).not.toContain('Zug')
  })
})
