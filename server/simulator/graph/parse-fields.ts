import type { z } from 'zod'
import { GraphError } from '../errors.ts'

export type Json = Readonly<Record<string, unknown>>

/** Reads a part of a request, answering faults in the platform's words. */
export function parseFields<T extends z.ZodType>(schema: T, value: unknown, root = ''): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = issue?.path ?? []
  const name = nameOf(root, path)
  if (issue === undefined || valueAt(value, path) === undefined) {
    throw new GraphError(131008, { details: `Missing required parameter: ${name}` })
  }
  if (issue.code === 'too_big') {
    throw new GraphError(100, {
      details: `Param ${name} must be at most ${String(issue.maximum)} ${issue.origin === 'array' ? 'items' : 'characters'} long.`,
    })
  }
  throw new GraphError(131009, { details: `Param ${name} is not valid: ${issue.message}` })
}

function nameOf(root: string, path: readonly PropertyKey[]): string {
  const parts = root === '' ? [...path] : [root, ...path]
  const [first = 'body', ...rest] = parts.map(String)
  return `${first}${rest.map((part) => `['${part}']`).join('')}`
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Reflect.get(current, key)
  }
  return current
}
