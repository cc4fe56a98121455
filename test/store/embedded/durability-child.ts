import mongoose from 'mongoose'

import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'

/** Inserts and updates without end, and tells on standard output what was acknowledged. */
const [dataDir = '', round = '0'] = process.argv.slice(2)
const store = await startEmbeddedStore({ dataDir, durability: 'process' })
const client = await new mongoose.mongo.MongoClient(store.uri).connect()
const collection = client.db('durable').collection<{ _id: string; n: number }>('c')
await collection.createIndex({ n: 1 })

async function work(worker: number): Promise<never> {
  for (let at = 0; ; at++) {
    const _id = `${round}-${worker}-${at}`
    await collection.insertOne({ _id, n: at })
    process.stdout.write(`${_id}\n`)
    await collection.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true })
    process.stdout.write('+\n')
  }
}

await Promise.all([0, 1, 2, 3].map(work))
