import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ConfigError } from '../../server/lib/errors.ts'
import { openStore } from '../../server/store/connect.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callover-faults-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** What whoever starts the server reads. */
async function problemsOf(opening: Promise<{ close(): Promise<void> }>): Promise<readonly string[]> {
  try {
    await (await opening).close()
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const secretKey = randomBytes(32)

it('a database that cannot be reached is one line, without the password', async () => {
  const mongodbUri = 'mongodb://callover:top-secret@127.0.0.1:1/?serverSelectionTimeoutMS=300'
  const problems = await problemsOf(openStore({ mongodbUri, dataDir: '', secretKey }))
  expect(problems).toEqual([expect.stringMatching(/^MONGODB_URI: cannot connect \(.*ECONNREFUSED/)])
  expect(problems.join()).not.toContain('top-secret')
})

it('a data directory that another process uses is one line', async () => {
  const options = { mongodbUri: null, dataDir: join(folder, 'used'), secretKey }
  const first = await openStore(options)
  try {
    expect(await problemsOf(openStore(options))).toEqual([expect.stringMatching(/^DATA_DIR: .*in use by/)])
  } finally {
    await first.close()
  }
})

it('a data directory that is a file is one line', async () => {
  const dataDir = join(folder, 'file')
  await writeFile(dataDir, '')
  expect(await problemsOf(openStore({ mongodbUri: null, dataDir, secretKey }))).toEqual([
    expect.stringMatching(/^DATA_DIR: /),
  ])
})
