import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startFakePlatform, json, type FakePlatform } from './fake-platform.ts'
import { failureOf, openWhatsapp } from './whatsapp-cloud.open.ts'
import { accepted, ACCESS_TOKEN, aTemplate, PHONE_NUMBER_ID, RECIPIENT } from './whatsapp-cloud.subject.ts'

let graph: FakePlatform
let channel: ReturnType<typeof openWhatsapp>
beforeAll(async () => {
  graph = await startFakePlatform()
  channel = openWhatsapp(`${graph.url}/v26.0/`)
})
beforeEach(() => {
  graph.reset()
  graph.answer(accepted)
})
afterAll(async () => {
  await graph.close()
})

const outgoing = { to: { phone: RECIPIENT }, correlationId: 'attempt-1' }
const sent = () => graph.requests.at(-1)?.json
const frame = {
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: RECIPIENT,
  biz_opaque_callback_data: 'attempt-1',
}

describe('whatsapp-cloud: sending', () => {
  it('posts to the number’s messages with the token', async () => {
    await channel.sendText({ ...outgoing, text: 'Hello' })
    expect(graph.requests[0]).toMatchObject({ method: 'POST', path: `/v26.0/${PHONE_NUMBER_ID}/messages` })
    expect(graph.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${ACCESS_TOKEN}`,
      'content-type': 'application/json',
    })
    expect(sent()).toEqual({ ...frame, type: 'text', text: { body: 'Hello' } })
  })

  it('learns number and user id from the answer', async () => {
    graph.answer(
      json(200, {
        contacts: [{ input: RECIPIENT, wa_id: '5491100000000', user_id: 'AR.12' }],
        messages: [{ id: 'wamid.1' }],
      }),
    )
    const result = await channel.sendText({ ...outgoing, text: 'Hello' })
    expect(result).toEqual({ externalId: 'wamid.1', person: { phone: '+5491100000000', userId: 'AR.12' } })
  })

  it('asks for a preview when there is a web address', async () => {
    await channel.sendText({ ...outgoing, text: 'See https://example.test/a' })
    expect(sent()).toMatchObject({ text: { body: 'See https://example.test/a', preview_url: true } })
  })

  it('quotes the message that it answers', async () => {
    await channel.sendText({ ...outgoing, text: 'Yes', replyToExternalId: 'wamid.theirs' })
    expect(sent()).toMatchObject({ context: { message_id: 'wamid.theirs' } })
  })

  it('always writes the number with plus', async () => {
    await channel.sendText({ ...outgoing, to: { phone: RECIPIENT.slice(1) }, text: 'Hello' })
    expect(sent()).toMatchObject({ to: RECIPIENT })
  })

  it('prefers the number and takes the user id without one', async () => {
    await channel.sendText({ ...outgoing, to: { phone: RECIPIENT, userId: 'DE.1' }, text: 'Hello' })
    expect(sent()).toMatchObject({ to: RECIPIENT })
    expect(sent()).not.toHaveProperty('recipient')
    await channel.sendText({ ...outgoing, to: { userId: 'DE.1' }, text: 'Hello' })
    expect(sent()).toMatchObject({ recipient: 'DE.1' })
    expect(sent()).not.toHaveProperty('to')
  })

  it('refuses to send to nobody', async () => {
    const failure = await failureOf(
      channel.sendText({ ...outgoing, to: { username: 'anna' }, text: 'Hello' }),
    )
    expect(failure).toMatchObject({ reason: 'not_on_channel', outcome: 'not-sent' })
    expect(graph.requests).toHaveLength(0)
  })

  it('sends media by id (OMNI-WA-06)', async () => {
    const media = { ...outgoing, mediaId: '77' }
    await channel.sendMedia({ ...media, kind: 'image', caption: 'Look' })
    expect(sent()).toEqual({ ...frame, type: 'image', image: { id: '77', caption: 'Look' } })
    await channel.sendMedia({ ...media, kind: 'document', caption: 'Bill', fileName: 'bill.pdf' })
    expect(sent()).toEqual({
      ...frame,
      type: 'document',
      document: { id: '77', caption: 'Bill', filename: 'bill.pdf' },
    })
    await channel.sendMedia({ ...media, kind: 'video', fileName: 'film.mp4' })
    expect(sent()).toEqual({ ...frame, type: 'video', video: { id: '77' } })
    await channel.sendMedia({ ...media, kind: 'voice' })
    expect(sent()).toEqual({ ...frame, type: 'audio', audio: { id: '77', voice: true } })
    await channel.sendMedia({ ...media, kind: 'audio' })
    expect(sent()).toEqual({ ...frame, type: 'audio', audio: { id: '77' } })
    await channel.sendMedia({ ...media, kind: 'sticker' })
    expect(sent()).toEqual({ ...frame, type: 'sticker', sticker: { id: '77' } })
  })

  it('never swallows a caption that the kind cannot carry', async () => {
    const failure = await failureOf(
      channel.sendMedia({ ...outgoing, kind: 'voice', mediaId: '77', caption: 'Listen' }),
    )
    expect(failure).toMatchObject({ reason: 'invalid_content', outcome: 'not-sent' })
  })

  it('reacts, and takes a reaction back', async () => {
    await channel.sendReaction({
      ...outgoing,
      targetExternalId: 'wamid.t',
      emoji: '👍',
      replyToExternalId: 'wamid.x',
    })
    expect(sent()).toEqual({ ...frame, type: 'reaction', reaction: { message_id: 'wamid.t', emoji: '👍' } })
    await channel.sendReaction({ ...outgoing, targetExternalId: 'wamid.t', emoji: '' })
    expect(sent()).toMatchObject({ reaction: { emoji: '' } })
  })

  it('marks read, and shows typing by marking read as well', async () => {
    graph.answer(json(200, { success: true }))
    await channel.markRead('wamid.theirs')
    expect(sent()).toEqual({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.theirs' })
    await channel.showTyping('wamid.theirs')
    expect(sent()).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.theirs',
      typing_indicator: { type: 'text' },
    })
  })

  it('marks nothing read that is no message of the platform', async () => {
    for (const id of ['wacid.1', 'content:abc', 'handover:abc']) await channel.markRead(id)
    expect(graph.requests).toHaveLength(0)
  })
})

describe('whatsapp-cloud: sending templates (DX-WA-02, NICE-CH-26)', () => {
  const components = () => (sent() as { template: { components?: unknown[] } }).template.components

  it('sends a template without parameters by name and language', async () => {
    await channel.sendTemplate({ ...outgoing, template: aTemplate(), values: {} })
    expect(sent()).toEqual({
      ...frame,
      type: 'template',
      template: { name: 'callover_invitation', language: { code: 'de' } },
    })
  })

  it('fills positional parameters in order', async () => {
    const template = aTemplate({
      header: { kind: 'text', text: 'Nr. {{1}}', parameters: [{ key: '1' }] },
      bodyParameters: [{ key: '1' }, { key: '2' }],
    })
    const values = { header: { 1: '4711' }, body: { 2: 'Montag', 1: 'Anna' } }
    await channel.sendTemplate({ ...outgoing, template, values })
    expect(components()).toEqual([
      { type: 'header', parameters: [{ type: 'text', text: '4711' }] },
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Anna' },
          { type: 'text', text: 'Montag' },
        ],
      },
    ])
  })

  it('names named parameters', async () => {
    const template = aTemplate({ parameterFormat: 'named', bodyParameters: [{ key: 'first_name' }] })
    await channel.sendTemplate({ ...outgoing, template, values: { body: { first_name: 'Anna' } } })
    expect(components()).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Anna' }] },
    ])
  })

  it('puts media into the header', async () => {
    const template = aTemplate({ header: { kind: 'media', media: 'document' } })
    await channel.sendTemplate({ ...outgoing, template, values: {}, headerMediaId: '99' })
    expect(components()).toEqual([
      { type: 'header', parameters: [{ type: 'document', document: { id: '99' } }] },
    ])
  })

  it('fills buttons by their position, written as a string', async () => {
    const template = aTemplate({
      buttons: [
        { kind: 'quick_reply', text: 'Yes', index: 0 },
        { kind: 'url', text: 'Open', index: 1, url: 'https://x.test/{{1}}', parameter: { key: '1' } },
        { kind: 'url', text: 'Home', index: 2, url: 'https://x.test' },
        { kind: 'copy_code', text: 'Copy', index: 3, parameter: { key: '1' } },
        { kind: 'phone', text: 'Call', index: 4 },
        { kind: 'flow', text: 'Form', index: 5 },
      ],
    })
    await channel.sendTemplate({
      ...outgoing,
      template,
      values: { buttons: { 0: 'p-yes', 1: 'abc', 3: 'SAVE5' } },
    })
    expect(components()).toEqual([
      {
        type: 'button',
        index: '0',
        sub_type: 'quick_reply',
        parameters: [{ type: 'payload', payload: 'p-yes' }],
      },
      { type: 'button', index: '1', sub_type: 'url', parameters: [{ type: 'text', text: 'abc' }] },
      {
        type: 'button',
        index: '3',
        sub_type: 'copy_code',
        parameters: [{ type: 'coupon_code', coupon_code: 'SAVE5' }],
      },
      {
        type: 'button',
        index: '5',
        sub_type: 'flow',
        parameters: [{ type: 'action', action: { flow_token: 'attempt-1' } }],
      },
    ])
  })

  it('refuses to send while a value is missing', async () => {
    const incomplete = [
      aTemplate({ bodyParameters: [{ key: '1' }] }),
      aTemplate({ bodyParameters: [{ key: 'constructor' }], parameterFormat: 'named' }),
      aTemplate({ header: { kind: 'media', media: 'image' } }),
      aTemplate({ header: { kind: 'location' } }),
      aTemplate({ buttons: [{ kind: 'copy_code', text: 'Copy', index: 0 }] }),
    ]
    for (const template of incomplete) {
      const failure = await failureOf(channel.sendTemplate({ ...outgoing, template, values: { body: {} } }))
      expect(failure).toMatchObject({ reason: 'template_problem', outcome: 'not-sent' })
      expect(failure.retryAfterMs).toBeUndefined()
    }
    expect(graph.requests).toHaveLength(0)
  })
})
