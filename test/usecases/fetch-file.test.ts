import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileRecord } from '../../server/store/entities.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { fetchNextFile } from '../../server/usecases/fetch-file.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, textOf, type UsecaseWorld } from '../support/usecase-world.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PAGE = Buffer.from('<!doctype html><script>alert(1)</script>')
const DRAWING = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

/** What the platform serves, by media id; a string is where it sends us instead. */
const SERVED: Readonly<Record<string, Buffer | string>> = {
  picture: PNG,
  page: PAGE,
  drawing: DRAWING,
  elsewhere: 'http://127.0.0.1:9/steal',
  metadata: 'http://169.254.169.254/latest/meta-data',
}

let store: TestStore
let world: UsecaseWorld
let platform: Server
let baseUrl: string
let count = 0

beforeAll(async () => {
  platform = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://platform')
    const id = pathname.split('/').at(-1) ?? ''
    const served = SERVED[id]
    response.setHeader('content-type', 'application/json')
    if (pathname.startsWith('/files/')) {
      if (Buffer.isBuffer(served)) response.setHeader('content-type', 'image/png').end(served)
      else response.writeHead(served === undefined ? 404 : 302, { location: served ?? '' }).end()
    } else if (id === 'direct') {
      response.end(JSON.stringify({ id, url: 'http://127.0.0.1:9/private', mime_type: 'image/png' }))
    } else if (id === 'enormous') {
      const url = `${baseUrl}/files/picture`
      response.end(JSON.stringify({ id, url, mime_type: 'image/png', file_size: 200 * 2 ** 20 }))
    } else if (id === 'hiccup') {
      response.writeHead(500).end(JSON.stringify({ error: { code: 131016, message: 'later' } }))
    } else {
      response.end(JSON.stringify({ id, url: `${baseUrl}/files/${id}`, mime_type: 'image/png' }))
    }
  })
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`
  store = await openTestStore()
  world = await createUsecaseWorld(store, { apiBaseUrl: baseUrl })
})

afterAll(async () => {
  platform.closeAllConnections()
  platform.close()
  await closeTestStore(store)
})

interface Sent {
  id: string
  type?: string
  mime_type?: string
  filename?: string
  sha256?: string
}

/** The file of a message as it is after one try to fetch it. */
async function receive({ type = 'image', ...sent }: Sent): Promise<FileRecord> {
  count += 1
  const from = String(4_917_700_000_000 + count)
  const media = { mime_type: 'image/png', ...sent }
  await world.receive(textOf(from, `wamid.${from}`, world.now, { type, [type]: media, text: undefined }))
  for (const event of await world.pending()) {
    await applyInboundEvent(world.deps, event)
    await world.deps.store.intake.finish([event.id])
  }
  expect(await fetchNextFile(world.deps, new Date())).toBe(true)
  const [channel] = await world.deps.store.channels.listAll()
  const message = await world.deps.store.messages.findByExternalId(channel?.id ?? '', `wamid.${from}`)
  const file = await world.deps.store.files.find(message?.attachments?.[0]?.id ?? '')
  if (file === null) throw new Error('the file is gone')
  // What people see says the same.
  expect(message?.attachments?.[0]).toMatchObject({ state: file.state, fileName: file.fileName })
  return file
}

describe('a received file', () => {
  it('is kept under its real type when it is what was announced', async () => {
    const sha256 = createHash('sha256').update(PNG).digest('base64')
    expect(await receive({ id: 'picture', sha256 })).toMatchObject({
      state: 'ready',
      contentType: 'image/png',
      size: PNG.length,
    })
  })

  it('is not shown when its bytes are others than announced', async () => {
    const sha256 = createHash('sha256').update('another picture').digest('base64')
    expect(await receive({ id: 'picture', sha256 })).toMatchObject({ failure: 'checksum_mismatch' })
  })

  it.each(['page', 'drawing'])('that calls itself a picture and is a %s is not shown', async (id) => {
    expect(await receive({ id })).toMatchObject({ state: 'failed', failure: 'type_mismatch' })
  })

  it.each([
    ['page', 'text/html', 'index.html'],
    ['drawing', 'image/svg+xml', 'logo.svg'],
  ])(
    'that is a %s sent as a document is kept, as text that nothing runs',
    async (id, mime_type, filename) => {
      expect(await receive({ id, type: 'document', mime_type, filename })).toMatchObject({
        state: 'ready',
        contentType: 'text/plain',
        fileName: filename,
      })
    },
  )

  it('over the limit is not fetched at all', async () => {
    expect(await receive({ id: 'enormous' })).toMatchObject({ failure: 'too_large' })
  })

  it('that the platform no longer has is gone for good', async () => {
    expect(await receive({ id: 'forgotten' })).toMatchObject({ failure: 'expired' })
  })

  it.each(['elsewhere', 'metadata', 'direct'])(
    'that is said to be at a host that is none of the platform’s is not fetched (%s)',
    async (id) => {
      expect(await receive({ id })).toMatchObject({ state: 'failed', failure: 'unavailable' })
    },
  )

  it('that cannot be had at the moment is tried again', async () => {
    expect(await receive({ id: 'hiccup' })).toMatchObject({ state: 'pending', attempts: 1 })
  })

  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil\u202Egnp.exe', 'evilgnp.exe'],
    ['..', 'document.pdf'],
    ['\u0000\r\nSet-Cookie: x', 'Set-Cookie_ x'],
  ])('whose name is %j is called %j', async (filename, fileName) => {
    const file = await receive({ id: 'picture', type: 'document', mime_type: 'application/pdf', filename })
    expect(file.fileName).toBe(fileName)
  })

  it.each([
    ['audio/aac', 'audio.aac'],
    ['audio/ogg; codecs=opus', 'audio.ogg'],
    ['audio/unheard-of', 'audio.mp3'],
  ])('without a name is called after its type (%s)', async (mime_type, fileName) => {
    expect(await receive({ id: 'picture', type: 'audio', mime_type })).toMatchObject({ fileName })
  })
})
