import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentDisposition } from '../../server/http/send-file.ts'
import { signedIn, startApp, type TestApp } from '../support/app.ts'
import { addFile, idOf } from '../support/fakes.ts'

const environmentId = idOf('e')
let app: TestApp
let session: { authorization: string }

beforeAll(async () => {
  app = await startApp()
  const { token } = await signedIn(app.deps, 'Anna', { [environmentId]: ['agent'] })
  session = { authorization: `Bearer ${token}` }
})
afterAll(() => app.close())

const content = Buffer.from('0123456789')

function get(fileId: string, headers: Record<string, string> = {}, query = ''): Promise<Response> {
  return fetch(`${app.url}/api/v1/files/${fileId}${query}`, { headers: { ...session, ...headers } })
}

describe('files', () => {
  it('are sent with the headers that keep them harmless', async () => {
    const file = addFile(app.deps, { environmentId, content, fileName: 'Über uns.png' })
    const response = await get(file.id)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '10',
      'content-disposition': `inline; filename="_ber uns.png"; filename*=UTF-8''%C3%9Cber%20uns.png`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'accept-ranges': 'bytes',
      vary: 'Authorization',
    })
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  })

  it.each([
    'image/svg+xml',
    'text/html',
    'text/html; charset=utf-8',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'text/plain',
    'application/zip',
    'image/png\r\nx-evil: 1',
    '',
  ])('of the type %j are bytes to be saved', async (contentType) => {
    const file = addFile(app.deps, { environmentId, content, contentType, fileName: 'a.svg' })
    const response = await get(file.id)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(response.headers.get('x-evil')).toBeNull()
  })

  it.each(['audio/ogg; codecs=opus', 'VIDEO/MP4', 'application/pdf'])(
    'of the type %s are shown',
    async (contentType) => {
      const file = addFile(app.deps, { environmentId, content, contentType })
      const response = await get(file.id)
      expect(response.headers.get('content-disposition')).toMatch(/^inline;/)
    },
  )

  it('are saved when that is asked for', async () => {
    const file = addFile(app.deps, { environmentId, content })
    expect((await get(file.id, {}, '?download=1')).headers.get('content-disposition')).toMatch(/^attachment;/)
    expect((await get(file.id, {}, '?download=yes')).status).toBe(400)
  })

  it.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-100', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-100', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=3-1', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
    ['bytes=99999999999999999999-', 200, '0123456789', null],
  ])('in the range %s', async (range, status, text, contentRange) => {
    const file = addFile(app.deps, { environmentId, content })
    const response = await get(file.id, { range })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe(text)
    expect(response.headers.get('content-range')).toBe(contentRange)
  })

  it('are not sent again to who has them, and whole when the range is of another version', async () => {
    const sha256 = Buffer.alloc(32, 7).toString('base64')
    const file = addFile(app.deps, { environmentId, content, sha256 })
    const etag = (await get(file.id)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f-]+"$/)
    const again = await get(file.id, { 'if-none-match': `"other", W/${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await get(file.id, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
    expect((await get(file.id, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  })

  it('tell their size to HEAD', async () => {
    const file = addFile(app.deps, { environmentId, content })
    const response = await fetch(`${app.url}/api/v1/files/${file.id}`, { method: 'HEAD', headers: session })
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '10'])
  })

  it('of other tenants do not exist, nor do those that are not there yet', async () => {
    const foreign = addFile(app.deps, { environmentId: idOf('f'), content })
    const pending = addFile(app.deps, { environmentId, content, state: 'pending' })
    for (const file of [foreign, pending]) {
      const response = await get(file.id)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-disposition')).toBeNull()
    }
  })
})

describe('content disposition', () => {
  it.each([
    ['../../etc/passwd', `attachment; filename="....etcpasswd"; filename*=UTF-8''....etcpasswd`],
    ['a"b\r\nx: y.pdf', `attachment; filename="a_bx: y.pdf"; filename*=UTF-8''a%22bx%3A%20y.pdf`],
    ["it's (1)*.pdf", `attachment; filename="it's (1)*.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`],
    ['100%41.txt', `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ['\u202Egpj.exe', `attachment; filename="gpj.exe"; filename*=UTF-8''gpj.exe`],
    ['\uD800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
    ['', `attachment; filename="file"; filename*=UTF-8''file`],
  ])('of %j', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected)
  })
})
