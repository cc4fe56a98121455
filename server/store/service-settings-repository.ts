import type mongoose from 'mongoose'
import type { ServiceSettings } from '../contract/service-settings.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { ServiceSettingsRecord } from './entities.ts'
import type { Models } from './models/models.ts'
import type { ServiceSettingsDocument } from './models/service-settings.ts'
import type { ServiceSettingsStore } from './service-settings-store.ts'
import {
  createSettingsArchive,
  factsOf,
  readVersion,
  versionOf,
  type SettingsArchive,
} from './settings-version-repository.ts'

const AFTER = { returnDocument: 'after' } as const

type Documents = mongoose.mongo.Collection<ServiceSettingsDocument>

function readSettings(document: ServiceSettingsDocument): ServiceSettingsRecord {
  const { _id, draft, published, lastChange: _lastChange, ...rest } = document
  return {
    ...rest,
    draft: JSON.parse(draft) as ServiceSettings,
    published: JSON.parse(published) as ServiceSettings,
  }
}

/** What services are set to. The version is the condition of every change, so none is lost. */
export function createServiceSettingsStore(models: Models): ServiceSettingsStore {
  const settings = nativeOf(models.serviceSettings)
  const archive = createSettingsArchive(models)
  return {
    ...basicMethods(settings),
    ...changingMethods(settings, archive),
    ...historyMethods(settings, archive),
  }
}

function basicMethods(settings: Documents): Pick<ServiceSettingsStore, 'find' | 'list' | 'create'> {
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
  }
}

type Change = mongoose.mongo.UpdateFilter<ServiceSettingsDocument> | mongoose.mongo.Document[]

function changingMethods(
  settings: Documents,
  archive: SettingsArchive,
): Pick<ServiceSettingsStore, 'save' | 'set' | 'publish'> {
  /** First the state that is to be replaced goes on record; a crash in between leaves one entry too early, which says the same. */
  const replace = async (
    environmentId: string,
    serviceId: string,
    { version, change }: { version: number; change: Change },
  ): Promise<ServiceSettingsRecord | null> => {
    const filter = { environmentId, serviceId, version }
    const current = await settings.findOne(filter)
    if (current === null) return null
    await archive.keep(current)
    const document = await settings.findOneAndUpdate(filter, change, AFTER)
    if (document !== null) await archive.prune(serviceId)
    return entityOrNull(document, readSettings)
  }
  return {
    save: (environmentId, serviceId, { version, draft, kind = 'saved', by, now }) => {
      const set = { draft: JSON.stringify(draft), savedAt: now, savedBy: by, lastChange: kind }
      return replace(environmentId, serviceId, { version, change: { $set: set, $inc: { version: 1 } } })
    },

    set: (environmentId, serviceId, { version, draft, published, now }) => {
      const halves = { draft: JSON.stringify(draft), published: JSON.stringify(published) }
      const set = { ...halves, publishedAt: now, publishedBy: null, lastChange: 'published' as const }
      return replace(environmentId, serviceId, { version, change: { $set: set, $inc: { version: 1 } } })
    },

    publish: (environmentId, serviceId, { version, by, now }) => {
      const live = {
        published: '$draft',
        publishedAt: now,
        publishedBy: { $literal: by },
        lastChange: 'published',
        version: { $add: ['$version', 1] },
      }
      return replace(environmentId, serviceId, { version, change: [{ $set: live }] })
    },
  }
}

function historyMethods(
  settings: Documents,
  archive: SettingsArchive,
): Pick<ServiceSettingsStore, 'versions' | 'findVersion'> {
  return {
    async versions(environmentId, serviceId) {
      const current = await settings.findOne({ environmentId, serviceId })
      if (current === null) return []
      const earlier = await archive.before(environmentId, serviceId, current.version)
      return [factsOf(versionOf(current)), ...earlier]
    },

    async findVersion(environmentId, serviceId, version) {
      const current = await settings.findOne({ environmentId, serviceId })
      if (current === null || version > current.version) return null
      if (version === current.version) return readVersion(versionOf(current))
      return archive.find(environmentId, serviceId, version)
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
    lastChange: 'published',
  }
}
