import { InvalidInputError } from '../lib/errors.ts'

/** Where a page of a sorted list ended: the values of its sort fields. Lists continue behind it, whatever is inserted. */
export type Position = readonly (string | number)[]

/** A position as an opaque cursor. */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * The position behind a cursor that was made with values of the same types as in `shape`; strings of the shape that
 * are not empty must be equal. Throws `InvalidInputError` for anything else.
 */
export function decodeCursor(field: string, cursor: string, shape: Position): Position {
  const position = parse(cursor)
  const fits =
    Array.isArray(position) &&
    position.length === shape.length &&
    shape.every((expected, index) => isLike(expected, position[index]))
  if (!fits) throw new InvalidInputError([{ path: field, message: 'not a cursor of this list' }])
  return position as Position
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function isLike(expected: string | number, value: unknown): boolean {
  if (typeof expected === 'number') return Number.isSafeInteger(value)
  return typeof value === 'string' && (expected === '' || value === expected)
}
