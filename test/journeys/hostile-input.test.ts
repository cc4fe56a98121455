import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationView } from '../../server/contract/conversation.ts'
import type { ApiClient } from '../support/api-client.ts'
import { envelope, textOf } from '../support/usecase-world.ts'
import { waitFor } from '../support/wait-for.ts'
import { NUMBER, startWorld, type World } from '../support/world.ts'

let world: World
let anna: ApiClient

beforeAll(async () => {
  world = await startWorld()
  anna = await world.signIn('Anna')
})

afterAll(async () => {
  await world?.close()
})

function sign(body: Buffer | string): string {
  return `sha256=${createHmac('sha256', NUMBER.appSecret).update(body).digest('hex')}`
}

async function webhook(body: Buffer | string, signature = sign(body)): Promise<number> {
  const response = await fetch(`${world.server.url}/webhooks/whatsapp/wa`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  await response.arrayBuffer()
  return response.status
}

async function conversation(q: string): Promise<ConversationView> {
  return waitFor(`conversation ${q}`, async () => {
    const { items } = await anna.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q },
    })
    return items[0]
  })
}

async function alive(): Promise<void> {
  expect((await fetch(`${world.server.url}/readyz`)).status).toBe(200)
}

describe('hostile webhooks', () => {
  it('are refused without a right signature, and nothing is stored', async () => {
    const body = JSON.stringify(envelope(textOf('4915100000001', 'wamid.forged', new Date())))
    for (const signature of [
      '',
      'sha256=',
      'sha256=00',
      `sha1=${'0'.repeat(64)}`,
      `sha256=${'0'.repeat(64)}`,
    ]) {
      expect(await webhook(body, signature)).toBe(401)
    }
    const { items } = await anna.call('GET /environments/:id/conversations', {
      params: { id: world.environmentId },
      query: { q: '4915100000001' },
    })
    expect(items).toEqual([])
  })

  it.each([
    ['malformed JSON', '{"object":'],
    ['no object', '"text"'],
    ['another object', '[]'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['nothing', ''],
  ])('are answered with a clear 4xx: %s', async (_, body) => {
    const status = await webhook(body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    await alive()
  })

  it('of three megabytes are read, of more than four refused', async () => {
    const texts = (count: number): string =>
      JSON.stringify(
        envelope({
          contacts: [{ profile: { name: 'Big Berta' }, wa_id: '4915100000002' }],
          messages: Array.from({ length: count }, (__, index) => ({
            from: '4915100000002',
            id: `wamid.big.${index}`,
            timestamp: '1770000000',
            type: 'text',
            text: { body: 'x'.repeat(30_000) },
          })),
        }),
      )
    const threeMegabytes = texts(100)
    expect(threeMegabytes.length).toBeGreaterThan(2.8 * 2 ** 20)
    expect(await webhook(threeMegabytes)).toBe(200)
    await waitFor(
      'all of them',
      async () => (await conversation('4915100000002')).inboundCount === 100,
      60_000,
    )
    expect(await webhook(texts(160))).toBe(413)
  })

  it('with deep nesting, prototype keys and database operators lose nothing', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    const text = JSON.stringify(textOf('4915100000003', 'wamid.deep', new Date()).messages[0])
    const body = JSON.stringify(envelope({ messages: ['@@'], contacts: [] })).replace(
      '"@@"',
      `${text.slice(0, -1)},"extra":${deep},"__proto__":{"polluted":true},"$where":"1","a.b":{"$gt":""}}`,
    )
    expect(await webhook(body)).toBe(200)
    await waitFor('the message', async () => (await conversation('4915100000003')).inboundCount === 1)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    await alive()
  })

  it('with hostile names and texts are shown as plain text', async () => {
    const message = textOf('4915100000004', 'wamid.html', new Date(), {
      text: { body: '<img src=x onerror=alert(1)>\u202Etxt.exe\u0000' },
    })
    const named = {
      ...message,
      contacts: [{ profile: { name: '<script>alert(1)</script>\u202EzRTL' }, wa_id: '4915100000004' }],
    }
    expect(await webhook(JSON.stringify(envelope(named)))).toBe(200)
    const view = await conversation('4915100000004')
    expect(view.contact.name).toBe('<script>alert(1)</script>zRTL')
    const raw = await anna.raw('GET /conversations/:id/messages', { params: { id: view.id } })
    expect(raw.headers.get('content-type')).toMatch(/^application\/json/)
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each(['constructor', '__proto__', '..%2F..%2Fetc', 'nobody', '%00'])(
    'to the unknown channel %s get a 404',
    async (name) => {
      const body = '{}'
      const response = await fetch(`${world.server.url}/webhooks/whatsapp/${name}`, {
        method: 'POST',
        headers: { 'x-hub-signature-256': sign(body) },
        body,
      })
      expect([400, 404]).toContain(response.status)
    },
  )
})

describe('hostile API calls', () => {
  let id: string

  beforeAll(async () => {
    world.simulator.customer('+4915100000009', { name: 'Target Tina' }).sendText('hi')
    id = (await conversation('Target')).id
  })

  async function post(
    body: string,
    type = 'application/json',
  ): Promise<{ status: number; code: string | undefined }> {
    const response = await fetch(`${world.server.url}/api/v1/conversations/${id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': type },
      body,
    })
    const problem = (await response.json()) as { code?: string }
    return { status: response.status, code: problem.code }
  }

  it.each([
    ['malformed JSON', '{"clientId":', 400],
    ['a wrong type', '{"clientId":"x","text":42}', 400],
    ['an operator instead of a text', '{"clientId":{"$ne":""},"text":"x"}', 400],
    ['nothing to send', '{"clientId":"x"}', 400],
    ['two things at once', '{"clientId":"x","text":"a","note":"b"}', 400],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
    ['ten megabytes of text', JSON.stringify({ clientId: 'x', text: 'x'.repeat(10 * 2 ** 20) }), 413],
    [
      'a text beyond the limit of the channel',
      JSON.stringify({ clientId: 'x', text: 'x'.repeat(4097) }),
      400,
    ],
    ['only blanks', JSON.stringify({ clientId: 'x', text: '  \n ' }), 400],
  ])('%s get a problem with a code', async (_, body, status) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(answer.code).toMatch(/^(invalid_input|payload_too_large)$/)
    await alive()
  })

  async function upload(name: string, content: Uint8Array<ArrayBuffer>, type: string) {
    const form = new FormData()
    form.set('file', new Blob([content], { type }), name)
    const response = await fetch(`${world.server.url}/api/v1/conversations/${id}/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}` },
      body: form,
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }

  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

  it('an SVG or HTML upload is never served as something that runs (and its name is no path)', async () => {
    for (const [name, content, type] of [
      [
        '../../evil.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        'image/svg+xml',
      ],
      ['page.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
      ['fake.png', '<html><script>alert(1)</script>', 'image/png'],
    ] as const) {
      const { status, body } = await upload(name, bytes(content), type)
      // What the channel cannot carry is refused, which is safe as well.
      expect(status === 201 || body['code'] === 'unsupported_by_channel').toBe(true)
      if (status !== 201) continue
      expect(body['contentType']).toBe('text/plain')
      expect(body['fileName']).not.toMatch(/[/\\]/)
      const file = await fetch(`${world.server.url}${body['url']}`, {
        headers: { authorization: `Bearer ${anna.token}` },
      })
      expect(file.headers.get('content-type')).not.toMatch(/html|svg|xml|javascript/)
      expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('a file is served to members only', async () => {
    const { body } = await upload('note.txt', bytes('hello'), 'text/plain')
    const url = `${world.server.url}${body['url']}`
    expect((await fetch(url)).status).toBe(401)
    const otto = await world.signIn('Otto')
    expect((await fetch(url, { headers: { authorization: `Bearer ${otto.token}` } })).status).toBe(404)
  })

  it('programs and empty files are refused', async () => {
    const program = new Uint8Array([0x4d, 0x5a, 0x90, 0x00, 0x03, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])
    expect((await upload('invoice.pdf', program, 'application/pdf')).body['code']).toBe(
      'unsupported_by_channel',
    )
    expect((await upload('empty.txt', new Uint8Array(), 'text/plain')).body['code']).toBe('invalid_input')
  })
})
