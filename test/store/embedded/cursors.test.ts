import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { MongoClient, type TestStore, errorOf, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

describe('cursors', () => {
  test('bring everything in batches, in order', async () => {
    const c = freshCollection(store.db)
    await c.insertMany(Array.from({ length: 2500 }, (_, n) => ({ n })))
    for (const batchSize of [1, 7, 101, 1000, 5000]) {
      const limit = batchSize === 1 ? 50 : 0
      const found = await c.find().sort({ n: 1 }).limit(limit).batchSize(batchSize).toArray()
      expect(found.map(({ n }) => n)).toEqual(Array.from({ length: limit || 2500 }, (_, n) => n))
    }
    expect(await c.aggregate([{ $match: { n: { $lt: 300 } } }], { batchSize: 10 }).toArray()).toHaveLength(
      300,
    )
  })

  test('are answered on any connection, and end when they are killed', async () => {
    const c = freshCollection(store.db)
    await c.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })))
    const other = await new MongoClient(store.store.uri).connect()
    const database = other.db('test')
    const more = { collection: c.collectionName, batchSize: 50 }
    const opened = await store.db.command({ find: c.collectionName, batchSize: 100 }, { promoteLongs: false })
    const { id } = opened['cursor'] as { id: mongoose.mongo.Long }
    const next = await database.command({ getMore: id, ...more })
    expect(next['cursor'].nextBatch).toHaveLength(50)
    expect(await errorOf(database.command({ getMore: id, ...more, collection: 'other' }))).toMatchObject({
      code: 13,
    })
    const killed = await database.command({ killCursors: c.collectionName, cursors: [id] })
    expect(killed['cursorsKilled'].map(String)).toEqual([id.toString()])
    expect(await errorOf(database.command({ getMore: id, ...more }))).toMatchObject({
      code: 43,
      codeName: 'CursorNotFound',
    })
    await other.close()
  })

  test('bear with documents that come and go', async () => {
    const c = freshCollection(store.db)
    await c.createIndex({ n: 1 })
    await c.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
    const seen: number[] = []
    for await (const { n } of c.find().sort({ n: 1 }).batchSize(10)) {
      seen.push(Number(n))
      if (n === 100) await c.deleteMany({ n: { $gte: 500 } })
      if (n === 200) await c.insertOne({ n: 450.5 })
    }
    expect(seen.slice(0, 451)).toEqual(Array.from({ length: 451 }, (_, n) => n))
    expect(seen).toContain(450.5)
    expect(seen.length).toBe(501)
  })

  test('end with an error when their collection is dropped', async () => {
    const c = freshCollection(store.db)
    await c.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })))
    const cursor = c.find().batchSize(10)
    await cursor.next()
    await c.drop()
    await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 })
  })

  test('split batches that would be too large', async () => {
    const c = freshCollection(store.db)
    for (let at = 0; at < 6; at++) await c.insertOne({ at, text: 'x'.repeat(5 * 1024 * 1024) })
    expect((await c.find().toArray()).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5])
  })
})

test('GridFS keeps files, lists and deletes them', async () => {
  const bucket = new mongoose.mongo.GridFSBucket(store.client.db('files'))
  const content = Buffer.from(Array.from({ length: 700_000 }, (_, at) => at % 251))
  const upload = bucket.openUploadStream('a.bin', { metadata: { kind: 'test' } })
  await new Promise<void>((resolve, reject) => {
    upload.on('finish', () => resolve())
    upload.on('error', reject)
    upload.end(content)
  })
  const chunks: Buffer[] = []
  for await (const chunk of bucket.openDownloadStream(upload.id)) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
  const part: Buffer[] = []
  for await (const chunk of bucket.openDownloadStreamByName('a.bin', { start: 300_000, end: 300_010 }))
    part.push(chunk as Buffer)
  expect(Buffer.concat(part).equals(content.subarray(300_000, 300_010))).toBe(true)
  expect(await bucket.find({ 'metadata.kind': 'test' }).toArray()).toMatchObject([
    { filename: 'a.bin', length: 700_000 },
  ])
  await bucket.delete(upload.id)
  expect(await bucket.find().toArray()).toEqual([])
  expect(await store.client.db('files').collection('fs.chunks').countDocuments()).toBe(0)
})
