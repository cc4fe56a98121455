import { createHmac } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { ThrottleLimit } from '../domain/throttle.ts'
import { nativeOf } from './documents.ts'
import { insertNew } from './insert-new.ts'
import type { Models } from './models/models.ts'
import type { ThrottleDocument } from './models/throttle.ts'
import type { ThrottledAttempt, ThrottledKey, ThrottledTurn, ThrottleStore } from './throttle-store.ts'

const LONG_AGO = new Date(0)

/** Two that count a key for the first time collide once; whoever loses more often than this waits. */
const MOST_ROUNDS = 5
const COLLISION_WAIT_MS = 1000

/** Beyond this many doublings every delay is the longest; powers stay small numbers. */
const MOST_DOUBLINGS = 30

/** What a crash forgets is worth less than everybody's wait for the disk. */
const QUICKLY = { ordered: false, writeConcern: { w: 1, j: false } } as const

type Writes = mongo.AnyBulkWriteOperation<ThrottleDocument>[]
type Known = ReadonlyMap<string, ThrottleDocument>

interface Counters {
  throttles: mongo.Collection<ThrottleDocument>
  idOf: (key: string) => string
}

/** Failures by keys. Each count is one conditional write, so that processes cannot overtake each other. */
export function createThrottleStore(models: Models, secretKey: Buffer): ThrottleStore {
  const counters: Counters = {
    throttles: nativeOf(models.throttles),
    idOf: (key) => createHmac('sha256', secretKey).update(`throttle ${key}`).digest('hex'),
  }
  return {
    begin: (attempt, now) => begin(counters, attempt, now),
    takeBack: (counted) => takeBack(counters, counted),

    async succeed({ place }, counted, trusted) {
      const _id = counters.idOf(place.key)
      const others = counted.filter(({ key }) => key !== place.key)
      const atPlace: Writes = [
        trusted === null
          ? { deleteOne: { filter: { _id } } }
          : { updateOne: { filter: { _id }, update: { $set: cleanAndTrusted(trusted) }, upsert: true } },
      ]
      await counters.throttles.bulkWrite([...atPlace, ...takingBack(counters, others)], QUICKLY)
    },
  }
}

async function begin(
  counters: Counters,
  { place, account, address }: ThrottledAttempt,
  now: Date,
): Promise<ThrottledTurn> {
  let known = await stored(counters, [place, account, address])
  const isTrusted = (known.get(counters.idOf(place.key))?.trustedUntil ?? LONG_AGO) > now
  const keys = isTrusted ? [place, address] : [place, account, address]
  let missing = keys
  let waitMs = longestWait(counters, known, keys, now)
  for (let round = 0; waitMs === 0 && round < MOST_ROUNDS; round += 1) {
    missing = await count(counters, missing, now)
    if (missing.length === 0) return { waitMs: 0, counted: keys }
    known = await stored(counters, missing)
    waitMs = longestWait(counters, known, missing, now)
  }
  await takeBack(
    counters,
    keys.filter((key) => !missing.includes(key)),
  )
  return { waitMs: waitMs === 0 ? COLLISION_WAIT_MS : waitMs, counted: [] }
}

async function stored({ throttles, idOf }: Counters, keys: readonly ThrottledKey[]): Promise<Known> {
  const found = await throttles.find({ _id: { $in: keys.map(({ key }) => idOf(key)) } }).toArray()
  return new Map(found.map((document) => [document._id, document]))
}

/** Counts under each of the keys that does not have to wait; answers with those that were not counted. */
async function count(
  { throttles, idOf }: Counters,
  keys: readonly ThrottledKey[],
  now: Date,
): Promise<ThrottledKey[]> {
  const writes: Writes = keys.map(({ key, limit }) => ({
    updateOne: {
      // One that has to wait does not match; inserting it then fails, which is the answer.
      filter: { _id: idOf(key), waitUntil: { $lte: now } },
      update: counting(limit, now),
      upsert: true,
    },
  }))
  const refused = await insertNew(() => throttles.bulkWrite(writes, QUICKLY))
  return keys.filter((_, index) => refused.has(index))
}

function longestWait({ idOf }: Counters, known: Known, keys: readonly ThrottledKey[], now: Date): number {
  const waits = keys.map(({ key }) => (known.get(idOf(key))?.waitUntil ?? LONG_AGO).getTime() - now.getTime())
  return Math.max(0, ...waits)
}

async function takeBack(counters: Counters, counted: readonly ThrottledKey[]): Promise<void> {
  if (counted.length > 0) await counters.throttles.bulkWrite(takingBack(counters, counted), QUICKLY)
}

function takingBack({ idOf }: Counters, counted: readonly ThrottledKey[]): Writes {
  return counted.map(({ key, limit }) => ({
    updateOne: { filter: { _id: idOf(key), count: { $gt: 0 } }, update: uncounting(limit) },
  }))
}

function cleanAndTrusted({ now, until }: { now: Date; until: Date }): Omit<ThrottleDocument, '_id'> {
  return { count: 0, waitUntil: LONG_AGO, lastAt: now, trustedUntil: until, expiresAt: until }
}

/** One failure more; the first one again after a long time without any. */
function counting(limit: ThrottleLimit, now: Date): object[] {
  const forgotten = new Date(now.getTime() - limit.forgottenAfterMs)
  const isFirst = { $lte: [{ $ifNull: ['$lastAt', LONG_AGO] }, forgotten] }
  const expiresAt = new Date(now.getTime() + limit.forgottenAfterMs)
  return [
    {
      $set: {
        count: { $cond: [isFirst, 1, { $add: ['$count', 1] }] },
        lastAt: now,
        expiresAt: { $max: [expiresAt, '$trustedUntil'] },
      },
    },
    waiting(limit),
  ]
}

function uncounting(limit: ThrottleLimit): object[] {
  return [{ $set: { count: { $subtract: ['$count', 1] } } }, waiting(limit)]
}

/** `pauseMs` of the rules (`server/domain/throttle.ts`) as the database computes it. */
function waiting({ free, firstDelayMs, longestDelayMs }: ThrottleLimit): object {
  const doublings = { $min: [{ $subtract: ['$count', free] }, MOST_DOUBLINGS] }
  const delay = { $min: [{ $multiply: [firstDelayMs, { $pow: [2, doublings] }] }, longestDelayMs] }
  return {
    $set: { waitUntil: { $cond: [{ $lt: ['$count', free] }, LONG_AGO, { $add: ['$lastAt', delay] }] } },
  }
}
