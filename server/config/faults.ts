import type { z } from 'zod'

/** One line per issue with its path, such as `accounts[0].name: …`. Never repeats a value. */
export function zodFaults(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const path = pathOf(issue.path)
    return path === '' ? issue.message : `${path}: ${issue.message}`
  })
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** The system's short word for what went wrong, such as `ENOENT`: unlike the message it quotes nothing. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
