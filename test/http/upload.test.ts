import express from 'express'
import { createConnection } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handleErrors } from '../../server/http/error-handler.ts'
import { readUpload, type Upload } from '../../server/http/read-upload.ts'
import { listen, sendRaw, type ListeningServer } from '../support/http-server.ts'

const MAX_SIZE = 100_000
let upload: Upload | null = null
let failed: Promise<unknown>
let server: ListeningServer

beforeAll(async () => {
  const app = express()
  app.post('/', async (request, response) => {
    const reading = readUpload(request, MAX_SIZE)
    failed = reading.then(
      () => null,
      (error: unknown) => error,
    )
    upload = await reading
    response.json({ size: upload.content.length })
  })
  app.use(handleErrors)
  server = await listen(app)
})
afterAll(() => server.close())
beforeEach(() => {
  upload = null
})

function send(form: FormData): Promise<Response> {
  return fetch(server.url, { method: 'POST', body: form })
}

function formWith(...parts: [field: string, content: BlobPart, name: string][]): FormData {
  const form = new FormData()
  for (const [field, content, name] of parts)
    form.append(field, new Blob([content], { type: 'text/plain' }), name)
  return form
}

const boundary = 'xyz'
function multipart(headers: string, content = 'hello'): Buffer {
  return Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n${content}\r\n--${boundary}--\r\n`)
}

function sendParts(body: Buffer): Promise<{ status: number; body: Buffer }> {
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return sendRaw(server.port, '/', { method: 'POST', headers, body })
}

describe('uploads', () => {
  it('hand on name, declared type and every byte', async () => {
    const content = new Uint8Array(MAX_SIZE).map((_, index) => index % 256)
    const response = await send(formWith(['file', content, 'Größe 😀.pdf']))
    expect(response.status).toBe(200)
    expect(upload).toMatchObject({ fileName: 'Größe 😀.pdf', declaredType: 'text/plain' })
    expect(upload?.content.equals(Buffer.from(content))).toBe(true)
  })

  it('may be empty as far as HTTP is concerned', async () => {
    expect((await send(formWith(['file', '', 'empty.txt']))).status).toBe(200)
    expect(upload?.content.length).toBe(0)
  })

  it.each([
    ['filename="../../etc/passwd"', 'passwd'],
    ['filename="C:\\\\Temp\\\\a.txt"', 'a.txt'],
    [`filename="fallback.txt"; filename*=UTF-8''%e2%82%ac.txt`, '€.txt'],
    ['filename="\xff\xfe.txt"', expect.stringContaining('.txt')],
  ])('read the name of %s', async (parameter, name) => {
    const answer = await sendParts(
      multipart(`Content-Disposition: form-data; name="file"; ${parameter}\r\nContent-Type: text/plain`),
    )
    expect(answer.status).toBe(200)
    expect(upload?.fileName).toEqual(name)
  })

  it('are refused beyond the limit, announced or not', async () => {
    for (const size of [MAX_SIZE + 1, 20_000_000]) {
      const response = await send(formWith(['file', new Uint8Array(size), 'large.bin']))
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ code: 'payload_too_large' })
    }
    const endless = new ReadableStream({
      start(controller) {
        controller.enqueue(
          multipart('Content-Disposition: form-data; name="file"; filename="a"').subarray(0, 60),
        )
        for (let chunk = 0; chunk < 50; chunk++) controller.enqueue(new Uint8Array(10_000))
        controller.close()
      },
    })
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(400)
  })

  it.each([
    ['no multipart', Buffer.from('{}'), 'application/json'],
    ['no boundary', Buffer.from('x'), 'multipart/form-data'],
    ['no part', Buffer.from(`--${boundary}--\r\n`), `multipart/form-data; boundary=${boundary}`],
    ['no end', multipart('Content-Disposition: form-data; name="file"; filename="a"').subarray(0, -12), null],
    ['another field', multipart('Content-Disposition: form-data; name="other"; filename="a"'), null],
    ['a plain field', multipart('Content-Disposition: form-data; name="file"'), null],
    ['rubbish', Buffer.alloc(1000, 1), null],
  ])('with %s are invalid input', async (_name, body, type) => {
    const headers = { 'content-type': type ?? `multipart/form-data; boundary=${boundary}` }
    const answer = await sendRaw(server.port, '/', { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'file' }],
    })
  })

  it('that are damaged anywhere are answered and harm nobody', async () => {
    const whole = multipart('Content-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: a/b')
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (whole[at] ?? 0) ^ 0x2d
      for (const body of [whole.subarray(0, at), changed]) {
        expect([200, 400]).toContain((await sendParts(body)).status)
      }
    }
  })

  it('of two files at once are invalid input', async () => {
    const response = await send(formWith(['file', 'a', 'a.txt'], ['file', 'b', 'b.txt']))
    expect(response.status).toBe(400)
  })

  it('that break off end without keeping anything', async () => {
    failed = Promise.resolve(null)
    const socket = createConnection(server.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 50000\r\n\r\n`,
    )
    socket.write(multipart('Content-Disposition: form-data; name="file"; filename="a"').subarray(0, 70))
    const before = failed
    while (failed === before) await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
    expect(await failed).toMatchObject({ code: 'invalid_input' })
    expect(upload).toBeNull()
  })
})
