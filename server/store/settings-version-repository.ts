import type mongoose from 'mongoose'
import type { ServiceSettings } from '../contract/service-settings.ts'
import { isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { Models } from './models/models.ts'
import type { ServiceSettingsDocument } from './models/service-settings.ts'
import type { SettingsVersionDocument } from './models/settings-version.ts'
import { KEPT_SAVES, type SettingsVersion } from './service-settings-store.ts'

type Documents = mongoose.mongo.Collection<SettingsVersionDocument>
type Facts = Omit<SettingsVersion, 'settings'>

/** The states of settings that have been replaced. */
export interface SettingsArchive {
  /**
   * Puts a state on record before it is replaced. What a service's settings are at a version never changes, so whoever
   * else does the same at the same time writes the same.
   */
  keep(current: ServiceSettingsDocument): Promise<void>
  /** Lets the oldest saves go; publications stay. */
  prune(serviceId: string): Promise<void>
  /** States before `version`, the latest first. */
  before(environmentId: string, serviceId: string, version: number): Promise<Facts[]>
  find(environmentId: string, serviceId: string, version: number): Promise<SettingsVersion | null>
}

export function createSettingsArchive(models: Models): SettingsArchive {
  const documents = nativeOf(models.settingsVersions)
  return {
    async keep(current) {
      try {
        await documents.insertOne(versionOf(current))
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    prune: (serviceId) => prune(documents, serviceId),

    async before(environmentId, serviceId, version) {
      const found = await documents
        .find({ environmentId, serviceId, version: { $lt: version } })
        .project<SettingsVersionDocument>({ settings: 0 })
        .sort({ version: -1 })
        .toArray()
      return found.map(factsOf)
    },

    async find(environmentId, serviceId, version) {
      const found = await documents.findOne({ environmentId, serviceId, version })
      return found === null ? null : readVersion(found)
    },
  }
}

async function prune(documents: Documents, serviceId: string): Promise<void> {
  const saves = { serviceId, kind: { $ne: 'published' as const } }
  const [oldest] = await documents
    .find(saves)
    .project<Pick<SettingsVersionDocument, 'version'>>({ version: 1 })
    .sort({ version: -1 })
    .skip(KEPT_SAVES)
    .limit(1)
    .toArray()
  if (oldest !== undefined) await documents.deleteMany({ ...saves, version: { $lte: oldest.version } })
}

/** The present state of settings as it goes on record. */
export function versionOf(current: ServiceSettingsDocument): SettingsVersionDocument {
  const { environmentId, serviceId, version, draft, published } = current
  const kind = kindOf(current)
  return {
    _id: newId(),
    environmentId,
    serviceId,
    version,
    kind,
    at: kind === 'published' ? current.publishedAt : current.savedAt,
    by: kind === 'published' ? current.publishedBy : current.savedBy,
    settings: kind === 'published' ? published : draft,
  }
}

/** Of settings that were last changed before this was noted, the later of the two instants tells. */
function kindOf({ lastChange, publishedAt, savedAt }: ServiceSettingsDocument): SettingsVersion['kind'] {
  return lastChange ?? (publishedAt >= savedAt ? 'published' : 'saved')
}

/** A state without what it says. */
export function factsOf({ _id, settings: _settings, ...facts }: SettingsVersionDocument): Facts {
  return facts
}

export function readVersion(document: SettingsVersionDocument): SettingsVersion {
  return { ...factsOf(document), settings: JSON.parse(document.settings) as ServiceSettings }
}
