import type { QueryFilter } from 'mongoose'
import type { AuditEntry, AuditQuery, AuditStore } from './audit-store.ts'
import { newId } from './documents.ts'
import type { AuditEntryDocument } from './models/audit-entry.ts'
import type { Models } from './models/models.ts'

/** What entries may have been stored without. */
const LATER_FIELDS = { outcome: 'done', version: null } as const

function readEntry({ _id, ...rest }: AuditEntryDocument): AuditEntry {
  return { id: _id, ...LATER_FIELDS, ...rest }
}

/** What was changed by whom. An entry that is done stays as it is: no method here changes or deletes it. */
export function createAuditStore(models: Models): AuditStore {
  return { ...writingMethods(models), ...readingMethods(models) }
}

function writingMethods({
  auditEntries,
}: Models): Pick<AuditStore, 'append' | 'announce' | 'settle' | 'withdraw' | 'judge'> {
  return {
    async append(entry) {
      await auditEntries.insertOne({ _id: newId(), ...entry, outcome: 'done' })
    },

    async announce(entry) {
      const id = newId()
      await auditEntries.insertOne({ _id: id, ...entry, outcome: 'pending' })
      return id
    },

    async settle(environmentId, id, { verb, object, changes }) {
      // Whoever does it knows best: what others took for lost meanwhile has been done all the same.
      const { matchedCount } = await auditEntries.updateOne(
        { _id: id, environmentId, outcome: { $in: ['pending', 'unknown', 'failed'] } },
        { $set: { verb, object, changes, outcome: 'done' } },
      )
      return matchedCount > 0
    },

    async withdraw(environmentId, id) {
      await auditEntries.deleteOne({ _id: id, environmentId, outcome: 'pending' })
    },

    async judge(environmentId, id, outcome) {
      await auditEntries.updateOne({ _id: id, environmentId, outcome: 'pending' }, { $set: { outcome } })
    },
  }
}

function readingMethods({ auditEntries }: Models): Pick<AuditStore, 'lost' | 'list'> {
  return {
    async lost(before, limit) {
      const seconds = Math.floor(before.getTime() / 1000)
      const found = await auditEntries
        // Ids begin with the second of the machine's time at which they were made.
        .find({ outcome: 'pending', _id: { $lt: seconds.toString(16).padStart(8, '0').padEnd(24, '0') } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
      return found.map(readEntry)
    },

    async list(environmentId, { after, limit, ...query }) {
      const found = await auditEntries
        .find({
          environmentId,
          ...filterOf(query),
          // Ids rise with time, so they order what happened within one millisecond too.
          ...(after === null ? {} : { _id: { $lt: after } }),
        })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean()
      const items = found.slice(0, limit).map(readEntry)
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

function filterOf({
  object,
  objectId,
  actorId,
  from,
  until,
  outcome,
  version,
}: AuditQuery): QueryFilter<AuditEntryDocument> {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lt: until }) }
  return {
    ...(object === undefined ? {} : { 'object.kind': object }),
    ...(objectId === undefined ? {} : { 'object.id': objectId }),
    ...(actorId === undefined ? {} : { 'actor.id': actorId }),
    ...(Object.keys(at).length === 0 ? {} : { at }),
    ...(outcome === undefined ? {} : { outcome: outcome === 'done' ? { $in: ['done', null] } : outcome }),
    ...(version === undefined ? {} : { version }),
  } as QueryFilter<AuditEntryDocument>
}
