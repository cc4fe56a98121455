import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store, ThrottledAttempt } from '../../server/store/store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'

/** The same database, opened by two processes. */
let here: TestStore
let there: Store
beforeAll(async () => {
  here = await openTestStore()
  there = await openTestStoreAt(here.database)
})
afterAll(async () => {
  await there.close()
  await closeTestStore(here)
})

const MINUTE_MS = 60_000
const NOON = new Date('2026-03-01T12:00:00.000Z')
const later = (ms: number): Date => new Date(NOON.getTime() + ms)
const limit = (free: number) => ({
  free,
  firstDelayMs: 1000,
  longestDelayMs: MINUTE_MS,
  forgottenAfterMs: 30 * MINUTE_MS,
})

let last = 0
function anAttempt(): ThrottledAttempt {
  last += 1
  return {
    place: { key: `anna${last}@example.test 192.0.2.1`, limit: limit(5) },
    account: { key: `anna${last}@example.test`, limit: limit(20) },
    address: { key: `192.0.2.${last}`, limit: limit(100) },
  }
}

async function failTimes(attempt: ThrottledAttempt, times: number, now = NOON): Promise<void> {
  for (let done = 0; done < times; done += 1) await here.throttles.begin(attempt, now)
}

const waitOf = async (attempt: ThrottledAttempt, now = NOON): Promise<number> =>
  (await there.throttles.begin(attempt, now)).waitMs

describe('failures', () => {
  it('count for every process: what one counted, the other waits for', async () => {
    const attempt = anAttempt()
    await failTimes(attempt, 5)
    expect(await waitOf(attempt)).toBe(1000)
    expect(await waitOf(attempt, later(999))).toBe(1)
    expect(await waitOf(attempt, later(1000))).toBe(0)
    expect(await waitOf(attempt, later(1000))).toBe(2000)
  })

  it('let no more through when many try at once on several processes', async () => {
    const attempt = anAttempt()
    const turns = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 === 0 ? here : there).throttles.begin(attempt, NOON),
      ),
    )
    const allowed = turns.filter(({ waitMs }) => waitMs === 0)
    expect(allowed.length).toBeLessThanOrEqual(5)
    expect(allowed.length).toBeGreaterThan(0)
    // Those that were turned away count nowhere: the account has been tried as often as somebody got through.
    const elsewhere = { ...attempt, place: { key: 'elsewhere', limit: limit(500) } }
    let more = 0
    while ((await here.throttles.begin({ ...elsewhere, address: anAttempt().address }, NOON)).waitMs === 0)
      more += 1
    expect(more).toBe(20 - allowed.length)
  })

  it('never ask for more than the longest delay, and impatience does not lengthen it', async () => {
    const attempt = { ...anAttempt(), account: anAttempt().account }
    let now = NOON.getTime()
    for (let done = 0; done < 18;) {
      const { waitMs } = await here.throttles.begin(attempt, new Date(now))
      if (waitMs === 0) done += 1
      else now += waitMs
    }
    expect(await waitOf(attempt, new Date(now))).toBe(MINUTE_MS)
    for (let tries = 0; tries < 5; tries += 1) await waitOf(attempt, new Date(now + 1000))
    expect(await waitOf(attempt, new Date(now + MINUTE_MS))).toBe(0)
  })

  it('are forgotten after a long time, and by the database soon after', async () => {
    const attempt = anAttempt()
    await failTimes(attempt, 7)
    expect(await waitOf(attempt, later(30 * MINUTE_MS))).toBe(0)
    expect(await waitOf(attempt, later(30 * MINUTE_MS))).toBe(0)
    const [index] = (await here.raw.collection('throttles').indexes()).filter(({ key }) => 'expiresAt' in key)
    expect(index).toMatchObject({ expireAfterSeconds: 0 })
  })

  it('are taken back when the attempt was nobody’s guess', async () => {
    const attempt = anAttempt()
    await failTimes(attempt, 4)
    const { counted } = await here.throttles.begin(attempt, NOON)
    await here.throttles.takeBack(counted)
    expect(await waitOf(attempt)).toBe(0)
    expect(await waitOf(attempt)).toBe(1000)
  })
})

describe('success', () => {
  it('clears its place, and its own count elsewhere', async () => {
    const attempt = anAttempt()
    await failTimes(attempt, 4)
    const { counted } = await here.throttles.begin(attempt, NOON)
    await there.throttles.succeed(attempt, counted, null)
    await failTimes(attempt, 5)
    expect(await waitOf(attempt)).toBe(1000)
  })

  it('makes a place trusted for a while: strangers’ failures elsewhere do not slow it down', async () => {
    const attempt = anAttempt()
    const { counted } = await here.throttles.begin(attempt, NOON)
    await here.throttles.succeed(attempt, counted, { now: NOON, until: later(60 * MINUTE_MS) })
    const stranger = { ...attempt, place: { key: `stranger ${last}`, limit: limit(500) } }
    await failTimes({ ...stranger, address: anAttempt().address }, 20)
    expect(await waitOf(stranger)).toBe(1000)
    expect(await waitOf(attempt)).toBe(0)
  })
})

describe('what is stored', () => {
  it('names neither people nor addresses', async () => {
    await failTimes(anAttempt(), 1)
    const all = await here.raw.collection('throttles').find({}).toArray()
    expect(all.length).toBeGreaterThan(0)
    expect(JSON.stringify(all)).not.toMatch(/anna|example|192\.0/)
  })

  it('goes by a key of the server: nobody who reads the database can try out addresses', async () => {
    const attempt = anAttempt()
    await failTimes(attempt, 6)
    const foreign = await openTestStoreAt(here.database, Buffer.alloc(32, 9))
    expect((await foreign.throttles.begin(attempt, NOON)).waitMs).toBe(0)
    await foreign.close()
  })
})
