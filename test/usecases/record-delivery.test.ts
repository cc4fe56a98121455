import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../server/store/entities.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { uploadAttachment } from '../../server/usecases/attachments.ts'
import { reportChannelWorking } from '../../server/usecases/channel-health.ts'
import { listMessages } from '../../server/usecases/get-conversation.ts'
import { listConversations } from '../../server/usecases/list-conversations.ts'
import { queueMessage } from '../../server/usecases/queue-message.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { Crash, dyingStore } from '../support/dying-store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

let store: TestStore
let world: UsecaseWorld
let resynchronised: string[]
let lastNumber = 4_917_600_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
  world.deps.jobs.templatesChanged = (channelId) => void resynchronised.push(channelId)
})

beforeEach(() => {
  resynchronised = []
})

afterAll(() => closeTestStore(store))

/** Works off everything received, as the intake does; `tries` is how often each was tried before. */
async function workOff(tries = 0): Promise<unknown[]> {
  const errors: unknown[] = []
  for (const event of await world.pending()) {
    await applyInboundEvent(world.deps, { ...event, attempts: tries }).then(
      () => world.deps.store.intake.finish([event.id]),
      (error: unknown) => errors.push(error),
    )
  }
  return errors
}

/** An answer that has left and was accepted, at its first attempt. */
async function anAnswer(): Promise<{ from: string; message: Message }> {
  lastNumber += 1
  const from = String(lastNumber)
  await world.receive(textOf(from, `wamid.in.${from}`, world.now))
  await workOff()
  const { environmentId } = world
  const asked = await world.deps.store.messages.findByExternalId(await channelId(), `wamid.in.${from}`)
  const conversation = await world.deps.store.conversations.find(environmentId, asked?.conversationId ?? '')
  const open = await world.deps.channels.get(asked?.channelId ?? '')
  if (conversation === null || open === null) throw new Error('nothing was received')
  const draft = {
    clientId: 'c1',
    content: { kind: 'text' as const, text: 'hi' },
    dispatch: {},
    isTemplate: false,
  }
  const author = { kind: 'member' as const, name: 'Anna' }
  const { message } = await queueMessage(world.deps, { conversation, open, author, draft, answers: true })
  await leave(message.id, `wamid.out.${from}`)
  return { from, message: await current(message.id) }
}

/** The next attempt: claimed, and accepted by the platform under this id. */
async function leave(messageId: string, externalId: string): Promise<void> {
  const { messages } = world.deps.store
  const later = new Date(Date.now() + 86_400_000)
  if ((await messages.claim(messageId, later, later)) === null) throw new Error('nothing to claim')
  await messages.advance(messageId, ['sending'], { status: 'sent', at: world.now, externalId })
}

async function channelId(): Promise<string> {
  const [channel] = await world.deps.store.channels.listAll()
  return channel?.id ?? ''
}

async function current(messageId: string): Promise<Message> {
  const message = await world.deps.store.messages.find(world.environmentId, messageId)
  if (message === null) throw new Error('the message is gone')
  return message
}

interface Told {
  status?: string
  code?: number
  attempt?: number
  externalId?: string
}

/** What the platform tells about one attempt, worked off. */
async function tell(message: Message, from: string, told: Told): Promise<void> {
  const { status = 'failed', code, attempt = 1, externalId = message.externalId } = told
  world.now = new Date(world.now.getTime() + 1000)
  await world.receive({
    statuses: [
      {
        id: externalId,
        status,
        timestamp: String(world.now.getTime() / 1000),
        recipient_id: from,
        biz_opaque_callback_data: `${message.id}.${attempt}`,
        ...(code === undefined ? {} : { errors: [{ code, title: `error ${code}` }] }),
      },
    ],
  })
  expect(await workOff()).toEqual([])
}

function pauseOf({ delivery }: Message): number {
  return Math.round(((delivery?.nextAttemptAt?.getTime() ?? 0) - Date.now()) / 1000)
}

describe('a failure that the platform tells afterwards', () => {
  it('is tried again after the pause of the platform’s table, as one that it answers with is', async () => {
    const { from, message } = await anAnswer()
    await tell(message, from, { code: 131056 })
    const first = await current(message.id)
    expect(first.delivery).toMatchObject({ status: 'queued', attempts: 1, error: { platformCode: '131056' } })
    expect(pauseOf(first)).toBeGreaterThan(2)
    expect(pauseOf(first)).toBeLessThanOrEqual(4)
    await leave(message.id, 'wamid.second')
    await tell(message, from, { code: 131056, attempt: 2, externalId: 'wamid.second' })
    const second = await current(message.id)
    expect(second.delivery?.status).toBe('queued')
    expect(pauseOf(second)).toBeGreaterThan(14)
    expect(pauseOf(second)).toBeLessThanOrEqual(16)
  })

  it('is final after as many tries as the table allows', async () => {
    const { from, message } = await anAnswer()
    for (const attempt of [1, 2, 3]) {
      const externalId = `wamid.final.${attempt}`
      if (attempt > 1) await leave(message.id, externalId)
      await tell(message, from, { code: 131000, attempt, externalId })
    }
    expect((await current(message.id)).delivery).toMatchObject({
      status: 'failed',
      attempts: 3,
      error: { code: 'channel_unavailable' },
    })
  })

  it('is final at once where trying again is useless', async () => {
    const { from, message } = await anAnswer()
    await tell(message, from, { code: 131026 })
    expect((await current(message.id)).delivery).toMatchObject({
      status: 'failed',
      error: { code: 'not_on_channel', platformCode: '131026' },
    })
  })

  it('of an attempt that the platform had refused in its answer already does not cancel the next one', async () => {
    const { from, message } = await anAnswer()
    const again = { status: 'queued' as const, at: world.now, nextAttemptAt: new Date(Date.now() + 60_000) }
    await world.deps.store.messages.advance(message.id, ['sent'], again)
    await tell(message, from, { code: 131000 })
    await tell(message, from, { code: 131026 })
    expect((await current(message.id)).delivery?.status).toBe('queued')
    await leave(message.id, 'wamid.after.both')
    await tell(message, from, { code: 131026, externalId: message.externalId ?? '' })
    expect((await current(message.id)).delivery?.status).toBe('sent')
  })

  it('does not bring back a reaction, which a later one may have replaced', async () => {
    const { from, message } = await anAnswer()
    const { messages } = world.deps.store
    const { id: _id, clientId: _clientId, ...like } = message
    const { message: carrier } = await messages.insert({
      ...like,
      kind: 'reaction',
      externalId: 'wamid.react',
    })
    await tell(carrier, from, { code: 131056 })
    expect((await current(carrier.id)).delivery?.status).toBe('failed')
  })

  it('settles a message whose answer was lost: tried again as the table says, never doubled', async () => {
    const { from, message } = await anAnswer()
    await world.deps.store.messages.advance(message.id, ['sent'], { status: 'unconfirmed', at: world.now })
    await tell(message, from, { code: 130429 })
    expect((await current(message.id)).delivery).toMatchObject({
      status: 'queued',
      error: { code: 'rate_limited' },
    })
  })
})

describe('a refusal says more than about its message', () => {
  it('the customer wants no marketing: the contact keeps it (131050)', async () => {
    const { from, message } = await anAnswer()
    await tell(message, from, { code: 131050 })
    expect((await current(message.id)).delivery?.error?.code).toBe('recipient_opted_out')
    const contact = await world.deps.store.contacts.find(world.environmentId, message.contactId)
    expect(contact?.marketingOptOutAt).not.toBeNull()
  })

  it.each([132001, 132015, 132016])('the list of templates is out of date (%i)', async (code) => {
    const { from, message } = await anAnswer()
    await tell(message, from, { code })
    expect(resynchronised).toEqual([await channelId()])
  })

  it('the window is closed, whatever our clock says (131047, DX-WA-05)', async () => {
    const { from, message } = await anAnswer()
    await tell(message, from, { code: 131047 })
    const conversation = await world.deps.store.conversations.find(
      world.environmentId,
      message.conversationId,
    )
    expect(conversation?.window.refusedAt).not.toBeNull()
  })

  it('the account cannot send: everybody is told once, and again when a message really left (131042)', async () => {
    const { from, message } = await anAnswer()
    const kinds = (): unknown[] =>
      world.emitted.flatMap(({ event, payload }) => {
        const { kind } = payload as { kind?: string }
        return event === 'notification' && kind?.startsWith('channel_') === true ? [kind] : []
      })
    await tell(message, from, { code: 131042 })
    const open = await world.deps.channels.get(await channelId())
    if (open === null) throw new Error('the channel is gone')
    expect(open.record.health).toMatchObject({ state: 'failing', platformCode: '131042' })
    // The platform goes on accepting: that proves nothing.
    await reportChannelWorking(world.deps, open, 'accepted')
    expect(kinds()).toEqual(['channel_failing'])
    const next = await anAnswer()
    await tell(next.message, next.from, { status: 'delivered' })
    expect(kinds()).toEqual(['channel_failing', 'channel_recovered'])
  })
})

describe('what overtakes its message', () => {
  const texts = async (from: string): Promise<(string | undefined)[]> => {
    const principal = await world.principalOf('Anna')
    const found = await listConversations(world.deps, principal, world.environmentId, {
      q: from,
      sort: 'activity',
      limit: 5,
    })
    const threads = await Promise.all(
      found.items.map(({ id }) => listMessages(world.deps, principal, id, { limit: 50 })),
    )
    return threads.flatMap(({ items }) => items.map(({ text }) => text))
  }
  const change = (from: string, type: string, part: object) =>
    textOf(from, `wamid.${type}.${from}`, world.now, { type, [type]: part, text: undefined })

  it('a reaction goes on its bubble once that is there', async () => {
    const from = '4917611111111'
    await world.receive(change(from, 'reaction', { message_id: `wamid.late.${from}`, emoji: '👍' }))
    expect(await workOff()).toHaveLength(1)
    await world.receive(textOf(from, `wamid.late.${from}`, world.now))
    await workOff(1)
    const message = await world.deps.store.messages.findByExternalId(await channelId(), `wamid.late.${from}`)
    // Events are worked off oldest first, so that the reaction is tried before its message once more.
    expect(await workOff(1)).toEqual([])
    expect((await current(message?.id ?? '')).reactions).toMatchObject([{ emoji: '👍' }])
    expect(await texts(from)).toEqual([`text of wamid.late.${from}`])
  })

  it('a message that was taken back is not shown, although it comes afterwards', async () => {
    const from = '4917611111112'
    await world.receive(change(from, 'revoke', { original_message_id: `wamid.late.${from}` }))
    expect(await workOff()).toHaveLength(1)
    await world.receive(textOf(from, `wamid.late.${from}`, world.now))
    await workOff(1)
    expect(await workOff(2)).toEqual([])
    expect(await texts(from)).toEqual([undefined])
  })

  it('an edit of a message from before our time is shown for itself, as edited', async () => {
    const from = '4917611111113'
    const edited = { type: 'text', text: { body: 'see you at five' } }
    await world.receive(change(from, 'edit', { original_message_id: 'wamid.ancient', message: edited }))
    expect(await workOff(0)).toHaveLength(1)
    expect(await workOff(2)).toEqual([])
    expect(await texts(from)).toEqual(['see you at five'])
    const shown = await world.deps.store.messages.findByExternalId(await channelId(), `wamid.edit.${from}`)
    expect(shown?.editedAt).toEqual(world.now)
  })

  it('taking back what never came leaves nothing behind', async () => {
    const from = '4917611111114'
    await world.receive(change(from, 'revoke', { original_message_id: 'wamid.never' }))
    expect(await workOff(4)).toEqual([])
    expect(await texts(from)).toEqual([])
  })
})

describe('an answer with several files', () => {
  it('is completed when the process died between them and the agent presses send again', async () => {
    const { message } = await anAnswer()
    const principal = await world.principalOf('Anna')
    const { environmentId, conversationId } = message
    const ids = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        const file = await uploadAttachment(world.deps, principal, conversationId, {
          content: Buffer.from(`text of ${name}`),
          declaredType: 'text/plain',
          fileName: `${name}.txt`,
        })
        return { id: file.id }
      }),
    )
    const body = { clientId: 'three-files', attachments: ids }
    const dying = dyingStore(world.deps.store, { n: 3, moment: 'before', parts: ['messages'] })
    const crashed = sendMessage({ ...world.deps, store: dying.store }, principal, conversationId, body)
    await expect(crashed).rejects.toThrow(Crash)
    for (let n = 0; n < 2; n += 1) await sendMessage(world.deps, principal, conversationId, body)
    const page = await world.deps.store.messages.page(environmentId, conversationId, {
      before: null,
      limit: 50,
    })
    const names = page.items.flatMap(({ attachments }) => attachments?.map(({ fileName }) => fileName) ?? [])
    expect(names.toSorted()).toEqual(['one.txt', 'three.txt', 'two.txt'])
  })
})
