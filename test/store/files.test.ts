import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NotFoundError } from '../../server/lib/errors.ts'
import type { FileRecord } from '../../server/store/entities.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const anUpload = () => ({
  environmentId: someId(),
  conversationId: someId(),
  channelId: someId(),
  kind: 'document' as const,
  fileName: 'a.pdf',
  contentType: 'application/pdf',
  createdAt: NOON,
})

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('base64')

async function addPending(): Promise<FileRecord> {
  const id = someId()
  await store.files.addPending({
    ...anUpload(),
    id,
    messageId: someId(),
    callId: null,
    sha256: 'announced',
    source: { externalId: 'media-1', contentType: 'image/jpeg' },
  })
  const file = await store.files.find(id)
  if (file === null) throw new Error('not added')
  return file
}

/** Claims until it is this one's turn. */
async function claim(file: FileRecord, now = NOON): Promise<FileRecord | null> {
  for (;;) {
    const claimed = await store.files.claimPending(now, minutesLater(100_000))
    if (claimed === null || claimed.id === file.id) return claimed
  }
}

describe('an uploaded file', () => {
  it('is there with its bytes and what is known of them', async () => {
    const content = randomBytes(1_000_000)
    const upload = anUpload()
    const file = await store.files.addUploaded(upload, content)
    expect(file).toMatchObject({ ...upload, size: content.length, sha256: sha256(content), state: 'ready' })
    expect(await store.files.find(file.id)).toEqual(file)
    expect((await store.files.readAll(file.id)).equals(content)).toBe(true)
  })

  it('can be read from any byte to any byte, over the borders of its parts', async () => {
    const content = randomBytes(600_000)
    const { id } = await store.files.addUploaded(anUpload(), content)
    const part = 255 * 1024
    for (const [start, end] of [
      [0, 1],
      [0, content.length],
      [part - 1, part + 1],
      [part, 2 * part],
      [content.length - 1, content.length],
      [100, 599_999],
    ] as const) {
      const read = await buffer(store.files.read(id, { start, end }))
      expect(read.equals(content.subarray(start, end))).toBe(true)
    }
  })

  it('belongs to the message that it was first attached to', async () => {
    const upload = anUpload()
    const file = await store.files.addUploaded(upload, Buffer.from('x'))
    const messageId = someId()
    await store.files.attachTo(someId(), [file.id], someId())
    await store.files.attachTo(upload.environmentId, [file.id], messageId)
    await store.files.attachTo(upload.environmentId, [file.id], someId())
    expect((await store.files.find(file.id))?.messageId).toBe(messageId)
  })
})

describe('a file to be fetched', () => {
  it('is registered once', async () => {
    const file = await addPending()
    expect(file).toMatchObject({
      state: 'pending',
      size: null,
      failure: null,
      attempts: 0,
      sha256: 'announced',
    })
    await store.files.addPending({ ...file, fileName: 'other.pdf' })
    expect(await store.files.find(file.id)).toEqual(file)
  })

  it('is claimed by one, until the claim runs out', async () => {
    const file = await addPending()
    await claim(file)
    expect(await store.files.claimPending(NOON, minutesLater(5))).toBeNull()
    const other = await addPending()
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => store.files.claimPending(NOON, minutesLater(5))),
    )
    expect(claims.filter((claimed) => claimed !== null).map(({ id, attempts }) => [id, attempts])).toEqual([
      [other.id, 1],
    ])
    expect(await store.files.claimPending(minutesLater(4), minutesLater(9))).toBeNull()
    expect((await store.files.claimPending(minutesLater(5), minutesLater(9)))?.attempts).toBe(2)
  })

  it('is ready once its bytes are there, with the type they turned out to have', async () => {
    const file = await addPending()
    const content = randomBytes(300_000)
    const stored = await store.files.storeContent(file.id, content, 'image/png')
    expect(stored).toMatchObject({
      id: file.id,
      state: 'ready',
      size: content.length,
      contentType: 'image/png',
      sha256: sha256(content),
    })
    expect((await store.files.readAll(file.id)).equals(content)).toBe(true)
    expect(await claim(file, minutesLater(9_999))).toBeNull()
  })

  it('is stored cleanly after a crash in the middle of writing', async () => {
    const file = await addPending()
    const half = { n: 0, data: Buffer.from('half') }
    const { ObjectId } = await import('mongoose').then(({ default: mongoose }) => mongoose.mongo)
    await store.raw.collection('attachments.chunks').insertOne({ files_id: new ObjectId(file.id), ...half })
    const content = randomBytes(1000)
    await store.files.storeContent(file.id, content, 'image/png')
    expect((await store.files.readAll(file.id)).equals(content)).toBe(true)
  })

  it('keeps its bytes when it is stored a second time', async () => {
    const file = await addPending()
    const first = await store.files.storeContent(file.id, Buffer.from('first'), 'text/plain')
    expect(await store.files.storeContent(file.id, Buffer.from('second'), 'text/html')).toEqual(first)
    expect((await store.files.readAll(file.id)).toString()).toBe('first')
  })

  it('is tried again at its time, or has failed for good', async () => {
    const file = await addPending()
    await claim(file)
    await store.files.failPending(file.id, { retryAt: minutesLater(1) })
    expect(await store.files.claimPending(NOON, minutesLater(2))).toBeNull()
    expect((await store.files.claimPending(minutesLater(1), minutesLater(2)))?.id).toBe(file.id)
    const failed = await store.files.failPending(file.id, { failure: 'expired' })
    expect(failed).toMatchObject({ state: 'failed', failure: 'expired' })
    expect(await store.files.claimPending(minutesLater(9_999), minutesLater(10_000))).toBeNull()
    expect(await store.files.failPending(file.id, { retryAt: NOON })).toBeNull()
  })
})

it('says not found for what is no file', async () => {
  expect(await store.files.find('nonsense')).toBeNull()
  expect(await store.files.storeContent(someId(), Buffer.from('x'), 'text/plain')).toBeNull()
  expect(() => store.files.read('nonsense')).toThrow(NotFoundError)
})
