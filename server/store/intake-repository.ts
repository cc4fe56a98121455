import { nativeOf, newId } from './documents.ts'
import type { IntakeEvent } from './entities.ts'
import { insertNew } from './insert-new.ts'
import type { IntakeDocument } from './models/intake.ts'
import type { Models } from './models/models.ts'
import type { IntakeStore } from './store.ts'

/** New events are due at once, whatever clock the process goes by. */
const AT_ONCE = new Date(0)

function readEvent(document: IntakeDocument): IntakeEvent {
  const { _id, state: _state, dueAt: _dueAt, doneAt: _doneAt, reason: _reason, ...rest } = document
  return { id: _id, ...rest }
}

/** Webhook events, stored before anything is done with them. */
export function createIntakeStore(models: Models): IntakeStore {
  const intake = nativeOf(models.intake)
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
      const repeated = await insertNew(() => intake.insertMany(documents, { ordered: false }))
      const added = documents.filter((_, index) => !repeated.has(index))
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
