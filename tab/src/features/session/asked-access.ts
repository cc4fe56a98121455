import { z } from 'zod'
import { readJson, storeJson, storeText } from '../../state/local-storage.ts'

const KEY = 'callover.askedAccess'

const asked = z.object({ account: z.string(), message: z.string() })

/** What this account has asked for access with on this device; `null` when it has not. */
export function readAsked(account: string | null): string | null {
  const known = readJson(KEY, asked)
  return known === null || known.account !== account ? null : known.message
}

/** `null` forgets it. */
export function storeAsked(account: string | null, message: string | null): void {
  if (account !== null && message !== null) storeJson(KEY, { account, message })
  else storeText(KEY, null)
}
