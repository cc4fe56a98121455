import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NUMBER, startRig, type Rig } from './support.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

async function post(path: string, body: unknown, method = 'POST') {
  const response = await rig.api(path, { method, body: JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

/** Reads events of a stream until `holds`; returns them with the last id. */
async function events(headers: Record<string, string>, holds: (names: string[]) => boolean) {
  const abort = new AbortController()
  const response = await fetch(`${rig.url}/api/events`, { headers, signal: abort.signal })
  const found: { name: string; id: string; data: ReturnType<typeof JSON.parse> }[] = []
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true })
    const parts = rest.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const [, name, id, data] = /^event: (.+)\nid: (.+)\ndata: (.+)$/.exec(part) ?? []
      if (name !== undefined) found.push({ name, id: id ?? '', data: JSON.parse(data ?? 'null') })
    }
    if (holds(found.map((event) => event.name))) break
  }
  abort.abort()
  return found
}

/** `fetch` does not let the host be chosen. */
async function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${rig.url}/api/state`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('simulator control API', () => {
  it('lets a new customer write, react, edit and delete', async () => {
    const created = await post('/contacts', { name: 'Nina', phone: '+49 1555 0100 222' })
    expect(created).toMatchObject({ status: 201, body: { phone: '+4915550100222', online: true } })
    const base = `/contacts/${created.body.id}`
    const message = await post(`${base}/messages`, { kind: 'text', text: 'Hallo' })
    expect(message).toMatchObject({ status: 201, body: { author: 'customer', onPhone: true } })
    const photo = await post(`${base}/messages`, { kind: 'sample', sample: 'parcel', caption: 'kaputt' })
    expect(photo.body.content).toMatchObject({ kind: 'media', media: 'image', caption: 'kaputt' })
    const id = encodeURIComponent(message.body.id)
    expect((await post(`${base}/messages/${id}`, { text: 'Hallo!' }, 'PATCH')).status).toBe(204)
    expect((await post(`${base}/reactions`, { messageId: message.body.id, emoji: '👍' })).status).toBe(204)
    expect((await post(`${base}/messages/${id}`, undefined, 'DELETE')).status).toBe(204)
    expect((await post(`${base}/messages/${id}`, undefined, 'DELETE')).body).toEqual({
      code: 'unknown_message',
    })
    await rig.simulator.idle()
    expect(rig.receiver.messages().map((item) => item.type)).toEqual([
      'text',
      'image',
      'unsupported',
      'reaction',
    ])
  })

  it('takes files and gives them back', async () => {
    const { body } = await post('/contacts', { name: 'Nina', phone: '+4915550100222' })
    const form = new FormData()
    form.set('caption', 'siehe Anhang')
    form.set('file', new Blob(['%PDF-1.4'], { type: 'application/pdf' }), 'Größe.pdf')
    const response = await fetch(`${rig.url}/api/contacts/${body.id}/files`, { method: 'POST', body: form })
    const message = (await response.json()) as { content: { mediaId: string } }
    expect(message.content).toMatchObject({
      media: 'document',
      fileName: 'Größe.pdf',
      caption: 'siehe Anhang',
    })
    const file = await rig.api(`/media/${message.content.mediaId}`)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(await file.text()).toBe('%PDF-1.4')
  })

  it('moves the clock forwards only', async () => {
    const before = rig.clock.now().getTime()
    expect((await post('/clock', { advanceMinutes: 60 })).status).toBe(200)
    expect(rig.clock.now().getTime()).toBe(before + 3_600_000)
    expect((await post('/clock', { advanceMinutes: -1 })).status).toBe(400)
  })

  it('sets and takes back faults and switches', async () => {
    const fault = await post('/faults', { effect: { kind: 'error', code: 131049, via: 'status' } })
    expect(fault).toMatchObject({ status: 201, body: { times: 1, contactId: null } })
    expect((await post('/faults', { effect: { kind: 'error', code: 42, via: 'status' } })).status).toBe(400)
    expect((await post(`/faults/${fault.body.id}`, undefined, 'DELETE')).body.faults).toEqual([])
    const settings = await post('/settings', { webhooks: { delayMs: 20 }, coexistence: true }, 'PATCH')
    expect(settings.body).toMatchObject({ coexistence: true, webhooks: { delayMs: 20, paused: false } })
    expect((await post('/settings', { nonsense: 1 }, 'PATCH')).status).toBe(400)
  })

  it('begins live updates with everything and resumes them without loss', async () => {
    const first = events({}, (names) => names.includes('message'))
    await expect.poll(() => rig.simulator.log().length).toBeGreaterThanOrEqual(0)
    rig.simulator.customer('+4915550100001', { name: 'Maria' }).sendText('hi')
    const [state, ...rest] = await first
    expect(state?.name).toBe('state')
    const contacts = [
      ...state!.data.contacts,
      ...rest.filter((event) => event.name === 'contact').map((event) => event.data),
    ]
    expect(contacts.map((contact) => contact.name)).toContain('Maria')
    const lastId = rest.at(-1)?.id ?? state!.id
    await rig.simulator.idle()
    const other = events({}, (names) => names.filter((name) => name === 'clock').length === 1)
    const resumed = events({ 'last-event-id': lastId }, (names) =>
      names.some((name) => name === 'clock' || name === 'state'),
    )
    await post('/clock', { advanceMinutes: 1 })
    await other
    expect((await resumed).length).toBeGreaterThan(0)
    const foreign = await events({ 'last-event-id': 'other-1' }, (names) => names.length === 1)
    expect(foreign[0]?.name).toBe('state')
  })

  it('never tells secrets, texts of requests or tokens in its log', async () => {
    rig.simulator.customer('+4915550100001').sendText('geheim')
    await rig.send({ to: '+4915550100001', type: 'text', text: { body: 'vertraulich' } })
    await rig.graph(`/${NUMBER.phoneNumberId}?access_token=${NUMBER.accessToken}`)
    await rig.simulator.idle()
    const log = JSON.stringify(rig.simulator.log())
    for (const secret of ['geheim', 'vertraulich', NUMBER.accessToken, NUMBER.appSecret]) {
      expect(log).not.toContain(secret)
    }
    expect(log).toContain('/messages text')
  })

  it('refuses pages of other origins and names that only point here', async () => {
    expect(await statusWith({})).toBe(200)
    expect(await statusWith({ origin: new URL(rig.url).origin })).toBe(200)
    expect(await statusWith({ origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await statusWith({ host: 'evil.example', origin: 'http://evil.example' })).toBe(403)
    expect(await statusWith({ host: 'localhost:3978', origin: 'http://localhost:3978' })).toBe(200)
    expect(await statusWith({ host: 'localhost:3978', origin: 'http://localhost:1' })).toBe(403)
  })
})
