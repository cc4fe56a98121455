import type { ServiceSettings } from '../contract/service-settings.ts'

/** Some of a service's settings. What is absent is not named; lists are named as a whole. */
export type SettingsPatch = DeepPartial<ServiceSettings>

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T

/** The settings with everything that `patch` names replaced, and nothing else. */
export function mergeSettings(settings: ServiceSettings, patch: SettingsPatch): ServiceSettings {
  return merge(settings, patch) as ServiceSettings
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(patch)) {
    if (value !== undefined) merged.set(key, merge(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type SettingsArea = keyof ServiceSettings

/** What a content manager may change (DX-CONT-08): texts, but neither when they are said nor to whom. */
export const CONTENT_AREAS: readonly SettingsArea[] = ['prompts', 'autoResponses']

/** The areas in which two settings differ, whatever the order of their keys. */
export function changedAreas(before: ServiceSettings, after: ServiceSettings): SettingsArea[] {
  const areas = Object.keys(after) as SettingsArea[]
  return areas.filter((area) => canonical(before[area]) !== canonical(after[area]))
}

/** JSON with sorted keys, so that equal things are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
