import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, describe, expect, test } from 'vitest'

import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'
import { MongoClient, startTestStore, temporaryDirectory } from './harness.ts'

const child = fileURLToPath(new URL('./durability-child.ts', import.meta.url))
let running: ChildProcess | undefined
afterEach(() => running?.kill('SIGKILL'))

/** Runs the child until it has told enough, kills it in the middle and answers what it told. */
function killAfter(dataDir: string, round: number, lines: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ['--import', 'tsx', child, dataDir, String(round)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running = process_
    let text = ''
    let errors = ''
    process_.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
    process_.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.split('\n').length > lines) process_.kill('SIGKILL')
    })
    process_.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(text.split('\n').slice(0, -1))
      else reject(new Error(errors))
    })
  })
}

describe('a killed process', () => {
  test('loses nothing that was acknowledged, and leaves nothing by halves', async () => {
    const dataDir = temporaryDirectory()
    const told: string[] = []
    for (const [round, lines] of [150, 400, 37].entries())
      told.push(...(await killAfter(dataDir, round, lines)))
    const reopened = await startTestStore({ dataDir })
    const c = reopened.client.db('durable').collection<{ _id: string; n: number }>('c')
    const stored = new Set((await c.find({ _id: { $ne: 'counter' } }).toArray()).map(({ _id }) => _id))
    const inserted = told.filter((line) => line !== '+')
    expect(inserted.filter((id) => !stored.has(id))).toEqual([])
    const counter = await c.findOne({ _id: 'counter' })
    expect(counter?.n).toBeGreaterThanOrEqual(told.length - inserted.length)
    // The index has exactly what the documents have.
    expect(await c.countDocuments({ n: { $gte: 0 } })).toBe(stored.size + 1)
    expect(await c.find().hint({ n: 1 }).toArray()).toHaveLength(stored.size + 1)
    await reopened.stop()
  }, 120_000)
})

describe('a data directory', () => {
  test('keeps everything over a restart', async () => {
    const dataDir = temporaryDirectory()
    for (const durability of ['disk', 'process'] as const) {
      const store = await startEmbeddedStore({ dataDir, durability })
      const client = await new MongoClient(store.uri).connect()
      const c = client.db('kept').collection('c')
      await c.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { a: { $gt: 0 } } })
      await c.insertOne({ a: 1, by: durability }).catch(() => undefined)
      expect(await c.find().project({ _id: 0 }).toArray()).toEqual([{ a: 1, by: 'disk' }])
      expect(await c.indexes()).toHaveLength(2)
      await client.close()
      await store.close()
      await store.close()
    }
    rmSync(dataDir, { recursive: true })
  })

  test('is for one process at a time, which is named', async () => {
    const store = await startTestStore()
    await expect(startEmbeddedStore({ dataDir: store.dataDir })).rejects.toThrow(
      `is in use by process ${process.pid}`,
    )
    await store.stop()
  })

  test('is for its owner only, however long its path is', async () => {
    const short = await startTestStore()
    expect(statSync(join(short.dataDir, 'store')).mode & 0o777).toBe(0o700)
    expect(statSync(decodeURIComponent(new URL(short.store.uri).host)).mode & 0o777).toBe(0o600)
    const dataDir = join(short.dataDir, 'x'.repeat(120))
    mkdirSync(dataDir)
    const long = await startTestStore({ dataDir })
    const socket = decodeURIComponent(new URL(long.store.uri).host)
    expect(socket.length).toBeLessThan(104)
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700)
    await expect(startEmbeddedStore({ dataDir })).rejects.toThrow('is in use')
    await long.stop()
    await short.stop()
  })

  test('that cannot be is one clear error', async () => {
    const file = join(temporaryDirectory(), 'file')
    writeFileSync(file, '')
    await expect(startEmbeddedStore({ dataDir: file })).rejects.toThrow(
      /^the embedded store could not be started: /,
    )
  })
})
