import { type Value, isDoc } from '../bson/values.ts'
import { stageEntry } from './document-stages.ts'

/** Operators whose arguments name fields in other ways than by `$name`. */
const OPAQUE = new Set(['$bottom', '$bottomN', '$getField', '$setField', '$top', '$topN', '$unsetField'])

/**
 * The top-level fields that a pipeline beginning with `$group` looks at, so that nothing else has to be
 * decoded; undefined when it may be all.
 */
export function fieldsUsed(stages: readonly Value[]): ReadonlySet<string> | undefined {
  const [first] = stages
  if (first === undefined) return undefined
  const [name, argument] = stageEntry(first)
  const fields = new Set<string>()
  return name === '$group' && collect(argument, fields) ? fields : undefined
}

function collect(value: Value, fields: Set<string>): boolean {
  if (typeof value === 'string') {
    if (value.startsWith('$$ROOT') || value.startsWith('$$CURRENT')) return false
    if (value.startsWith('$') && !value.startsWith('$$')) fields.add(value.slice(1).split('.')[0] ?? '')
    return true
  }
  if (Array.isArray(value)) return value.every((entry) => collect(entry, fields))
  if (!isDoc(value)) return true
  return [...value].every(([name, field]) => !OPAQUE.has(name) && collect(field, fields))
}
