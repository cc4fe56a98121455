import { processLog } from '../../lib/logger.ts'
import type { Store } from '../../store/store.ts'

/**
 * Makes the lists over all customers complete: what they go by may be missing in what was stored without it, or be outdated after a
 * crash. Nothing waits for it. Never throws: the next start does what is left.
 */
export async function listEverything(store: Pick<Store, 'administration'>): Promise<void> {
  try {
    const environments = await store.administration.relistOutdated()
    if (environments > 0) processLog.info({ environments }, 'lists brought up to date')
  } catch (err) {
    processLog.error({ err }, 'lists not brought up to date, the next start does it')
  }
}
