import type { z } from 'zod'

/** What the control API refuses, with a code the phone page has words for. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

/** The body as the schema wants it; throws a `ControlError`. */
export function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value ?? {})
  if (!result.success) throw new ControlError(400, 'invalid_input')
  return result.data
}
