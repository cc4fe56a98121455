import { type Doc, type Value, isDoc } from '../bson/values.ts'

/** What a document has at several paths at once: one value per path. */
export interface KeyTuple {
  /** `undefined` stands for an empty array; what is missing is null. */
  values: (Value | undefined)[]
  /** Whether the document has nothing at any of the paths. */
  missing: boolean
}

/** How paths are followed. */
export interface KeyPaths {
  steps: readonly (readonly string[])[]
  /** Whether an array that a path ends at by position is one value rather than taken apart. */
  wholePositions: boolean
  /** Throws: two different arrays would have to be taken apart. */
  parallel(): never
  /** Told for which of the paths an array is taken apart. */
  onMultikey?(path: number): void
}

interface Slot {
  value: Value | undefined
  /** How many steps of the path are already taken. */
  at: number
  /** What is at the end of the path is not to be taken apart. */
  final: boolean
}

/**
 * The values of a document at several paths, a tuple for each element of the array on their way. The paths
 * that lead through the same array take its elements together, as MongoDB's index and sort keys do.
 */
export function keyTuples(document: Doc, paths: KeyPaths): KeyTuple[] {
  const tuples: KeyTuple[] = []
  expand(
    paths.steps.map(() => ({ value: document, at: 0, final: false })),
    paths,
    tuples,
  )
  return tuples
}

function expand(slots: readonly Slot[], paths: KeyPaths, tuples: KeyTuple[]): void {
  const moved = slots.map((slot, path) => descend(slot, paths.steps[path] ?? [], paths.wholePositions))
  const array = arrayIn(moved, paths)
  if (!array) {
    tuples.push({
      // An empty array was marked by "undefined but final"; a missing value counts as null.
      values: moved.map(({ value, final }) => (value === undefined && !final ? null : value)),
      missing: moved.every(({ value, final }) => value === undefined && !final),
    })
    return
  }
  const elements: (Value | undefined)[] = array.length === 0 ? [undefined] : array
  for (const element of elements) {
    const next = moved.map((slot, path): Slot => {
      if (slot.value !== array || slot.final) return slot
      paths.onMultikey?.(path)
      const ends = slot.at === (paths.steps[path] ?? []).length
      if (ends) return { value: element, at: slot.at, final: true }
      // An array directly inside an array is not searched, and a scalar has no fields.
      return { value: isDoc(element) ? element : undefined, at: slot.at, final: false }
    })
    expand(next, paths, tuples)
  }
}

function descend(slot: Slot, steps: readonly string[], wholePositions: boolean): Slot {
  let { value, at } = slot
  if (slot.final) return slot
  let byPosition = false
  while (at < steps.length) {
    const step = steps[at] ?? ''
    byPosition = Array.isArray(value)
    if (isDoc(value)) value = value.get(step)
    else if (Array.isArray(value)) {
      if (!/^\d+$/.test(step)) return { value, at, final: false }
      value = value[Number(step)]
    } else {
      return { value: undefined, at: steps.length, final: false }
    }
    at += 1
  }
  if (!wholePositions || !byPosition || !Array.isArray(value)) return { value, at, final: false }
  return { value: value.length === 0 ? undefined : value, at, final: true }
}

function arrayIn(slots: readonly Slot[], paths: KeyPaths): Value[] | undefined {
  let found: Value[] | undefined
  for (const { value, final } of slots) {
    if (!Array.isArray(value) || final) continue
    if (found && found !== value) paths.parallel()
    found = value
  }
  return found
}
