import type { ServiceSettings } from '../contract/service-settings.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { ServiceSettingsRecord } from './entities.ts'
import type { Models } from './models/models.ts'
import type { ServiceSettingsDocument } from './models/service-settings.ts'
import type { ServiceSettingsStore } from './store.ts'

const AFTER = { returnDocument: 'after' } as const

function readSettings(document: ServiceSettingsDocument): ServiceSettingsRecord {
  const { _id, draft, published, ...rest } = document
  return {
    ...rest,
    draft: JSON.parse(draft) as ServiceSettings,
    published: JSON.parse(published) as ServiceSettings,
  }
}

/** What services are set to. The version is the condition of every change, so none is lost. */
export function createServiceSettingsStore(models: Models): ServiceSettingsStore {
  const settings = nativeOf(models.serviceSettings)
  const find: ServiceSettingsStore['find'] = async (environmentId, serviceId) =>
    entityOrNull(await settings.findOne({ environmentId, serviceId }), readSettings)
  return {
    find,

    async list(environmentId) {
      const found = await settings.find({ environmentId }).sort({ serviceId: 1 }).toArray()
      return found.map(readSettings)
    },

    async create(environmentId, serviceId, ...[initial, now]) {
      const known = await find(environmentId, serviceId)
      if (known !== null) return known
      const document = firstVersion(environmentId, serviceId, { text: JSON.stringify(initial), now })
      try {
        await settings.insertOne(document)
        return readSettings(document)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const existing = await find(environmentId, serviceId)
        if (existing === null) throw error
        return existing
      }
    },

    async save(environmentId, serviceId, { version, draft, by, now }) {
      const document = await settings.findOneAndUpdate(
        { environmentId, serviceId, version },
        { $set: { draft: JSON.stringify(draft), savedAt: now, savedBy: by }, $inc: { version: 1 } },
        AFTER,
      )
      return entityOrNull(document, readSettings)
    },

    async set(environmentId, serviceId, { version, draft, published, now }) {
      const halves = { draft: JSON.stringify(draft), published: JSON.stringify(published) }
      const document = await settings.findOneAndUpdate(
        { environmentId, serviceId, version },
        { $set: { ...halves, publishedAt: now, publishedBy: null }, $inc: { version: 1 } },
        AFTER,
      )
      return entityOrNull(document, readSettings)
    },

    async publish(environmentId, serviceId, { version, by, now }) {
      const live = {
        published: '$draft',
        publishedAt: now,
        publishedBy: { $literal: by },
        version: { $add: ['$version', 1] },
      }
      const document = await settings.findOneAndUpdate(
        { environmentId, serviceId, version },
        [{ $set: live }],
        AFTER,
      )
      return entityOrNull(document, readSettings)
    },
  }
}

function firstVersion(
  environmentId: string,
  serviceId: string,
  { text, now }: { text: string; now: Date },
): ServiceSettingsDocument {
  return {
    _id: newId(),
    environmentId,
    serviceId,
    version: 1,
    draft: text,
    published: text,
    savedAt: now,
    savedBy: null,
    publishedAt: now,
    publishedBy: null,
  }
}
