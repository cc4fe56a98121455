import { setImmediate } from 'node:timers/promises'
import type { Call } from './call.ts'

/**
 * Presses keys one after the other, until nobody listens any more; tells how many were heard. The first one may end a
 * prompt, so each is given the time to take effect.
 */
export async function pressKeys(call: Call, keys: string): Promise<number> {
  let heard = 0
  for (const key of keys.split('')) {
    if (!call.act({ do: 'key', key })) break
    heard += 1
    await setImmediate()
  }
  return heard
}
