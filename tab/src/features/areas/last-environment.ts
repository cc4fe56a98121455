import { readText, storeText } from '../../state/local-storage.ts'

const ENVIRONMENT_KEY = 'callover.environment'

/** Where somebody worked last on this device. */
export function readLastEnvironment(): string | null {
  return readText(ENVIRONMENT_KEY)
}

export function storeLastEnvironment(id: string): void {
  storeText(ENVIRONMENT_KEY, id)
}
