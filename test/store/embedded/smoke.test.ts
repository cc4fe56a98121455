import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestStore, freshCollection, startTestStore } from './harness.ts'

let store: TestStore
beforeAll(async () => {
  store = await startTestStore()
})
afterAll(() => store.stop())

test('a document that was inserted is found', async () => {
  const collection = freshCollection(store.db)
  await collection.insertOne({ a: 1 })
  expect(await collection.findOne({ a: 1 })).toMatchObject({ a: 1 })
})
