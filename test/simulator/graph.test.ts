import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS, NUMBER, startRig, type Rig } from './support.ts'

const MARIA = '+4915550100001'
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const text = (body: string, more: Record<string, unknown> = {}) => ({
  to: MARIA,
  type: 'text',
  text: { body },
  ...more,
})

async function upload(
  content: Buffer,
  contentType: string,
): Promise<{ status: number; body: { id: string } }> {
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new Blob([new Uint8Array(content)], { type: contentType }), 'file')
  return rig.graph(`/${NUMBER.phoneNumberId}/media`, { method: 'POST', body: form })
}

async function failedCode(): Promise<number | undefined> {
  await rig.simulator.idle()
  const status = rig.receiver.statuses().at(-1)
  return status?.status === 'failed' ? status.errors[0].code : undefined
}

describe('simulated Graph API: sending', () => {
  it('answers like the platform: accepted, with the canonical number and the user id', async () => {
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    const { status, body } = await rig.send(text('hello', { to: '+49 (1555) 0100-001' }))
    expect(status).toBe(200)
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: '+49 (1555) 0100-001', wa_id: '4915550100001', user_id: maria.contact.userId }],
      messages: [{ id: expect.stringMatching(/^wamid\.HBg/) }],
    })
    expect((await maria.waitForMessage()).content).toEqual({ kind: 'text', text: 'hello' })
    expect(rig.simulator.sent()).toMatchObject([
      { id: body.messages[0].id, type: 'text', to: '+49 (1555) 0100-001' },
    ])
  })

  it('puts its own country code before a number without plus', async () => {
    const { body } = await rig.send(text('hello', { to: '015550100001' }))
    expect(body.contacts[0].wa_id).toBe('49015550100001')
  })

  it.each([
    ['a wrong token', { headers: { authorization: 'Bearer nope' } }, 401, 190],
    ['no token', { headers: { authorization: '' } }, 401, 190],
    ['no JSON', { body: '{"to":' }, 400, 100],
    ['an array', { body: '[]' }, 400, 100],
    ['a string', { body: '"x"' }, 400, 100],
    ['nesting', { body: '['.repeat(50_000) }, 400, 100],
    ['a prototype', { body: '{"__proto__":{"messaging_product":"whatsapp"}}' }, 400, 100],
  ])('refuses %s with a Graph error', async (_name, init, status, code) => {
    const answer = await rig.graph(`/${NUMBER.phoneNumberId}/messages`, {
      method: 'POST',
      body: JSON.stringify({ messaging_product: 'whatsapp', ...text('x') }),
      ...init,
      headers: { 'content-type': 'application/json', ...('headers' in init ? init.headers : {}) },
    })
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
    expect(answer.body.error).toMatchObject({ type: 'OAuthException', fbtrace_id: expect.any(String) })
  })

  it('tells objects it does not know or show from wrong paths', async () => {
    const unknown = await rig.graph('/999/messages', { method: 'POST', body: '{}' })
    expect(unknown.body.error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
    expect((await rig.graph('/999')).body.error.error_subcode).toBe(33)
    expect((await rig.graph(`/${NUMBER.phoneNumberId}/nonsense`)).body.error.code).toBe(2500)
    expect((await rig.graph('/../latest/x')).body.error.code).toBe(2500)
  })

  it.each<[string, Record<string, unknown>, number, string?]>([
    ['messaging_product', { messaging_product: undefined }, 100],
    ['the recipient', { to: undefined }, 100],
    ['a number', { to: 'Maria' }, 131009],
    ['itself as recipient', { to: NUMBER.phoneNumber }, 131021],
    ['the type', { type: 'poll' }, 100, 'poll'],
    ['the object', { text: undefined }, 131008, 'text'],
    ['the text', { text: {} }, 131008, "text['body']"],
    ['the text’s type', { text: { body: 7 } }, 131009],
    ['the length', { text: { body: 'x'.repeat(4097) } }, 100, '4096'],
    ['Direct Send', { category: 'utility' }, 100],
    ['an unknown user id', { to: undefined, recipient: 'DE.1' }, 131009],
    ['unknown media', { type: 'image', image: { id: '1' } }, 131009],
    ['media without source', { type: 'image', image: {} }, 131009],
    ['a caption on audio', { type: 'audio', audio: { id: '1', caption: 'x' } }, 131009],
    ['a location', { type: 'location', location: { latitude: 91, longitude: 0 } }, 100],
    [
      'four buttons',
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'x' },
          action: {
            buttons: [1, 2, 3, 4].map((n) => ({ type: 'reply', reply: { id: `${n}`, title: `${n}` } })),
          },
        },
      },
      100,
    ],
    [
      'the same title twice',
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'x' },
          action: { buttons: [1, 2].map((n) => ({ type: 'reply', reply: { id: `${n}`, title: 'same' } })) },
        },
      },
      131009,
    ],
  ])('checks %s', async (_name, change, code, words = '') => {
    const { status, body } = await rig.send({ ...text('hello'), ...change })
    expect([status, body.error?.code]).toEqual([400, code])
    expect(`${body.error.message} ${body.error.error_data?.details}`).toContain(words)
    expect(rig.simulator.sent()).toHaveLength(0)
  })

  it('knows the window by the business clock and reports a late message as failed', async () => {
    const maria = rig.simulator.customer(MARIA)
    await rig.send(text('never wrote'))
    expect(await failedCode()).toBe(131047)
    maria.sendText('hi')
    rig.clock.advance(24 * HOUR_MS - 1_000)
    await rig.send(text('just in time'))
    expect(await failedCode()).toBeUndefined()
    rig.clock.advance(1_000)
    await rig.send(text('too late'))
    expect(await failedCode()).toBe(131047)
    expect(rig.receiver.delivered.at(-1)?.value).not.toHaveProperty('contacts')
    expect(maria.messages()).toHaveLength(2)
  })

  it('refuses a late message in the answer when asked to', async () => {
    rig.simulator.configure({ windowRefusal: 'response' })
    const { status, body } = await rig.send(text('too late'))
    expect([status, body.error.code]).toEqual([400, 131047])
    expect(body.error.error_data.details).toContain('24 hours')
  })

  it('does not open the window for reactions and edits', async () => {
    const maria = rig.simulator.customer(MARIA)
    const id = maria.sendText('hi')
    const answer = (await rig.send(text('hello'))).body.messages[0].id
    rig.clock.advance(25 * HOUR_MS)
    maria.react(answer, '👍')
    await rig.send(text('too late'))
    expect(await failedCode()).toBe(131047)
    expect(() => maria.edit(id, 'x')).toThrow('too_late')
  })

  it('reports somebody without WhatsApp as undeliverable', async () => {
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    maria.setWhatsApp(false)
    await rig.send(text('hello'))
    expect(await failedCode()).toBe(131026)
  })

  it('limits the pair rate after a burst of 45 and lets it recover with time', async () => {
    rig.simulator.customer(MARIA).sendText('hi')
    const answers = []
    for (let index = 0; index < 46; index += 1) answers.push((await rig.send(text(`${index}`))).body)
    expect(answers.slice(0, 45).every((body) => body.messages !== undefined)).toBe(true)
    expect(answers[45].error.code).toBe(131056)
    rig.clock.advance(6_000)
    expect((await rig.send(text('again'))).status).toBe(200)
  })

  it('fails on demand: in the answer, as a status, as a broken gateway', async () => {
    rig.simulator.customer(MARIA).sendText('hi')
    rig.simulator.fail({ kind: 'error', code: 130429, via: 'response' })
    expect((await rig.send(text('1'))).body.error.code).toBe(130429)
    rig.simulator.fail({ kind: 'error', code: 131049, via: 'status' })
    expect((await rig.send(text('2'))).status).toBe(200)
    expect(await failedCode()).toBe(131049)
    rig.simulator.fail({ kind: 'http', status: 502 })
    const response = await fetch(`${rig.url}/graph/v26.0/${NUMBER.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${NUMBER.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...text('3') }),
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    expect((await rig.send(text('4'))).status).toBe(200)
    expect(rig.simulator.sent().map((sent) => (sent.body['text'] as { body: string }).body)).toEqual([
      '2',
      '4',
    ])
  })

  it('accepts and never answers on demand', async () => {
    rig.simulator.customer(MARIA).sendText('hi')
    rig.simulator.fail({ kind: 'hang', accepted: true })
    const abort = new AbortController()
    const hanging = fetch(`${rig.url}/graph/v26.0/${NUMBER.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${NUMBER.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        ...text('lost', { biz_opaque_callback_data: 'm7' }),
      }),
      signal: abort.signal,
    })
    const sent = await rig.simulator.waitForSent((message) => message.correlationData === 'm7')
    abort.abort()
    await expect(hanging).rejects.toThrow('abort')
    await rig.simulator.idle()
    expect(rig.receiver.statuses().map((status) => [status.id, status.biz_opaque_callback_data])).toEqual([
      [sent.id, 'm7'],
      [sent.id, 'm7'],
    ])
  })

  it('marks read what came before, and shows that somebody types', async () => {
    const maria = rig.simulator.customer(MARIA)
    const ids = ['1', '2', '3'].map((body) => maria.sendText(body))
    await rig.simulator.idle()
    const body = { status: 'read', message_id: ids[1], typing_indicator: { type: 'text' } }
    expect((await rig.send(body)).body).toEqual({ success: true })
    expect(maria.messages().map((message) => message.status)).toEqual(['read', 'read', 'delivered'])
    expect((await rig.send({ status: 'read', message_id: 'wamid.x' })).body.error.code).toBe(131009)
  })

  it('puts reactions on the customer’s message, which only ever get sent', async () => {
    const maria = rig.simulator.customer(MARIA)
    const id = maria.sendText('hi')
    await rig.send({ to: MARIA, type: 'reaction', reaction: { message_id: id, emoji: '❤️' } })
    await rig.simulator.idle()
    expect(maria.messages()[0]?.reactions).toEqual({ business: '❤️' })
    expect(rig.receiver.statuses().map((status) => status.status)).toEqual(['sent'])
    await rig.send({ to: MARIA, type: 'reaction', reaction: { message_id: 'wamid.unknown', emoji: '❤️' } })
    expect(await failedCode()).toBe(131009)
  })
})

describe('simulated Graph API: media', () => {
  it('goes round: upload, describe, download with the token within five minutes, delete', async () => {
    const { body } = await upload(JPEG, 'image/jpeg')
    const media = (await rig.graph(`/${body.id}?phone_number_id=${NUMBER.phoneNumberId}`)).body
    expect(media).toMatchObject({ id: body.id, mime_type: 'image/jpeg', file_size: JPEG.length })
    expect(media.sha256).toMatch(/^[0-9a-f]{64}$/)
    const authorization = `Bearer ${NUMBER.accessToken}`
    const download = () => fetch(media.url, { headers: { authorization } })
    expect(Buffer.from(await (await download()).arrayBuffer())).toEqual(JPEG)
    expect((await fetch(media.url)).status).toBe(401)
    expect((await fetch(media.url.replace('ext=', 'ext=9'), { headers: { authorization } })).status).toBe(404)
    rig.clock.advance(5 * 60_000)
    expect((await download()).status).toBe(404)
    expect((await rig.graph(`/${body.id}`, { method: 'DELETE' })).body).toEqual({ success: true })
    expect((await rig.graph(`/${body.id}`)).body.error.error_subcode).toBe(33)
  })

  it('keeps received media for seven days and uploads for thirty', async () => {
    const { id } = (await upload(JPEG, 'image/jpeg')).body
    rig.simulator.customer(MARIA).sendFile({ content: JPEG, contentType: 'image/jpeg' })
    await rig.simulator.idle()
    const received = rig.receiver.messages()[0].image.id
    rig.clock.advance(7 * 24 * HOUR_MS)
    expect((await rig.graph(`/${received}`)).status).toBe(400)
    expect((await rig.graph(`/${id}`)).status).toBe(200)
    rig.clock.advance(23 * 24 * HOUR_MS)
    expect((await rig.graph(`/${id}`)).status).toBe(400)
  })

  it('refuses types it does not know and files that are too large', async () => {
    expect((await upload(JPEG, 'image/gif')).body).toMatchObject({ error: { code: 100 } })
    expect((await upload(Buffer.alloc(6 * 1024 * 1024), 'image/png')).body).toMatchObject({
      error: { code: 131053 },
    })
    const notAForm = await rig.graph(`/${NUMBER.phoneNumberId}/media`, { method: 'POST', body: 'x' })
    expect(notAForm.body.error.code).toBe(100)
  })

  it('reports a file that does not fit its message as failed', async () => {
    rig.simulator.customer(MARIA).sendText('hi')
    const { id } = (await upload(Buffer.from('%PDF-1.4'), 'application/pdf')).body
    await rig.send({ to: MARIA, type: 'image', image: { id } })
    expect(await failedCode()).toBe(131053)
    await rig.send({ to: MARIA, type: 'document', document: { id, filename: 'a.pdf', caption: 'hier' } })
    expect(await failedCode()).toBeUndefined()
  })

  it('fetches media given by link', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/a.jpg' ? 200 : 404, { 'content-type': 'image/jpeg' }).end(JPEG)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const maria = rig.simulator.customer(MARIA)
    maria.sendText('hi')
    await rig.send({ to: MARIA, type: 'image', image: { link: `${base}/a.jpg`, caption: 'da' } })
    expect((await maria.waitForMessage()).content).toMatchObject({
      media: 'image',
      contentType: 'image/jpeg',
    })
    await rig.send({ to: MARIA, type: 'image', image: { link: `${base}/gone.jpg` } })
    await rig.receiver.until(() => rig.receiver.statuses().some((status) => status.status === 'failed'))
    expect(await failedCode()).toBe(131053)
    server.close()
  })
})

describe('simulated Graph API: templates', () => {
  const body = (...texts: string[]) => ({
    type: 'body',
    parameters: texts.map((value) => ({ type: 'text', text: value })),
  })
  const named = (values: Record<string, string>) => ({
    type: 'body',
    parameters: Object.entries(values).map(([name, value]) => ({
      type: 'text',
      parameter_name: name,
      text: value,
    })),
  })
  const image = {
    type: 'header',
    parameters: [{ type: 'image', image: { link: 'http://127.0.0.1:1/x.jpg' } }],
  }
  const url = { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'A-1' }] }

  it.each<[string, string, string, unknown[], number | null]>([
    ['is sent with its values', 'callover_invitation', 'de', [body('Muster')], null],
    ['is missing a value', 'callover_invitation', 'de', [], 132000],
    ['has a value too many', 'callover_invitation', 'de', [body('a', 'b')], 132000],
    ['has an empty value', 'callover_invitation', 'de', [body('')], 131008],
    ['has a line break in a value', 'callover_invitation', 'de', [body('a\nb')], 132018],
    ['becomes too long', 'callover_invitation', 'de', [body('x'.repeat(1024))], 132005],
    ['has a header it does not know', 'callover_invitation', 'de', [body('a'), image], 132000],
    ['does not exist', 'nonsense', 'de', [], 132001],
    ['does not exist in this language', 'callover_invitation', 'fr', [body('a')], 132001],
    ['is paused', 'feedback_request', 'de', [body('a')], 132015],
    ['was rejected', 'old_offer', 'de', [], 132001],
    [
      'has named values',
      'appointment_reminder',
      'de',
      [named({ first_name: 'M', date: '1.', time: '9' })],
      null,
    ],
    ['has values without names', 'appointment_reminder', 'de', [body('M', '1.', '9')], 100],
    ['has a wrong name', 'appointment_reminder', 'de', [named({ first_name: 'M', date: '1.', x: '9' })], 100],
    ['has a picture and a link', 'order_update', 'de', [image, body('A', 'heute'), url], null],
    ['lacks its picture', 'order_update', 'de', [body('A', 'heute'), url], 132012],
    ['lacks the end of its link', 'order_update', 'de', [image, body('A', 'heute')], 131008],
    [
      'has a button that is not there',
      'order_update',
      'de',
      [image, body('A', 'h'), url, { ...url, index: '1' }],
      132018,
    ],
  ])('that %s', async (...[, name, language, components, code]) => {
    const answer = await rig.send({
      to: MARIA,
      type: 'template',
      template: { name, language: { code: language }, components },
    })
    expect([answer.body.error?.code, answer.body.messages?.[0].message_status]).toEqual(
      code === null ? [undefined, 'accepted'] : [code, undefined],
    )
  })

  it('that is marketing is not delivered to somebody who stopped it', async () => {
    rig.simulator.setTemplateStatus('feedback_request', 'de', 'APPROVED')
    rig.simulator.customer(MARIA).setMarketing(false)
    await rig.send({
      to: MARIA,
      type: 'template',
      template: { name: 'feedback_request', language: { code: 'de' }, components: [body('M')] },
    })
    expect(await failedCode()).toBe(131050)
  })

  it('are listed in pages, filtered, with the fields asked for', async () => {
    const path = `/${NUMBER.wabaId}/message_templates`
    const all: { id: string }[] = []
    let next: string | undefined = `${path}?limit=3&fields=name,status`
    while (next !== undefined) {
      const page: ReturnType<typeof JSON.parse> = (await rig.graph(next)).body
      all.push(...page.data)
      next = page.paging.next?.split('/v26.0')[1]
    }
    expect(all).toHaveLength(10)
    expect(new Set(all.map((template) => template.id)).size).toBe(10)
    expect(Object.keys(all[0]!).toSorted()).toEqual(['id', 'name', 'status'])
    expect((await rig.graph(`${path}?name=callover_invitation`)).body.data).toHaveLength(4)
    expect((await rig.graph(`${path}?status=PAUSED`)).body.data).toMatchObject([{ name: 'feedback_request' }])
    expect((await rig.graph(`${path}?after=nonsense`)).body.error.code).toBe(131059)
  })

  it('are created, approved at once, told by webhook and deleted in all languages', async () => {
    const path = `/${NUMBER.wabaId}/message_templates`
    const create = (components: unknown[]) =>
      rig.graph(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'my_news', language: 'en_US', category: 'UTILITY', components }),
      })
    const good = [{ type: 'BODY', text: 'Your code is {{1}}.' }]
    const created = await create(good)
    expect(created.body).toMatchObject({ status: 'APPROVED', category: 'UTILITY' })
    expect((await create(good)).body.error.error_subcode).toBe(2388024)
    expect((await create([{ type: 'BODY', text: '{{1}} is it' }])).body.error.error_subcode).toBe(2388299)
    expect((await create([])).body.error.code).toBe(131009)
    await rig.simulator.idle()
    expect(rig.receiver.delivered.at(-1)?.value).toMatchObject({
      event: 'APPROVED',
      message_template_name: 'my_news',
      message_template_language: 'en-US',
    })
    expect((await rig.graph(`/${created.body.id}`)).body.name).toBe('my_news')
    const gone = await rig.graph(`${path}?name=callover_invitation`, { method: 'DELETE' })
    expect(gone.body).toEqual({ success: true })
    expect((await rig.graph(`${path}?name=callover_invitation`)).body.data).toEqual([])
  })

  it('knows the number, its WABA and the subscribed app', async () => {
    expect((await rig.graph(`/${NUMBER.phoneNumberId}`)).body).toMatchObject({
      display_phone_number: NUMBER.phoneNumber,
      verified_name: 'Muster GmbH',
    })
    expect((await rig.graph(`/${NUMBER.wabaId}/phone_numbers`)).body.data).toHaveLength(1)
    expect((await rig.graph(`/${NUMBER.wabaId}/subscribed_apps`, { method: 'POST' })).body).toEqual({
      success: true,
    })
    expect((await rig.graph(`/${NUMBER.wabaId}/subscribed_apps`)).body.data).toHaveLength(1)
  })
})
