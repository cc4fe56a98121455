import { z } from 'zod'
import { readJson, storeJson } from '../../../state/local-storage.ts'

const KEY = 'callover.recentTemplates'
const KEPT = 4
const schema = z.array(z.string()).max(50)

/** Names of the templates that were sent last from this browser, newest first. */
export function recentTemplates(): readonly string[] {
  return readJson(KEY, schema) ?? []
}

export function rememberTemplate(name: string): void {
  storeJson(KEY, [name, ...recentTemplates().filter((one) => one !== name)].slice(0, KEPT))
}
