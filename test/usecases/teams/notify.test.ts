import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  assignConversation,
  labelConversation,
  pauseConversation,
  reopenConversation,
  resolveConversation,
  snoozeConversation,
} from '../../../server/usecases/change-conversation.ts'
import { refuseWindow } from '../../../server/usecases/close-window.ts'
import { dispatchMessage } from '../../../server/usecases/dispatch-message.ts'
import { listMessages } from '../../../server/usecases/get-conversation.ts'
import { markConversationRead } from '../../../server/usecases/mark-read.ts'
import { mergeConversations } from '../../../server/usecases/merge-conversations.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { receiveEdit, receiveRevoke } from '../../../server/usecases/receive-edit.ts'
import { recordDelivery } from '../../../server/usecases/record-delivery.ts'
import { retryMessage } from '../../../server/usecases/retry-message.ts'
import { sendMessage } from '../../../server/usecases/send-message.ts'
import { splitConversation } from '../../../server/usecases/split-conversation.ts'
import { notifyTurn } from '../../../server/usecases/teams/notify.ts'
import type { TeamsPlace } from '../../../server/store/entities.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createTeamsWorld, kindsIn, newClientId, onlyCard, type TeamsWorld } from './teams-world.ts'

let store: TestStore
let world: TeamsWorld
let anna: Principal
let luca: Principal
let olga: Principal
let lastNumber = 491_520_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
  anna = await world.principalOf('Anna')
  luca = await world.principalOf('Luca')
  olga = await world.principalOf('Olga')
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  await world.leaveAll()
  world.pass(3_600_000)
  lastNumber += 1
})

const customer = (): string => String(lastNumber)

async function answer(by: Principal, conversationId: string, text = 'an answer'): Promise<string> {
  world.pass(1_000)
  const { id } = await sendMessage(world.deps, by, conversationId, { clientId: newClientId(), text })
  return id
}

const note = (by: Principal, conversationId: string, text: string, clientId = newClientId()) =>
  sendMessage(world.deps, by, conversationId, { clientId, note: text })

const read = (by: Principal, conversationId: string) => markConversationRead(world.deps, by, conversationId)
const assign = (by: Principal, conversationId: string, to: string | null) =>
  assignConversation(world.deps, by, conversationId, to)

describe('a customer who waits', () => {
  it('is told to everybody who may answer, and to the channels that follow the service', async () => {
    const chats: Record<string, TeamsPlace> = {}
    for (const name of ['Anna', 'Luca', 'Olga', 'Carla', 'Paula']) chats[name] = await world.chatWith(name)
    const channel = await world.channel()
    const [service] = [...(await world.deps.directory.services(world.environmentId)).keys()]
    const following = await world.channel({ serviceIds: [service!] })
    const elsewhere = await world.channel({ serviceIds: ['0'.repeat(24)] })
    const unconnected = await world.channel({ connected: false })
    await world.write(customer(), 'Hello')
    await world.work()
    const reached = [chats.Anna!, chats.Luca!, chats.Olga!, channel, following]
    expect(world.teams.shown.map(({ placeId }) => placeId).toSorted()).toEqual(
      reached.map(({ id }) => id).toSorted(),
    )
    for (const place of [chats.Carla!, chats.Paula!, elsewhere, unconnected])
      expect(world.teams.in(place)).toEqual([])
    expect(kindsIn(world.teams, chats.Anna!)).toEqual(['waiting'])
  })

  it('is told once per turn, however much they write; the card shows what they wrote last', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'one')
    await world.work()
    await world.write(customer(), 'two', 'three')
    await world.work()
    const [shown, ...others] = world.teams.in(chat)
    expect(others).toEqual([])
    expect(shown!.updates).toBe(1)
    expect(onlyCard(world.teams, chat).excerpt.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('waits a moment before it is told, so that an open inbox can say that it is read', async () => {
    const chat = await world.chatWith('Anna')
    const before = Date.now()
    const { id } = await world.write(customer(), 'Hello')
    expect(world.woken).toBeGreaterThan(0)
    const [card] = await world.cards()
    // The inbox speaks when somebody has looked for 0.6 s.
    expect(card!.dueAt.getTime() - before).toBeGreaterThanOrEqual(800)
    await world.work({ aheadMs: -60_000 })
    expect(world.teams.in(chat)).toEqual([])
    await read(anna, id)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('is told after all to who read it in the inbox and went away, when the customer writes again', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'one')
    await read(anna, id)
    await world.work()
    await world.write(customer(), 'two')
    world.pass(300)
    await world.work({ aheadMs: -60_000 })
    expect(world.teams.in(chat), 'the open inbox has time to speak again').toEqual([])
    await read(anna, id)
    world.pass(1_000)
    await world.work()
    expect(world.teams.in(chat), 'what was read is not told').toEqual([])
    await world.write(customer(), 'three')
    world.pass(1_000)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ kind: 'waiting', settled: false })
    await answer(anna, id)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: true })
  })

  it('whom somebody takes shows in every copy who did; only they are left with something to do', async () => {
    const chats = [await world.chatWith('Anna'), await world.chatWith('Luca')]
    const channel = await world.channel()
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    await assign(anna, id, 'me')
    await world.work()
    for (const place of [...chats, channel]) {
      expect(onlyCard(world.teams, place).conversation.assignee).toEqual({ id: anna.userId, name: 'Anna' })
    }
    expect(onlyCard(world.teams, chats[0]!).settled).toBe(false)
    expect(onlyCard(world.teams, chats[1]!).settled).toBe(true)
    expect(onlyCard(world.teams, channel).settled).toBe(true)
    const { updates } = world.teams.in(channel)[0]!
    await answer(anna, id)
    await world.work()
    expect(onlyCard(world.teams, chats[0]!)).toMatchObject({
      settled: true,
      conversation: { doneBy: 'Anna' },
    })
    expect(world.teams.in(channel)[0]!.updates, 'what is done is left alone').toBe(updates)
  })

  it('who is answered before the card is due is not told', async () => {
    const chat = await world.chatWith('Luca')
    const { id } = await world.write(customer(), 'Hello')
    await answer(anna, id)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
    await world.write(customer(), 'Thanks, and another thing')
    await world.work()
    expect(kindsIn(world.teams, chat)).toEqual(['waiting'])
  })

  it('whose conversation is somebody’s is told to them alone, as an answer', async () => {
    const [mine, others] = [await world.chatWith('Anna'), await world.chatWith('Luca')]
    const channel = await world.channel()
    const { id } = await world.write(customer(), 'Hello')
    await assign(anna, id, 'me')
    await answer(anna, id)
    await world.work()
    world.teams.shown.length = 0
    await world.write(customer(), 'Thanks')
    await world.work()
    expect(kindsIn(world.teams, mine)).toEqual(['answered'])
    expect([...world.teams.in(others), ...world.teams.in(channel)]).toEqual([])
  })

  it('whom nobody has any more is told again to everybody but those who know', async () => {
    const chats = [await world.chatWith('Anna'), await world.chatWith('Luca'), await world.chatWith('Olga')]
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    await assign(anna, id, 'me')
    await world.work()
    await assign(luca, id, null)
    await world.work()
    const last = (place: TeamsPlace) => world.teams.in(place).at(-1)?.content
    expect(chats.map((place) => world.teams.in(place).length)).toEqual([1, 1, 2])
    expect(last(chats[0]!)).toMatchObject({ settled: false, conversation: { assignee: null } })
    expect(last(chats[2]!)).toMatchObject({ settled: false, kind: 'waiting' })
    await answer(luca, id)
    await world.work()
    expect(last(chats[2]!)).toMatchObject({ settled: true, conversation: { doneBy: 'Luca' } })
  })

  it('is told once when the same message is worked off again', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    const conversation = (await store.conversations.find(world.environmentId, id))!
    await notifyTurn(world.deps, conversation)
    await notifyTurn(world.deps, conversation)
    await world.work()
    expect(world.teams.in(chat)).toHaveLength(1)
  })
})

describe('what time and people do to a card', () => {
  const steps: [string, (id: string) => Promise<unknown>, object][] = [
    ['resolved', (id) => resolveConversation(world.deps, luca, id), { status: 'resolved', doneBy: 'Luca' }],
    ['set aside', (id) => pauseConversation(world.deps, luca, id), { status: 'paused', doneBy: null }],
    ['answered', (id) => answer(luca, id), { waitingSince: null, doneBy: 'Luca' }],
  ]
  it.each(steps)('%s: it is settled', async (_name, step, expected) => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    await step(id)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({
      settled: true,
      conversation: expected,
      templates: [],
    })
    const { updates } = world.teams.in(chat)[0]!
    await world.write(customer(), 'Another matter')
    await world.work()
    expect(world.teams.in(chat)[0]!.updates, 'what is done is left alone').toBe(updates)
    expect(world.teams.in(chat)).toHaveLength(2)
  })

  it('snoozed and woken: it shows it and stays', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    const until = new Date(world.now.getTime() + 600_000)
    await snoozeConversation(world.deps, luca, id, until)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({
      settled: false,
      conversation: { status: 'snoozed', snoozedUntil: until },
    })
    world.pass(700_000)
    for (const woken of await store.conversations.wakeSnoozed(world.now)) await notifyTurn(world.deps, woken)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({
      conversation: { status: 'open', snoozedUntil: null },
    })
  })

  it('the platform closes the window: it shows that', async () => {
    const chat = await world.chatWith('Anna')
    const { id, channelId } = await world.write(customer(), 'Hello')
    await world.work()
    expect(onlyCard(world.teams, chat).conversation.window).toMatchObject({ open: true })
    const messageId = await answer(luca, id)
    await world.write(customer(), 'And?')
    await world.work()
    const [open, message] = [
      await world.deps.channels.get(channelId),
      await store.messages.find(world.environmentId, messageId),
    ]
    await refuseWindow(world.deps, open!, message!, new Date(world.now.getTime() + 1_000))
    await world.work()
    expect(world.teams.in(chat).at(-1)!.content).toMatchObject({
      settled: false,
      conversation: { window: { open: false, outside: 'templates' } },
    })
  })

  it('the customer changes or takes back what they wrote: so does the card', async () => {
    const chat = await world.chatWith('Anna')
    const { id, channelId } = await world.write(customer(), 'My pin is 1234')
    await world.work()
    const { items } = await listMessages(world.deps, anna, id, { limit: 1 })
    const open = (await world.deps.channels.get(channelId))!
    const target = {
      dedupeKey: 'k',
      raw: null,
      at: world.now,
      sender: 'contact' as const,
      externalId: 'wamid.edit',
      targetExternalId: items[0]!.externalId!,
    }
    const person = { phone: `+${customer()}` }
    const edit = { type: 'edit' as const, ...target, person }
    const content = { kind: 'text' as const, text: 'My pin is secret' }
    await receiveEdit(world.deps, open, { eventId: id, tries: 0 }, { ...edit, content })
    await world.work()
    expect(onlyCard(world.teams, chat).excerpt[0]!.text).toBe('My pin is secret')
    await receiveRevoke(world.deps, open, 0, { type: 'revoke', ...target, person })
    await world.work()
    expect(onlyCard(world.teams, chat).excerpt[0]!.text).toBeNull()
  })

  it('labels and blue ticks cost Teams nothing', async () => {
    const chat = await world.chatWith('Anna')
    const { id } = await world.write(customer(), 'Hello')
    await world.work()
    await labelConversation(world.deps, anna, id, ['urgent'])
    await read(luca, id)
    await world.work()
    expect(world.teams.in(chat)[0]!.updates).toBe(0)
  })

  it('merged: what was told of the one is settled, the other is told if its customer waits', async () => {
    const { id: old } = await world.write(customer(), 'Old matter')
    await resolveConversation(world.deps, anna, old)
    const chat = await world.chatWith('Luca')
    const { id: source } = await world.write(customer(), 'New matter')
    await world.work()
    expect(onlyCard(world.teams, chat).conversation.id).toBe(source)
    await mergeConversations(world.deps, anna, old, [source])
    await world.work()
    const [first, second] = world.teams.in(chat).map(({ content }) => content)
    expect(first).toMatchObject({ settled: true, conversation: { id: source } })
    expect(second).toMatchObject({ settled: false, kind: 'waiting', conversation: { id: old } })
  })

  it('split: the new conversation is told, what is set aside is settled', async () => {
    const chat = await world.chatWith('Luca')
    const { id: source } = await world.write(customer(), 'one', 'two')
    await world.work()
    const { items } = await listMessages(world.deps, anna, source, { limit: 5 })
    const split = await splitConversation(world.deps, anna, source, [items[0]!.id])
    await world.work()
    const [first, second] = world.teams.in(chat).map(({ content }) => content)
    expect(first).toMatchObject({ settled: true, conversation: { id: source, status: 'paused' } })
    expect(second).toMatchObject({ settled: false, conversation: { id: split.id } })
  })
})

describe('an assignment', () => {
  it('is told to whom it was given, away or not, with who gave it', async () => {
    const chat = await world.chatWith('Anna', { availability: 'away' })
    const { id } = await world.write(customer(), 'Hello')
    await assign(luca, id, anna.userId)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ kind: 'assigned', by: 'Luca', settled: false })
  })

  it('by themselves is not told', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['assigned'] })
    const { id } = await world.write(customer(), 'Hello')
    await assign(anna, id, 'me')
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('of a customer who does not wait is told as well, and settled by the next answer', async () => {
    const { id } = await world.write(customer(), 'Hello')
    await answer(luca, id)
    const chat = await world.chatWith('Anna', { kinds: ['assigned'] })
    world.pass(1_000)
    await assign(luca, id, anna.userId)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: false })
    await answer(anna, id)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: true, conversation: { doneBy: 'Anna' } })
  })

  it('taken back or passed on is settled, and told to whoever has it then', async () => {
    const [hers, his] = [
      await world.chatWith('Anna', { kinds: ['assigned'] }),
      await world.chatWith('Luca', { kinds: ['assigned'] }),
    ]
    const { id } = await world.write(customer(), 'Hello')
    await assign(olga, id, anna.userId)
    await world.work()
    await assign(olga, id, luca.userId)
    await world.work()
    expect(onlyCard(world.teams, hers)).toMatchObject({
      settled: true,
      conversation: { assignee: { name: 'Luca' } },
    })
    expect(onlyCard(world.teams, his)).toMatchObject({ settled: false, by: 'Olga' })
    await assign(olga, id, anna.userId)
    await world.work()
    expect(world.teams.in(hers), 'given again is told again').toHaveLength(2)
  })

  it('is not told when its reader opened it before the card was due', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['assigned'] })
    const { id } = await world.write(customer(), 'Hello')
    await assign(luca, id, anna.userId)
    await read(anna, id)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })
})

describe('a note', () => {
  it('that names members is told to them and nobody else, with who wrote it', async () => {
    const [hers, his] = [
      await world.chatWith('Anna', { kinds: ['mentioned'], availability: 'away' }),
      await world.chatWith('Luca', { kinds: ['mentioned'] }),
    ]
    const { id } = await world.write(customer(), 'Hello')
    await note(luca, id, 'Can you look at this, @Anna? @Luca')
    await world.work()
    expect(onlyCard(world.teams, hers)).toMatchObject({ kind: 'mentioned', by: 'Luca' })
    expect(onlyCard(world.teams, hers).excerpt.at(-1)).toMatchObject({ from: 'note', author: 'Luca' })
    expect(onlyCard(world.teams, hers).link).toMatch(new RegExp(`/c/${id}/m/[0-9a-f]{24}$`))
    expect(world.teams.in(his)).toEqual([])
  })

  it('is told although its reader has read everything of the customer, and once when it is sent twice', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['mentioned'] })
    const { id } = await world.write(customer(), 'Hello')
    await read(anna, id)
    const clientId = newClientId()
    await note(luca, id, '@Anna please', clientId)
    await note(luca, id, '@Anna please', clientId)
    await world.work()
    expect(kindsIn(world.teams, chat)).toEqual(['mentioned'])
  })

  it('is done with once it was read', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['mentioned'] })
    const { id } = await world.write(customer(), 'Hello')
    await note(luca, id, '@Anna please')
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: false })
    await read(anna, id)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: true })
  })

  it('is not told to who had it on the screen', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['mentioned'] })
    const { id } = await world.write(customer(), 'Hello')
    await note(luca, id, '@Anna please')
    await read(anna, id)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })
})

describe('a message that does not arrive', () => {
  /** The platform refuses the attempt that is under way, or the one that begins by this. */
  async function fail(messageId: string, code = 'invalid_content' as const): Promise<void> {
    const now = new Date()
    await store.messages.claim(messageId, now, new Date(now.getTime() + 1_000))
    const message = (await store.messages.find(world.environmentId, messageId))!
    const open = (await world.deps.channels.get(message.channelId!))!
    await recordDelivery(
      world.deps,
      open,
      {
        type: 'status',
        dedupeKey: 'k',
        raw: null,
        externalId: `wamid.${messageId}`,
        correlationId: `${messageId}.${message.delivery!.attempts}`,
        person: { phone: `+${customer()}` },
        at: world.now,
        status: 'failed',
        error: { code },
      },
      1,
    )
  }

  it('is told to who wrote it, away or not, with what and why', async () => {
    const [hers, his] = [
      await world.chatWith('Anna', { kinds: ['failed'], availability: 'away' }),
      await world.chatWith('Luca', { kinds: ['failed'] }),
    ]
    const { id } = await world.write(customer(), 'Hello')
    await assign(luca, id, 'me')
    await fail(await answer(anna, id, 'We call you back'))
    await world.work()
    expect(onlyCard(world.teams, hers)).toMatchObject({
      kind: 'failed',
      failure: { error: { code: 'invalid_content' }, text: 'We call you back' },
    })
    expect(world.teams.in(his)).toEqual([])
  })

  it('is settled when it is sent again, and told again when it fails again', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['failed'] })
    const { id } = await world.write(customer(), 'Hello')
    const messageId = await answer(anna, id)
    await fail(messageId)
    await fail(messageId)
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: false })
    await retryMessage(world.deps, anna, { conversationId: id, messageId })
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ settled: true })
    await fail(messageId)
    await world.work()
    expect(world.teams.in(chat).map(({ content }) => content.settled)).toEqual([true, false])
  })

  it('that is refused when it leaves is told as well', async () => {
    const chat = await world.chatWith('Anna', { kinds: ['failed'] })
    const { id } = await world.write(customer(), 'Hello')
    const messageId = await answer(anna, id)
    const message = (await store.messages.find(world.environmentId, messageId))!
    world.pass(25 * 3_600_000)
    await dispatchMessage(world.deps, message, new Date(Date.now() + 1_000))
    await world.work()
    expect(onlyCard(world.teams, chat)).toMatchObject({ failure: { error: { code: 'window_closed' } } })
    world.pass(-25 * 3_600_000)
  })

  it('of the service’s own is told to whose conversation it is', async () => {
    const chat = await world.chatWith('Luca', { kinds: ['failed'] })
    const { id, contactId, channelId } = await world.write(customer(), 'Hello')
    await assign(luca, id, 'me')
    const { message } = await store.messages.insert({
      environmentId: world.environmentId,
      conversationId: id,
      contactId,
      channelId,
      seq: 99,
      direction: 'outbound',
      kind: 'text',
      text: 'We are closed',
      at: world.now,
      receivedAt: world.now,
      author: { kind: 'service', name: 'Hotline' },
      delivery: { status: 'sent', at: world.now, attempts: 1 },
    })
    await fail(message.id)
    await world.work()
    expect(kindsIn(world.teams, chat)).toEqual(['failed'])
  })
})

describe('what somebody chose', () => {
  it.each([
    ['away', { availability: 'away' as const }],
    ['other kinds', { kinds: ['assigned' as const] }],
    ['other services', { serviceIds: ['0'.repeat(24)] }],
  ])('%s: the customer who waits is not told to them', async (_name, preferences) => {
    const chat = await world.chatWith('Anna', preferences)
    await world.write(customer(), 'Hello')
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('holds at once, for what has not been sent yet too', async () => {
    const [hers, his] = [await world.chatWith('Anna'), await world.chatWith('Luca', { availability: 'away' })]
    await world.write(customer(), 'Hello')
    await world.prefer('Anna', { availability: 'away' })
    await world.prefer('Luca', { availability: 'available' })
    await world.work()
    expect(world.teams.in(hers)).toEqual([])
    await world.write(customer(), 'Hello?')
    await world.work()
    expect(kindsIn(world.teams, his)).toEqual(['waiting'])
  })
})

it('reopened conversations are nobody’s news', async () => {
  const chat = await world.chatWith('Anna')
  const { id } = await world.write(customer(), 'Hello')
  await resolveConversation(world.deps, luca, id)
  await reopenConversation(world.deps, luca, id)
  await world.work()
  expect(world.teams.in(chat)).toEqual([])
})

it('without a bot nothing is asked of the store', async () => {
  await world.chatWith('Anna')
  const conversation = await world.write(customer(), 'Hello')
  const broken = new Proxy(store, {
    get: () => {
      throw new Error('asked')
    },
  })
  await expect(
    notifyTurn({ ...world.deps, teams: null, store: broken }, conversation),
  ).resolves.toBeUndefined()
})
