import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { Attachment, MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import { meetCustomer } from '../support/meet.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let world: World
let anna: ApiClient

beforeAll(async () => {
  world = await startWorld()
  anna = await world.signIn('Anna')
})

afterAll(async () => {
  await world?.close()
})

let lastNumber = 16_030_000_000

async function meet(name: string) {
  lastNumber += 1
  const met = await meetCustomer(world, anna, { name, phone: `+49${lastNumber}` })
  // Also when the product has not come to fetch them by itself yet.
  await anna.call('POST /conversations/:id/templates/refresh', { params: { id: met.conversation.id } })
  return met
}

async function upload(
  conversation: ConversationView,
  name: string,
  type: string,
  content: Buffer,
): Promise<Attachment> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(content)], { type }), name)
  const response = await fetch(`${world.server.url}/api/v1/conversations/${conversation.id}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${anna.token}` },
    body: form,
  })
  expect(response.status).toBe(201)
  return (await response.json()) as Attachment
}

async function post(conversation: ConversationView, body: object) {
  const response = await fetch(`${world.server.url}/api/v1/conversations/${conversation.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: `c-${Math.random()}`, ...body }),
  })
  return {
    status: response.status,
    body: (await response.json()) as MessageView & { issues?: { path: string }[] },
  }
}

const orderUpdate = (parameters: object) => ({
  template: { name: 'order_update', language: 'en', parameters },
})

describe('a template with a picture, values and a button (OMNI-WA-06, DX-WA-03)', { timeout: 60_000 }, () => {
  it('arrives with all of them', async () => {
    const { customer, conversation } = await meet('Template Tom')
    const picture = await upload(conversation, 'parcel.png', 'image/png', PNG)
    const body = { '1': 'value 1', '2': 'value 2' }
    const sent = await post(
      conversation,
      orderUpdate({ headerAttachmentId: picture.id, body, buttons: { '0': 'A-1042' } }),
    )
    expect(sent.status).toBe(201)
    const arrived = await customer.waitForMessage(({ content }) => content.kind === 'card')
    expect(arrived.content).toMatchObject({ kind: 'card', template: 'order_update' })
    expect(JSON.stringify(arrived.content)).toContain('value 1')
    expect(JSON.stringify(arrived.content)).toContain('A-1042')
  })

  it('is refused before it leaves when the file is none that the header takes', async () => {
    const { conversation } = await meet('Wrong Wanda')
    const text = await upload(conversation, 'notes.txt', 'text/plain', Buffer.from('just words'))
    const body = { '1': 'x', '2': 'x' }
    const wrong = await post(
      conversation,
      orderUpdate({ headerAttachmentId: text.id, body, buttons: { '0': 'x' } }),
    )
    expect(wrong.status).toBe(400)
    expect(wrong.body.issues?.[0]?.path).toBe('template.parameters.headerAttachmentId')
    const missing = await post(conversation, orderUpdate({ body, buttons: { '0': 'x' } }))
    expect(missing.body.issues?.map(({ path }) => path)).toEqual(['template.parameters.headerAttachmentId'])
    const needless = await post(conversation, {
      template: {
        name: 'callover_invitation',
        language: 'en',
        parameters: { body: { '1': 'x' }, headerAttachmentId: text.id },
      },
    })
    expect(needless.status).toBe(400)
  })
})

describe('a reaction that the customer does not get', { timeout: 60_000 }, () => {
  it('vanishes from its bubble, one that was put there since stays', async () => {
    const { customer, conversation } = await meet('Reaction Rolf')
    const { items } = await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })
    const target = items.find(({ text }) => text === 'hello')
    if (target === undefined) throw new Error('nothing was received')
    const react = (emoji: string) =>
      anna.call('POST /conversations/:id/messages/:messageId/reaction', {
        params: { id: conversation.id, messageId: target.id },
        body: { emoji },
      })
    const shown = async () => {
      const page = await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })
      return page.items.find(({ id }) => id === target.id)?.reactions?.map(({ emoji }) => emoji) ?? []
    }
    world.simulator.fail({ kind: 'error', code: 131009, via: 'response' }, 1, customer.contact.id)
    expect((await react('👍')).reactions).toMatchObject([{ emoji: '👍' }])
    await waitFor('it is gone', async () => (await shown()).length === 0)
    await react('❤️')
    await waitFor('on the phone', () =>
      customer.messages().some(({ reactions }) => reactions.business === '❤️'),
    )
    expect(await shown()).toEqual(['❤️'])
  })
})
