import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebhookEvent } from '../../server/contract/integration-routes.ts'
import { WebhooksJob } from '../../server/jobs/webhooks.ts'
import {
  deliverTurn,
  takeWebhookTurn,
  type WebhookAnswer,
  type WebhookSender,
} from '../../server/usecases/integrations/deliver-webhooks.ts'
import { changeWebhook, createWebhook, deleteWebhook } from '../../server/usecases/integrations/webhooks.ts'
import { sendMessage } from '../../server/usecases/send-message.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { waitFor } from '../support/wait-for.ts'
import { createIntegrationWorld, type IntegrationWorld } from '../usecases/integrations/integration-world.ts'

const HOUR_MS = 3_600_000
const ALL: WebhookEvent[] = [
  'conversation.created',
  'conversation.updated',
  'message.created',
  'message.updated',
]

let store: TestStore
let world: IntegrationWorld
beforeAll(async () => {
  store = await openTestStore()
  world = await createIntegrationWorld(store)
})
afterAll(async () => {
  await world.close()
  await closeTestStore(store)
})

beforeEach(async () => {
  for (const { id: webhookId, environmentId } of await store.webhooks.list(world.environmentId))
    await deleteWebhook(world.deps, world.manager, { environmentId, webhookId })
  world.now = new Date(world.now.getTime() + 48 * HOUR_MS)
})

interface Received {
  event: string
  id: string
  environmentId: string
  data: Record<string, unknown>
}
type Sent = Parameters<WebhookSender['post']>[0]

/** Receives deliveries and answers as it is told to, with 200 by default. */
class Receiver implements WebhookSender {
  readonly sent: Sent[] = []
  readonly received: Received[] = []
  answer: (delivery: Received) => WebhookAnswer = () => ({ status: 200 })

  post(request: Sent): Promise<WebhookAnswer> {
    const delivery = JSON.parse(request.body) as Received
    this.sent.push(request)
    this.received.push(delivery)
    return Promise.resolve(this.answer(delivery))
  }
}

/** Delivers whatever is due at that time of the machine. */
async function deliverDue(receiver: WebhookSender, at = new Date(Date.now() + 1000)): Promise<void> {
  for (;;) {
    const turn = await takeWebhookTurn(world.deps, at, [])
    if (turn === null) return
    await deliverTurn(world.deps, receiver, turn, () => at)
  }
}

async function webhook(events: WebhookEvent[] = ALL, url = 'https://crm.example.test/hook?token=geheim') {
  const made = await createWebhook(world.deps, world.manager, world.environmentId, { url, events })
  return { ...made, refs: { environmentId: world.environmentId, webhookId: made.webhook.id } }
}

let lastNumber = 4_915_140_000_000
function newNumber(): string {
  lastNumber += 1
  return String(lastNumber)
}

let lastId = 0
function says(number: string, text: string): Promise<void> {
  lastId += 1
  return world.says(number, `wamid.w${lastId}`, text)
}

describe('an outgoing webhook', () => {
  it('is told of a new conversation once, of its changes and of every message, in order', async () => {
    await webhook()
    const number = newNumber()
    await says(number, 'eins')
    await says(number, 'zwei')
    const receiver = new Receiver()
    await deliverDue(receiver)
    expect(receiver.received.map(({ event, data }) => [event, data['text'] ?? ''])).toEqual([
      ['conversation.created', ''],
      ['message.created', 'eins'],
      ['conversation.updated', ''],
      ['message.created', 'zwei'],
    ])
    expect(receiver.received[0]).toMatchObject({
      environmentId: world.environmentId,
      data: { title: expect.stringContaining('WhatsApp'), status: 'open' },
    })
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(4)
  })

  it('can prove where a delivery comes from, and when it was sent', async () => {
    const { secret } = await webhook(['message.created'])
    await says(newNumber(), 'hallo')
    const receiver = new Receiver()
    const at = new Date(Date.now() + 5000)
    await deliverDue(receiver, at)
    const { headers, body } = receiver.sent[0]!
    const seconds = Math.floor(at.getTime() / 1000)
    const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
    expect(headers['Callover-Signature']).toBe(`t=${seconds},v1=${mac}`)
  })

  it('keeps its secret encrypted', async () => {
    const { secret } = await webhook()
    const stored = JSON.stringify(await store.raw.collection('webhooks').find().toArray())
    expect(stored).not.toContain(secret)
  })

  it('hears nothing of what it has not asked for, nor of other environments', async () => {
    await webhook(['message.updated'])
    await says(newNumber(), 'hallo')
    const receiver = new Receiver()
    await deliverDue(receiver)
    expect(receiver.received).toEqual([])
  })

  it('leaves nothing behind where there is none', async () => {
    await says(newNumber(), 'hallo')
    const waiting = await store.raw.collection('webhook_deliveries').countDocuments({ state: 'waiting' })
    expect(waiting).toBe(0)
  })

  it('is told once of a message that is worked off again after a crash', async () => {
    await webhook(['message.created'])
    const number = newNumber()
    await says(number, 'einmal')
    await store.raw.collection('intake').updateMany({}, { $set: { state: 'pending', dueAt: new Date(0) } })
    await says(number, 'zweimal')
    const receiver = new Receiver()
    await deliverDue(receiver)
    const texts = receiver.received.map(({ data }) => data['text'])
    expect(texts.filter((text) => text === 'einmal')).toHaveLength(1)
    expect(texts).toContain('zweimal')
  })

  it('makes a message whose event cannot be noted be worked off again', async () => {
    await webhook(['message.created'])
    const number = newNumber()
    const down = vi.spyOn(store.webhooks, 'add').mockRejectedValue(new Error('the store is down'))
    await expect(says(number, 'verspätet')).rejects.toThrow('the store is down')
    down.mockRestore()
    await says(newNumber(), 'danach')
    const receiver = new Receiver()
    await deliverDue(receiver)
    expect(receiver.received.map(({ data }) => data['text'])).toContain('verspätet')
  })

  it('is told numbers as the policy says at the time of sending (CVG-PRIV-02)', async () => {
    await webhook()
    const number = newNumber()
    await world.says(number, `wamid.anon${number}`, 'hallo', {})
    await store.raw
      .collection('webhook_deliveries')
      .updateMany({ event: 'message.created' }, [
        { $set: { data: JSON.stringify({ author: { kind: 'contact', name: `+${number}` } }) } },
      ])
    await world.setPolicy({ anonymiseNumbers: true })
    const receiver = new Receiver()
    await deliverDue(receiver)
    await world.setPolicy({})
    expect(JSON.stringify(receiver.received)).not.toContain(number)
    expect(JSON.stringify(receiver.received)).toMatch(/md5-hash:[0-9a-f]{32}/)
  })
})

describe('a delivery that does not get through', () => {
  it('is tried again with growing pauses and holds up only its own conversation', async () => {
    const { refs } = await webhook(['message.created'])
    const [slow, other] = [newNumber(), newNumber()]
    await says(slow, 'eins')
    await says(slow, 'zwei')
    await says(other, 'anderswo')
    const receiver = new Receiver()
    receiver.answer = ({ data }) => ({ status: data['text'] === 'eins' ? 503 : 200 })
    const start = Date.now() + 1000
    await deliverDue(receiver, new Date(start))
    expect(new Set(receiver.received.map(({ data }) => data['text']))).toEqual(new Set(['anderswo', 'eins']))
    await deliverDue(receiver, new Date(start + 9_999))
    expect(receiver.received).toHaveLength(2)
    await deliverDue(receiver, new Date(start + 10_000))
    expect(receiver.received).toHaveLength(3)
    await deliverDue(receiver, new Date(start + 39_999))
    expect(receiver.received).toHaveLength(3)
    receiver.answer = () => ({ status: 204 })
    await deliverDue(receiver, new Date(start + 40_000))
    expect(receiver.received.slice(3).map(({ data }) => data['text'])).toEqual(['eins', 'zwei'])
    const ids = receiver.received.filter(({ data }) => data['text'] === 'eins').map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    const { items } = await store.webhooks.deliveries(refs.environmentId, refs.webhookId, {
      after: null,
      limit: 9,
    })
    const told = items.map(({ state, attempts }) => `${state} after ${attempts}`)
    expect(told.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'delivered after 1',
      'delivered after 1',
      'delivered after 3',
    ])
    expect((await store.webhooks.find(refs.environmentId, refs.webhookId))?.failingSince).toBeNull()
  })

  it('waits as long as the receiver asks for', async () => {
    await webhook(['message.created'])
    await says(newNumber(), 'eins')
    const receiver = new Receiver()
    receiver.answer = () => ({ status: 429, retryAfterMs: 60_000 })
    const start = Date.now() + 1000
    await deliverDue(receiver, new Date(start))
    await deliverDue(receiver, new Date(start + 59_999))
    expect(receiver.received).toHaveLength(1)
    await deliverDue(receiver, new Date(start + 60_000))
    expect(receiver.received).toHaveLength(2)
  })

  it('switches the webhook off when it says that it is gone', async () => {
    const { refs } = await webhook(['message.created'])
    await says(newNumber(), 'eins')
    await says(newNumber(), 'zwei')
    const receiver = new Receiver()
    receiver.answer = () => ({ status: 410 })
    await deliverDue(receiver)
    expect(receiver.received).toHaveLength(1)
    const off = await store.webhooks.find(refs.environmentId, refs.webhookId)
    expect(off?.active).toBe(false)
    const { items } = await store.webhooks.deliveries(refs.environmentId, refs.webhookId, {
      after: null,
      limit: 9,
    })
    expect(items.map(({ state }) => state)).toEqual(['failed', 'failed'])
    const audit = await store.audit.list(refs.environmentId, {
      objectId: refs.webhookId,
      after: null,
      limit: 9,
    })
    expect(audit.items.map(({ verb, actor }) => [verb, actor.kind])).toEqual([
      ['deactivated', 'system'],
      ['created', 'member'],
    ])
    expect(JSON.stringify(audit.items)).not.toContain('geheim')
    const on = { url: 'https://crm.example.test/', events: ALL, active: true, version: off!.version }
    await changeWebhook(world.deps, world.manager, refs, on)
    await says(newNumber(), 'wieder')
    receiver.answer = () => ({ status: 200 })
    await deliverDue(receiver)
    expect(receiver.received.at(-1)?.data).toMatchObject({ text: 'wieder' })
  })

  it('switches the webhook off after a day without one that got through', async () => {
    const { refs } = await webhook(['message.created'])
    await says(newNumber(), 'eins')
    const receiver = new Receiver()
    receiver.answer = () => ({ status: null })
    const start = Date.now() + 1000
    await deliverDue(receiver, new Date(start))
    const failing = await store.webhooks.find(refs.environmentId, refs.webhookId)
    expect(failing).toMatchObject({ active: true, failingSince: new Date(start) })
    for (let hours = 1; hours <= 23; hours += 1) await deliverDue(receiver, new Date(start + hours * HOUR_MS))
    expect((await store.webhooks.find(refs.environmentId, refs.webhookId))?.active).toBe(true)
    await says(newNumber(), 'zwei')
    await deliverDue(receiver, new Date(start + 24 * HOUR_MS))
    expect((await store.webhooks.find(refs.environmentId, refs.webhookId))?.active).toBe(false)
  })

  it('is given up, with all that waits, when the webhook is removed', async () => {
    const { refs } = await webhook()
    await says(newNumber(), 'eins')
    await deleteWebhook(world.deps, world.manager, refs)
    const receiver = new Receiver()
    await deliverDue(receiver)
    expect(receiver.received).toEqual([])
    expect(
      await store.raw.collection('webhook_deliveries').countDocuments({ webhookId: refs.webhookId }),
    ).toBe(0)
  })
})

describe('two processes', () => {
  it('deliver everything once between them, in order for each conversation', async () => {
    await webhook(['message.created'])
    const people = Array.from({ length: 6 }, newNumber)
    for (const number of people) {
      for (const text of ['1', '2', '3']) await says(number, `${number} ${text}`)
    }
    const second = await openTestStoreAt(store.database)
    const receiver = new Receiver()
    const jobs = [world.deps, { ...world.deps, store: second }].map((deps) => new WebhooksJob(deps, receiver))
    for (const job of jobs) job.start()
    await waitFor('all deliveries', () => receiver.received.length >= 18)
    await Promise.all(jobs.map((job) => job.stop()))
    await second.close()
    const texts = receiver.received.map(({ data }) => String(data['text']))
    expect(texts).toHaveLength(18)
    for (const number of people)
      expect(texts.filter((text) => text.startsWith(number))).toEqual(
        ['1', '2', '3'].map((text) => `${number} ${text}`),
      )
  })

  it('take over what one that died had begun', async () => {
    await webhook(['message.created'])
    await says(newNumber(), 'verwaist')
    const start = new Date(Date.now() + 1000)
    expect(await takeWebhookTurn(world.deps, start, [])).not.toBeNull()
    const receiver = new Receiver()
    await deliverDue(receiver, new Date(start.getTime() + 59_999))
    expect(receiver.received).toEqual([])
    await deliverDue(receiver, new Date(start.getTime() + 60_000))
    expect(receiver.received).toHaveLength(1)
  })
})

describe('what people do', () => {
  it('is told as well: their messages, and what becomes of a conversation', async () => {
    await webhook()
    const number = newNumber()
    await says(number, 'eins')
    const { items } = await store.conversations.list(world.environmentId, {
      words: [number],
      sort: 'activity',
      after: null,
      limit: 1,
    })
    const agent = await world.member('agent')
    await sendMessage(world.deps, agent, items[0]!.id, { clientId: 'a', text: 'Antwort' })
    const receiver = new Receiver()
    await deliverDue(receiver)
    expect(receiver.received.at(-1)).toMatchObject({
      event: 'message.created',
      data: { text: 'Antwort', direction: 'outbound', author: { name: agent.name } },
    })
  })
})
