import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { Attachment, MessageView } from '../../server/contract/message.ts'
import type { ApiClient } from '../support/api-client.ts'
import { meetCustomer } from '../support/meet.ts'
import { waitFor } from '../support/wait-for.ts'
import { startWorld, type World } from '../support/world.ts'

const HOUR_MS = 3_600_000
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

let lastNumber = 16_010_000_000

function meet(name: string) {
  lastNumber += 1
  return meetCustomer(world, anna, { name, phone: `+49${lastNumber}` })
}

async function messagesOf(conversation: ConversationView): Promise<MessageView[]> {
  return (await anna.call('GET /conversations/:id/messages', { params: { id: conversation.id } })).items
}

async function reaches(
  conversation: ConversationView,
  what: string,
  fits: (message: MessageView) => boolean,
): Promise<MessageView> {
  return waitFor(what, async () => (await messagesOf(conversation)).find(fits), PATIENCE_MS)
}

async function send(conversation: ConversationView, body: object): Promise<MessageView> {
  return anna.call('POST /conversations/:id/messages', {
    params: { id: conversation.id },
    body: { clientId: `c-${Math.random()}`, ...body },
  })
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

/** The smallest picture that every reader takes for one. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const VOICE = readFileSync(new URL('../../server/simulator/media/voice.ogg', import.meta.url))

describe('sending', { timeout: 120_000 }, () => {
  it('keeps the order of a conversation when the first of several has to be tried again', async () => {
    const { customer, conversation } = await meet('Order Otto')
    world.simulator.fail({ kind: 'error', code: 130429, via: 'response' }, 1, customer.contact.id)
    const sent: MessageView[] = []
    for (const text of ['first', 'second', 'third']) sent.push(await send(conversation, { text }))
    await reaches(
      conversation,
      'the last delivered',
      ({ id, delivery }) => id === sent[2]?.id && delivery?.status === 'delivered',
    )
    const texts = customer
      .messages()
      .flatMap(({ author, content }) =>
        author === 'business' && content.kind === 'text' ? [content.text] : [],
      )
    expect(texts).toEqual(['first', 'second', 'third'])
  })

  it('checks the window again when the message leaves (DX-WA-02)', async () => {
    const { customer, conversation } = await meet('Waiting Willi')
    const fault = { kind: 'error', code: 130429, via: 'response' } as const
    world.simulator.fail(fault, 1, customer.contact.id)
    const message = await send(conversation, { text: 'accepted in time' })
    await reaches(
      conversation,
      'put back',
      ({ id, delivery }) => id === message.id && delivery?.nextAttemptAt !== undefined,
    )
    world.clock.advance(25 * HOUR_MS)
    const failed = await reaches(
      conversation,
      'failed',
      ({ id, delivery }) => id === message.id && delivery?.status === 'failed',
    )
    expect(failed.delivery?.error?.code).toBe('window_closed')
    expect(customer.messages().filter(({ author }) => author === 'business')).toHaveLength(0)
  })

  it('says plainly why a message failed, and a retry really sends it again as a new attempt', async () => {
    const { customer, conversation } = await meet('Without Walter')
    customer.setWhatsApp(false)
    const message = await send(conversation, { text: 'are you there?' })
    const failed = await reaches(
      conversation,
      'failed',
      ({ id, delivery }) => id === message.id && delivery?.status === 'failed',
    )
    expect(failed.delivery?.error).toMatchObject({ code: 'not_on_channel', platformCode: '131026' })
    customer.setWhatsApp(true)
    const ref = { params: { id: conversation.id, messageId: message.id } }
    const both = await Promise.all(
      [1, 2].map(() => anna.call('POST /conversations/:id/messages/:messageId/retry', ref)),
    )
    expect(both.map(({ id }) => id)).toEqual([message.id, message.id])
    const sent = await reaches(
      conversation,
      'delivered',
      ({ id, delivery }) => id === message.id && delivery?.status === 'delivered',
    )
    expect(sent.externalId).not.toBe(failed.externalId)
    expect(
      customer.messages().filter(({ author, status }) => author === 'business' && status !== 'failed'),
    ).toHaveLength(1)
  })

  it('carries files both ways: a picture with a caption, a voice note (DX-INBOX-02, OMNI-WA-06)', async () => {
    const { customer, conversation } = await meet('Files Frieda')
    const picture = await upload(conversation, 'Größe.png', 'image/png', PNG)
    expect(picture).toMatchObject({
      kind: 'image',
      contentType: 'image/png',
      fileName: 'Größe.png',
      size: PNG.length,
    })
    const voice = await upload(conversation, 'note.ogg', 'audio/ogg', VOICE)
    await send(conversation, { text: 'this size', attachments: [{ id: picture.id }] })
    await send(conversation, { attachments: [{ id: voice.id, voice: true }] })
    await waitFor(
      'both on the phone',
      () => customer.messages().filter(({ author }) => author === 'business').length === 2,
      PATIENCE_MS,
    )
    const contents = customer
      .messages()
      .filter(({ author }) => author === 'business')
      .map(({ content }) => content)
    expect(contents[0]).toMatchObject({ kind: 'media', media: 'image', caption: 'this size' })
    expect(contents[1]).toMatchObject({ kind: 'media', media: 'audio', voice: true })

    customer.sendFile({ content: PNG, contentType: 'image/png', fileName: 'zurück.png' })
    const received = await reaches(
      conversation,
      'the file fetched',
      ({ direction, attachments }) => direction === 'inbound' && attachments?.[0]?.state === 'ready',
    )
    const file = await fetch(`${world.server.url}${received.attachments?.[0]?.url ?? ''}`, {
      headers: { authorization: `Bearer ${anna.token}` },
    })
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG)
  })

  it('carries reactions and quotes both ways', async () => {
    const { customer, conversation, firstId } = await meet('Quote Quirin')
    const target = await reaches(conversation, 'the first', ({ externalId }) => externalId === firstId)
    const reacted = await anna.call('POST /conversations/:id/messages/:messageId/reaction', {
      params: { id: conversation.id, messageId: target.id },
      body: { emoji: '👍' },
    })
    expect(reacted.reactions).toMatchObject([{ emoji: '👍', by: 'member', name: 'Anna' }])
    await waitFor(
      'the reaction on the phone',
      () => customer.messages().find(({ id }) => id === firstId)?.reactions.business === '👍',
    )
    const answer = await send(conversation, { text: 'about this', replyTo: target.id })
    expect(answer.quote).toMatchObject({ messageId: target.id, excerpt: 'hello' })
    const onPhone = await customer.waitForMessage(
      ({ content }) => content.kind === 'text' && content.text === 'about this',
    )
    expect(onPhone.replyTo).toBe(firstId)
    customer.react(onPhone.id, '❤️')
    await reaches(
      conversation,
      'the reaction of the customer',
      ({ id, reactions }) => id === answer.id && reactions?.[0]?.emoji === '❤️',
    )
    customer.react(onPhone.id, '')
    await reaches(
      conversation,
      'taken back',
      ({ id, reactions }) => id === answer.id && reactions === undefined,
    )
    customer.sendText('and this', { replyTo: onPhone.id })
    const reply = await reaches(conversation, 'the quoting answer', ({ text }) => text === 'and this')
    expect(reply.quote).toMatchObject({ messageId: answer.id, excerpt: 'about this' })
  })

  it('writes notes that never leave, also where nothing can be sent', async () => {
    const { customer, conversation } = await meet('Note Nora')
    await anna.call('POST /conversations/:id/resolve', { params: { id: conversation.id } })
    const note = await send(conversation, { note: 'called back by phone' })
    expect(note).toMatchObject({ direction: 'note', text: 'called back by phone' })
    expect(note.delivery).toBeUndefined()
    expect(customer.messages().filter(({ author }) => author === 'business')).toEqual([])
  })

  it('shows the customer blue ticks when the agent reads (the service says on_open)', async () => {
    const { customer, conversation, firstId } = await meet('Ticks Tilda')
    await anna.call('POST /conversations/:id/read', { params: { id: conversation.id } })
    const seen = await waitFor(
      'read on the phone',
      () => customer.messages().find(({ id }) => id === firstId)?.status === 'read',
    )
    expect(seen).toBe(true)
  })
})
