import { type Doc, type Value, isDoc } from '../bson/values.ts'

/** Whether a step of a path can be a position in an array. */
export function isPosition(step: string): boolean {
  return /^(0|[1-9]\d*)$/.test(step)
}

/**
 * Follows a path the way filters do: through every element of the arrays on the way, and by position.
 * Answers whether any value at its end passes; a path that leads nowhere ends in `undefined` once.
 */
export function anyAtPath(
  value: Value | undefined,
  steps: readonly string[],
  at: number,
  test: (value: Value | undefined) => boolean,
): boolean {
  if (at === steps.length) return test(value)
  const step = steps[at] ?? ''
  if (isDoc(value)) return anyAtPath(value.get(step), steps, at + 1, test)
  if (!Array.isArray(value)) return test(undefined)
  if (isPosition(step) && Number(step) < value.length) {
    if (anyAtPath(value[Number(step)], steps, at + 1, test)) return true
  }
  return value.some((element) => isDoc(element) && anyAtPath(element, steps, at, test))
}

/** All values at the end of a path, arrays on the way taken apart. */
export function valuesAtPath(document: Doc, path: string): (Value | undefined)[] {
  const found: (Value | undefined)[] = []
  anyAtPath(document, path.split('.'), 0, (value) => {
    found.push(value)
    return false
  })
  return found
}

/** Follows a path the way aggregation does: an array on the way gives an array of what its elements have. */
export function expressionPath(
  value: Value | undefined,
  steps: readonly string[],
  at: number,
): Value | undefined {
  if (at === steps.length) return value
  if (isDoc(value)) return expressionPath(value.get(steps[at] ?? ''), steps, at + 1)
  if (!Array.isArray(value)) return undefined
  const found: Value[] = []
  for (const element of value) {
    const inner = isDoc(element) || Array.isArray(element) ? expressionPath(element, steps, at) : undefined
    if (inner !== undefined) found.push(inner)
  }
  return found
}
