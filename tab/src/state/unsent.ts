import { keysWith, readText, storeText } from './local-storage.ts'

const LAST_USER_KEY = 'callover.user'

export function hasUnsent(userId: string): boolean {
  return keysWith(`callover.pending.${userId}.`).length > 0
}

/** On signing out nothing that was written stays behind on the device. */
export function forgetWritten(userId: string): void {
  for (const key of [...keysWith('callover.draft.'), ...keysWith(`callover.pending.${userId}.`)]) {
    storeText(key, null)
  }
}

/** Drafts belong to whoever was here last: another person does not get to see them. */
export function noteUser(userId: string): void {
  const last = readText(LAST_USER_KEY)
  if (last !== null && last !== userId) {
    for (const key of keysWith('callover.draft.')) storeText(key, null)
  }
  storeText(LAST_USER_KEY, userId)
}
