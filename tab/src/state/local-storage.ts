import type { z } from 'zod'

/*
 * Storage may be full, forbidden (third-party frames) or changed by hand. None of that may stop the app,
 * so reading answers `null` and writing reports whether it worked.
 */

export function readText(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

export function storeText(key: string, value: string | null): boolean {
  try {
    if (value === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

/** What is stored, when it still is what it should be. */
export function readJson<S extends z.ZodType>(key: string, schema: S): z.output<S> | null {
  const text = readText(key)
  if (text === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function storeJson(key: string, value: unknown): boolean {
  return storeText(key, JSON.stringify(value))
}

export function keysWith(prefix: string): string[] {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
