import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { DeliveryError, MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import { meetCustomer } from '../support/meet.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const PATIENCE_MS = 45_000

let world: World
let anna: ApiClient

beforeAll(async () => {
  world = await startWorld()
  anna = await world.signIn('Anna')
})

afterAll(async () => {
  await world?.close()
})

let lastNumber = 16_020_000_000

function meet(name: string) {
  lastNumber += 1
  return meetCustomer(world, anna, { name, phone: `+49${lastNumber}` })
}

async function send(conversation: ConversationView, body: object): Promise<MessageView> {
  return anna.call('POST /conversations/:id/messages', {
    params: { id: conversation.id },
    body: { clientId: `c-${Math.random()}`, ...body },
  })
}

async function becomes(message: MessageView, fits: (message: MessageView) => boolean): Promise<MessageView> {
  return waitFor(
    'the message',
    async () => {
      const params = { id: message.conversationId }
      const { items } = await anna.call('GET /conversations/:id/messages', { params })
      return items.find((one) => one.id === message.id && fits(one))
    },
    PATIENCE_MS,
  )
}

const isFailed = ({ delivery }: MessageView): boolean => delivery?.status === 'failed'
const isDelivered = ({ delivery }: MessageView): boolean => delivery?.status === 'delivered'
const waits = ({ delivery }: MessageView): boolean => delivery?.nextAttemptAt !== undefined

async function windowOf(conversation: ConversationView): Promise<ConversationView['window']> {
  return (await anna.call('GET /conversations/:id', { params: { id: conversation.id } })).window
}

/** Of the platform's table those for which it says that trying again is useless, and what people are told. */
const FINAL: readonly [number, DeliveryError['code']][] = [
  [131008, 'invalid_content'],
  [131026, 'not_on_channel'],
  [131047, 'window_closed'],
  [131049, 'marketing_limit'],
  [131050, 'recipient_opted_out'],
  [131053, 'media_rejected'],
  [132000, 'template_problem'],
  [132001, 'template_problem'],
]

describe('what the platform refuses', { timeout: 120_000 }, () => {
  it.each(FINAL)('for good (%i) is shown with its reason (%s), however it is told', async (code, reason) => {
    for (const via of ['response', 'status'] as const) {
      const { customer, conversation } = await meet(`Final ${code} ${via}`)
      world.simulator.fail({ kind: 'error', code, via }, 1, customer.contact.id)
      const failed = await becomes(await send(conversation, { text: 'hi' }), isFailed)
      expect(failed.delivery?.error).toMatchObject({ code: reason, platformCode: String(code) })
      expect(failed.delivery?.nextAttemptAt).toBeUndefined()
    }
  })

  it.each([
    [130429, 'response'],
    [130429, 'status'],
    [131056, 'response'],
    [131056, 'status'],
  ] as const)('for a moment (%i by %s) leaves again by itself, once', async (code, via) => {
    const { customer, conversation } = await meet(`Moment ${code} ${via}`)
    world.simulator.fail({ kind: 'error', code, via }, 1, customer.contact.id)
    const message = await send(conversation, { text: 'patience' })
    const waiting = await becomes(message, waits)
    expect(waiting.delivery).toMatchObject({ status: 'queued', error: { code: 'rate_limited' } })
    await becomes(message, isDelivered)
    const arrived = customer
      .messages()
      .filter(({ author, status }) => author === 'business' && status !== 'failed')
    expect(arrived.map(({ content }) => content)).toMatchObject([{ kind: 'text', text: 'patience' }])
  })

  it('for a moment does not let later messages of the conversation overtake', async () => {
    const { customer, conversation } = await meet('Moment in order')
    world.simulator.fail({ kind: 'error', code: 131056, via: 'response' }, 1, customer.contact.id)
    const first = await send(conversation, { text: 'one' })
    await becomes(first, waits)
    const second = await send(conversation, { text: 'two' })
    await becomes(second, isDelivered)
    const texts = customer.messages().flatMap(({ author, content }) => {
      return author === 'business' && content.kind === 'text' ? [content.text] : []
    })
    expect(texts).toEqual(['one', 'two'])
  })

  it('closes the window in our books, also when our clock has been moved since (DX-WA-05)', async () => {
    world.clock.advance(48 * 3_600_000)
    const { customer, conversation } = await meet('Refused Rita')
    world.simulator.fail({ kind: 'error', code: 131047, via: 'response' }, 1, customer.contact.id)
    await becomes(await send(conversation, { text: 'hi' }), isFailed)
    expect(await windowOf(conversation)).toMatchObject({ open: false, refused: true, outside: 'templates' })
    // The platform gives whole seconds: within the same one nobody can tell which came first.
    world.clock.advance(2_000)
    customer.sendText('I am still here')
    await waitFor('open again', async () => (await windowOf(conversation)).open)
  })
})

describe('an answer of the platform that never came', { timeout: 120_000 }, () => {
  it('is shown as such, and later messages do not wait for what nobody may ever know', async () => {
    const { customer, conversation } = await meet('Lost Lena')
    world.simulator.fail({ kind: 'http', status: 502 }, 1, customer.contact.id)
    const message = await send(conversation, { text: 'did it arrive?' })
    const unconfirmed = await becomes(message, ({ delivery }) => delivery?.status === 'unconfirmed')
    expect(unconfirmed.delivery?.error?.code).toBe('channel_unavailable')
    await becomes(await send(conversation, { text: 'next' }), isDelivered)
    expect((await becomes(message, () => true)).delivery?.status).toBe('unconfirmed')
  })

  it('is decided by a person: sent again by their word only, or taken as it is', async () => {
    const { customer, conversation } = await meet('Decided Dora')
    const post = async (id: string, path: 'retry' | 'settle', body?: object) => {
      const response = await fetch(
        `${world.server.url}/api/v1/conversations/${conversation.id}/messages/${id}/${path}`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
      )
      return response.status
    }
    const lose = async (text: string): Promise<MessageView> => {
      world.simulator.fail({ kind: 'http', status: 503 }, 1, customer.contact.id)
      const message = await send(conversation, { text })
      return becomes(message, ({ delivery }) => delivery?.status === 'unconfirmed')
    }
    const again = await lose('again, please')
    expect(await post(again.id, 'retry')).toBe(200)
    await becomes(again, isDelivered)
    const taken = await lose('it arrived, she said')
    expect(await post(taken.id, 'settle', { as: 'sent' })).toBe(200)
    expect((await becomes(taken, () => true)).delivery?.status).toBe('sent')
    const given = await lose('forget it')
    expect(await post(given.id, 'settle', { as: 'failed' })).toBe(200)
    expect((await becomes(given, isFailed)).delivery?.nextAttemptAt).toBeUndefined()
    const texts = customer.messages().filter(({ author }) => author === 'business')
    expect(texts).toHaveLength(1)
  })
})
