import type { ServiceSettings } from '../../../../../server/contract/service-settings.ts'
import { changedFields, copyField, fieldKey, type SettingsField } from './fields.ts'

/** Two people's changes of the same settings, held against each other. */
export interface Comparison {
  /** Both changed it, each to something else: somebody has to choose. */
  disputed: SettingsField[]
  /** Only I changed it. */
  mine: SettingsField[]
  /** Only they changed it. */
  theirs: SettingsField[]
}

export interface ThreeSettings {
  /** What both began with. */
  base: ServiceSettings
  mine: ServiceSettings
  theirs: ServiceSettings
}

export function compareChanges({ base, mine, theirs }: ThreeSettings): Comparison {
  const keysOf = (fields: readonly SettingsField[]): Set<string> => new Set(fields.map(fieldKey))
  const ours = changedFields(base, mine)
  const others = changedFields(base, theirs)
  const differing = keysOf(changedFields(mine, theirs))
  const byThem = keysOf(others)
  const byMe = keysOf(ours)
  return {
    disputed: ours.filter((field) => byThem.has(fieldKey(field)) && differing.has(fieldKey(field))),
    mine: ours.filter((field) => !byThem.has(fieldKey(field))),
    theirs: others.filter((field) => !byMe.has(fieldKey(field))),
  }
}

/** Their settings with my changes; of disputed fields, mine where `keepsMine` says so. */
export function mergeChanges(
  settings: ThreeSettings,
  keepsMine: (field: SettingsField) => boolean,
): ServiceSettings {
  const { disputed, mine } = compareChanges(settings)
  return [...mine, ...disputed.filter(keepsMine)].reduce(
    (merged, field) => copyField(field, settings.mine, merged),
    settings.theirs,
  )
}
