import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const HOUR_MS = 3_600_000

let world: World
let anna: ApiClient

beforeAll(async () => {
  world = await startWorld()
  anna = await world.signIn('Anna')
})

afterAll(async () => {
  await world?.close()
})

let lastNumber = 15_110_000_000

/** A customer nobody has met, so that tests do not share conversations. */
function newCustomer(name: string): ReturnType<World['simulator']['customer']> {
  lastNumber += 1
  return world.simulator.customer(`+49${lastNumber}`, { name })
}

async function conversationOf(name: string, client = anna): Promise<ConversationView> {
  return waitFor(`conversation of ${name}`, async () => {
    const page = await client.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: name },
    })
    return page.items[0]
  })
}

async function messagesOf(conversation: ConversationView): Promise<MessageView[]> {
  const page = await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })
  return page.items
}

async function send(
  conversation: ConversationView,
  body: { clientId: string; text?: string },
): Promise<MessageView> {
  return anna.call('POST /conversations/:id/messages', { params: { id: conversation.id }, body })
}

async function delivered(conversation: ConversationView, id: string, status: string): Promise<MessageView> {
  return waitFor(`message becomes ${status}`, async () =>
    (await messagesOf(conversation)).find(
      (message) => message.id === id && message.delivery?.status === status,
    ),
  )
}

describe('the message loop', () => {
  it('carries a message to the agent, the answer to the phone and its ticks back (DX-INBOX-01, DX-INBOX-05)', async () => {
    const customer = newCustomer('Jürgen Müßig')
    const socket = await anna.socket(world.environmentId)
    const arrived = new Promise<MessageView>((resolve) => {
      socket.on('message:created', (message) => {
        if (message.text === 'Grüß Gott, ist mein Päckchen da? 📦') resolve(message)
      })
    })
    const externalId = customer.sendText('Grüß Gott, ist mein Päckchen da? 📦')
    const live = await arrived
    expect(live).toMatchObject({ direction: 'inbound', kind: 'text', externalId })

    const conversation = await conversationOf('jurgen')
    expect(conversation).toMatchObject({ status: 'open', unread: 1, contact: { name: 'Jürgen Müßig' } })
    expect(conversation.title).toMatch(/^WhatsApp \+49 \*{4} \*+$/)
    expect(conversation.window.open).toBe(true)

    const answer = await send(conversation, { clientId: 'a-1', text: 'Ja, seit heute früh!' })
    expect(answer.delivery?.status).toBe('queued')
    const onPhone = await customer.waitForMessage()
    expect(onPhone.content).toEqual({ kind: 'text', text: 'Ja, seit heute früh!' })
    await delivered(conversation, answer.id, 'delivered')
    customer.read()
    await delivered(conversation, answer.id, 'read')
    socket.disconnect()
  })

  it('answers a repeated request with the first message and sends it once', async () => {
    const customer = newCustomer('Repeat Regina')
    customer.sendText('hello')
    const conversation = await conversationOf('Regina')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(conversation, { clientId: 'same', text: 'only once' })),
    )
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    await delivered(conversation, answers[0]!.id, 'delivered')
    expect(customer.messages().filter((message) => message.author === 'business')).toHaveLength(1)
  })

  it('lets only a template out after 24 hours, and free text again once the customer answers (DX-WA-01, DX-WA-02, DX-WA-05)', async () => {
    const customer = newCustomer('Window Wanda')
    customer.sendText('hi')
    const conversation = await conversationOf('Wanda')
    await world.simulator.idle()
    world.clock.advance(24 * HOUR_MS + 1000)
    await expect(send(conversation, { clientId: 'late', text: 'too late' })).rejects.toMatchObject({
      status: 409,
      code: 'window_closed',
    })
    const templates = await waitFor('templates', async () => {
      const { items } = await anna.call('GET /conversations/:id/templates', {
        params: { id: conversation.id },
      })
      return items.find((template) => template.name === 'appointment_reminder' && template.language === 'de')
    })
    const values = Object.fromEntries(templates.bodyParameters.map(({ key }) => [key, `Wert ${key}`]))
    const header =
      templates.header?.kind === 'text'
        ? Object.fromEntries(templates.header.parameters.map(({ key }) => [key, 'Kopf']))
        : undefined
    const sent = await anna.call('POST /conversations/:id/messages', {
      params: { id: conversation.id },
      body: {
        clientId: 'template',
        template: {
          name: templates.name,
          language: templates.language,
          parameters: { body: values, ...(header === undefined ? {} : { header }) },
        },
      },
    })
    expect(sent.kind).toBe('template')
    await delivered(conversation, sent.id, 'delivered')
    customer.sendText('thanks')
    await waitFor('window opens', async () => (await conversationOf('Wanda')).window.open)
    const free = await send(conversation, { clientId: 'free', text: 'You are welcome' })
    await delivered(conversation, free.id, 'delivered')
  })

  it('closes the window when the platform says so, although our clock does not (DX-WA-05)', async () => {
    const customer = newCustomer('Refused Rudi')
    customer.sendText('hi')
    const conversation = await conversationOf('Rudi')
    world.simulator.fail({ kind: 'error', code: 131047, via: 'status' }, 1, customer.contact.id)
    const refused = await send(conversation, { clientId: 'r', text: 'hello?' })
    const failed = await delivered(conversation, refused.id, 'failed')
    expect(failed.delivery?.error).toMatchObject({ code: 'window_closed', platformCode: '131047' })
    await waitFor('window closed', async () => !(await conversationOf('Rudi')).window.open)
    await expect(send(conversation, { clientId: 'r2', text: 'again' })).rejects.toMatchObject({
      code: 'window_closed',
    })
  })

  it('opens a new conversation after a resolved one, and refuses to send in the old (OMNI-END-01, OMNI-END-02)', async () => {
    const customer = newCustomer('Resolved Rosa')
    customer.sendText('first matter')
    const first = await conversationOf('Rosa')
    await anna.call('POST /conversations/:id/resolve', { params: { id: first.id } })
    await expect(send(first, { clientId: 'x', text: 'too late' })).rejects.toMatchObject({
      code: 'conversation_inactive',
    })
    customer.sendText('second matter')
    const second = await waitFor('second conversation', async () => {
      const page = await anna.call('GET /environments/:id/conversations', {
        params: { id: world.environmentId },
        query: { q: 'Rosa', status: 'open' },
      })
      return page.items[0]
    })
    expect(second.previousId).toBe(first.id)
    expect(second.number).toBeGreaterThan(first.number)
    await expect(
      anna.call('POST /conversations/:id/reopen', { params: { id: first.id } }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it("counts unread per agent: reading does not clear a colleague's", async () => {
    const customer = newCustomer('Unread Udo')
    customer.sendText('one')
    customer.sendText('two')
    await waitFor('both counted', async () => (await conversationOf('Udo')).unread === 2)
    const conversation = await conversationOf('Udo')
    const luca = await world.signIn('Luca')
    await anna.call('POST /conversations/:id/read', { params: { id: conversation.id } })
    expect((await conversationOf('Udo')).unread).toBe(0)
    expect((await conversationOf('Udo', luca)).unread).toBe(2)
  })

  it('shows nothing of an environment to members of another (DX-INBOX-11)', async () => {
    const customer = newCustomer('Secret Silke')
    customer.sendText('private')
    const conversation = await conversationOf('Silke')
    const otto = await world.signIn('Otto')
    const id = conversation.id
    for (const call of [
      () => otto.call('GET /conversations/:id', { params: { id } }),
      () => otto.call('GET /conversations/:id/messages', { params: { id } }),
      () => otto.call('POST /conversations/:id/resolve', { params: { id } }),
      () => otto.call('GET /environments/:id/conversations', { params: { id: world.environmentId } }),
    ]) {
      await expect(call()).rejects.toMatchObject({ status: 404, code: 'not_found' })
    }
    await expect(otto.socket(world.environmentId)).rejects.toThrow(/not_found/)
    const carla = await world.signIn('Carla')
    await expect(
      carla.call('GET /conversations/:id', { params: { id: conversation.id } }),
    ).rejects.toMatchObject({
      status: 403,
    })
  })

  it.each([
    { accepted: true, ends: 'delivered' },
    { accepted: false, ends: 'unconfirmed' },
  ])(
    'never sends again by itself when the answer is lost (accepted: $accepted): it ends $ends',
    { timeout: 60_000 },
    async ({ accepted, ends }) => {
      const name = `Lost ${accepted ? 'Lena' : 'Lars'}`
      const customer = newCustomer(name)
      customer.sendText('hi')
      const conversation = await conversationOf(name)
      world.simulator.fail({ kind: 'hang', accepted }, 1, customer.contact.id)
      const message = await send(conversation, { clientId: 'lost', text: 'did this leave?' })
      const settled = await waitFor(
        ends,
        async () =>
          (await messagesOf(conversation)).find(
            ({ id, delivery }) => id === message.id && delivery?.status === ends,
          ),
        45_000,
      )
      const taken = world.simulator.sent().filter((sent) => sent.correlationData?.startsWith(message.id))
      expect(taken).toHaveLength(accepted ? 1 : 0)
      if (accepted) return
      // A person decides: now, and only now, it leaves as a new attempt.
      const retry = { params: { id: conversation.id, messageId: settled.id } }
      await anna.call('POST /conversations/:id/messages/:messageId/retry', retry)
      await delivered(conversation, message.id, 'delivered')
      expect(customer.messages().filter((one) => one.author === 'business')).toHaveLength(1)
    },
  )
})
