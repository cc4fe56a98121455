import { writeFileSync } from 'node:fs'

import { BSON } from 'bson'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Operation, anyIndex, anyOperation } from './generators.ts'
import { type Client, type Document, MongoClient, type TestStore, startTestStore } from './harness.ts'

const otherUri = process.env['DIFFERENTIAL_URI'] ?? process.env['MONGODB_URI']
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 60)
/** Commands that the other server is known not to have. */
const SKIPPED = new RegExp(process.env['DIFFERENTIAL_SKIP'] ?? '^$')
const raw = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const

let ours: TestStore
let other: Client | undefined
let collections = 0

beforeAll(async () => {
  ours = await startTestStore()
  if (otherUri === undefined)
    console.log('no DIFFERENTIAL_URI or MONGODB_URI: indexed answers are compared with unindexed ones only')
  else other = await new MongoClient(otherUri).connect()
})
afterAll(async () => {
  await other?.close()
  await ours.stop()
})

function canonical(value: unknown): string {
  return BSON.EJSON.stringify(value as object, { relaxed: false })
}

/** What of an answer has to be the same everywhere. */
function essence(reply: Reply, { ordered }: Operation): string {
  if (reply.cursor !== undefined) {
    const batch = reply.cursor.firstBatch.map(canonical)
    return JSON.stringify(ordered ? batch : batch.sort())
  }
  if (reply['values'] !== undefined)
    return JSON.stringify((reply['values'] as unknown[]).map(canonical).sort())
  const errors = ((reply['writeErrors'] ?? []) as { index: number; code: number }[]).map(
    ({ index, code }) => ({ index: Number(index), code: Number(code) }),
  )
  return canonical({
    n: Number(reply['n'] ?? 0),
    modified: Number(reply['nModified'] ?? 0),
    value: reply['value'] ?? null,
    errors,
  })
}

type Reply = Record<string, unknown> & { cursor?: { firstBatch: unknown[] } }

async function run(client: Client, collection: string, operation: Operation): Promise<string> {
  try {
    return essence(await client.db('differential').command(operation.command(collection), raw), operation)
  } catch (error) {
    const { code } = error as { code?: number }
    return `error ${code ?? String(error).replace(/\d+/g, '#').slice(0, 80)}`
  }
}

/** Without an order it is open which one document a command takes, so an order is added. */
function pinned(operation: Operation): Operation {
  const command = (collection: string): Record<string, unknown> => {
    const { updates, deletes, ...rest } = operation.command(collection) as Record<
      string,
      Document[] | undefined
    >
    const [update] = updates ?? []
    const [remove] = deletes ?? []
    if (update)
      return { ...rest, updates: [update['multi'] === true ? update : { ...update, sort: { _id: 1 } }] }
    if (remove) return { ...rest, deletes: [{ ...remove, limit: 0 }] }
    return rest
  }
  return { ...operation, command }
}

async function contents(client: Client, collection: string): Promise<string> {
  const documents = await client
    .db('differential')
    .collection(collection)
    .find({}, raw)
    .sort({ _id: 1 })
    .toArray()
  return JSON.stringify(documents.map(canonical))
}

describe('an index changes how documents are found, never which', () => {
  test('the same commands with and without indexes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyIndex, { minLength: 1, maxLength: 3 }),
        fc.array(anyOperation, { minLength: 5, maxLength: 30 }),
        async (indexes, operations) => {
          collections += 1
          const [plain, indexed] = [`plain${collections}`, `indexed${collections}`]
          const database = ours.client.db('differential')
          await database.command({ create: plain })
          for (const index of indexes)
            await database.command({ createIndexes: indexed, indexes: [index] }).catch(() => undefined)
          for (const operation of operations.map(pinned)) {
            const answer = await run(ours.client, indexed, operation)
            // Two arrays in one compound index are refused, which is the one difference there may be.
            if (answer.includes('171')) return
            expect({ of: operation.shown, answer }).toEqual({
              of: operation.shown,
              answer: await run(ours.client, plain, operation),
            })
          }
          expect(await contents(ours.client, indexed)).toBe(await contents(ours.client, plain))
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe.skipIf(otherUri === undefined)('an independent server gives the same answers', () => {
  test('the same commands on both', async () => {
    const differences = new Map<string, { count: number; example: string }>()
    for (let at = 0; at < RUNS; at++) {
      const [operations = []] = fc.sample(fc.array(anyOperation, { minLength: 10, maxLength: 40 }), {
        numRuns: 1,
        seed: at + Number(process.env['DIFFERENTIAL_SEED'] ?? 0),
      })
      const name = `both${at}_${process.pid}`
      await other
        ?.db('differential')
        .command({ drop: name })
        .catch(() => undefined)
      for (const operation of operations) {
        const before = await contents(ours.client, name)
        const mine = await run(ours.client, name, operation)
        const theirs = other ? await run(other, name, operation) : mine
        const sameState =
          other !== undefined && (await contents(ours.client, name)) === (await contents(other, name))
        if (mine === theirs && sameState) continue
        // What the other server does not know tells nothing.
        if (SKIPPED.test(`${operation.kind}: ${theirs}`)) break
        const state =
          other && mine === theirs
            ? `\n  ours then ${await contents(ours.client, name)}\n  theirs    ${await contents(other, name)}`
            : ''
        const signature = `${operation.kind}: ${mine.startsWith('error') ? mine : 'answer'} / ${theirs.startsWith('error') ? theirs : 'answer'}`
        const known = differences.get(signature)
        if (known) known.count += 1
        else
          differences.set(signature, {
            count: 1,
            example: `${operation.shown}\n  on     ${before}\n  ours   ${mine}\n  theirs ${theirs}${state}`,
          })
        // When the two hold different documents, the stream ends.
        if (!sameState) break
      }
    }
    const list = [...differences].sort(([a], [b]) => (a < b ? -1 : 1))
    const report = list
      .map(([signature, { count, example }]) => `${count} x ${signature}\n  ${example}`)
      .join('\n\n')
    if (process.env['DIFFERENTIAL_REPORT'] !== undefined)
      writeFileSync(process.env['DIFFERENTIAL_REPORT'], report)
    expect(report).toBe('')
  })
})
