import type { QueryFilter } from 'mongoose'
import type { AuditQuery, AuditStore } from './audit-store.ts'
import { newId, toEntity } from './documents.ts'
import type { AuditEntryDocument } from './models/audit-entry.ts'
import type { Models } from './models/models.ts'

/** What was changed by whom. There is no method that changes or deletes an entry. */
export function createAuditStore({ auditEntries }: Models): AuditStore {
  return {
    async append(entry) {
      await auditEntries.insertOne({ _id: newId(), ...entry })
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
      const items = found.slice(0, limit).map((document) => toEntity(document))
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

function filterOf({ object, objectId, actorId, from, until }: AuditQuery): QueryFilter<AuditEntryDocument> {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lt: until }) }
  return {
    ...(object === undefined ? {} : { 'object.kind': object }),
    ...(objectId === undefined ? {} : { 'object.id': objectId }),
    ...(actorId === undefined ? {} : { 'actor.id': actorId }),
    ...(Object.keys(at).length === 0 ? {} : { at }),
  }
}
