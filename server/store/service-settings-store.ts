import type { ServiceSettings } from '../contract/service-settings.ts'
import type { ServiceSettingsRecord } from './entities.ts'

/** How a state of a service's settings came about. */
export type SettingsChangeKind = 'saved' | 'published' | 'restored'

/** One state of a service's settings, as a save, a restoration or a publication left it. */
export interface SettingsVersion {
  serviceId: string
  environmentId: string
  version: number
  kind: SettingsChangeKind
  at: Date
  /** Member's name; `null` for the provisioning file. */
  by: string | null
  /** The draft; of a publication what went live. */
  settings: ServiceSettings
}

/** How many saves are kept besides all publications. */
export const KEPT_SAVES = 100

/**
 * What services are set to, with every earlier state: a state is put on record before it is replaced, so no crash and no
 * race between two writers loses one or invents one.
 */
export interface ServiceSettingsStore {
  find(environmentId: string, serviceId: string): Promise<ServiceSettingsRecord | null>
  /** Every service of an environment that has settings. */
  list(environmentId: string): Promise<ServiceSettingsRecord[]>
  /** Creates draft and published half alike when there is none; leaves what is there alone. */
  create(
    environmentId: string,
    serviceId: string,
    settings: ServiceSettings,
    now: Date,
  ): Promise<ServiceSettingsRecord>
  /** Saves the draft on top of `version`; `null` when somebody else has saved since. */
  save(
    environmentId: string,
    serviceId: string,
    change: {
      version: number
      draft: ServiceSettings
      /** `saved` when absent. */
      kind?: 'saved' | 'restored'
      by: string | null
      now: Date
    },
  ): Promise<ServiceSettingsRecord | null>
  /** Sets both halves on top of `version`; `null` when somebody else has saved since. */
  set(
    environmentId: string,
    serviceId: string,
    change: { version: number; draft: ServiceSettings; published: ServiceSettings; now: Date },
  ): Promise<ServiceSettingsRecord | null>
  /** Makes the draft of this very `version` live; `null` when somebody else has saved since. */
  publish(
    environmentId: string,
    serviceId: string,
    change: { version: number; by: string | null; now: Date },
  ): Promise<ServiceSettingsRecord | null>
  /** The present state and the earlier ones that are kept, the latest first. */
  versions(environmentId: string, serviceId: string): Promise<Omit<SettingsVersion, 'settings'>[]>
  findVersion(environmentId: string, serviceId: string, version: number): Promise<SettingsVersion | null>
}
