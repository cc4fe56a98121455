import type { mongo } from 'mongoose'
import { combined, type Outcome } from '../lib/combine.ts'
import { DUPLICATE_KEY, nativeOf, newId } from './documents.ts'
import type { IntakeEvent } from './entities.ts'
import { failuresOf, isRefusedUnsent } from './insert-new.ts'
import type { IntakeDocument } from './models/intake.ts'
import type { Models } from './models/models.ts'
import type { IntakeStore } from './store.ts'

/** New events are due at once, whatever clock the process goes by. */
const AT_ONCE = new Date(0)

function readEvent(document: IntakeDocument): IntakeEvent {
  const { _id, state: _state, dueAt: _dueAt, doneAt: _doneAt, reason: _reason, ...rest } = document
  return { id: _id, ...rest }
}

/** Webhooks whose events are stored by one request; the more there are, the longer the first of them waits. */
const WEBHOOKS_AT_ONCE = 64

/** Stores the events of several webhooks: of each, those that were not there yet, or why it must come again. */
async function addEach(
  intake: mongo.Collection<IntakeDocument>,
  webhooks: readonly IntakeDocument[][],
): Promise<Outcome<IntakeDocument[]>[]> {
  const failures = await failuresOf(() => intake.insertMany(webhooks.flat(), { ordered: false }))
  let next = 0
  return webhooks.map((documents) => {
    const first = next
    next += documents.length
    const errors = documents.map((_, at) => failures.get(first + at))
    const error = errors.find((one) => one !== undefined && one.code !== DUPLICATE_KEY)
    return error === undefined ? { answer: documents.filter((_, at) => errors[at] === undefined) } : { error }
  })
}

/** Webhook events, stored before anything is done with them. */
export function createIntakeStore(models: Models): IntakeStore {
  const intake = nativeOf(models.intake)
  const addTogether = combined({
    most: WEBHOOKS_AT_ONCE,
    separates: isRefusedUnsent,
    run: (webhooks: readonly IntakeDocument[][]) => addEach(intake, webhooks),
  })
  return {
    async add(events) {
      if (events.length === 0) return { added: 0, lanes: [] }
      const documents = events.map((event): IntakeDocument => ({
        _id: newId(),
        ...event,
        attempts: 0,
        state: 'pending',
        dueAt: AT_ONCE,
      }))
      const added = await addTogether(documents)
      return { added: added.length, lanes: [...new Set(added.map(({ lane }) => lane))] }
    },

    async pending(lanes, now, limit) {
      const found = await intake
        .find({ lane: { $in: [...lanes] }, state: 'pending', dueAt: { $lte: now } })
        .sort({ receivedAt: 1, _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(readEvent)
    },

    async finish(ids) {
      // The machine's clock: the database removes the event by its own some days later.
      await intake.updateMany({ _id: { $in: [...ids] } }, { $set: { state: 'done', doneAt: new Date() } })
    },

    async postpone(id, next) {
      const set = 'at' in next ? { dueAt: next.at } : { state: 'parked' as const, reason: next.parked }
      await intake.updateOne({ _id: id, state: 'pending' }, { $set: set, $inc: { attempts: 1 } })
    },

    async countParked() {
      return intake.countDocuments({ state: 'parked' })
    },
  }
}
