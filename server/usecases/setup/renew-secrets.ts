import { processLog } from '../../lib/logger.ts'
import type { Store } from '../../store/store.ts'

/**
 * Encrypts stored secrets with the present key where they were made with one before it, so that the old one can be
 * taken out of the configuration. Never throws: what is left is done at the next start.
 */
export async function renewSecrets(store: Pick<Store, 'secrets'>): Promise<void> {
  try {
    const { renewed, unreadable } = await store.secrets.renew()
    if (renewed > 0) processLog.info({ renewed }, 'stored secrets encrypted with the present SECRET_KEY')
    if (unreadable > 0)
      processLog.error({ unreadable }, 'stored secrets that no key opens: is one missing in SECRET_KEY?')
  } catch (err) {
    processLog.warn({ err }, 'stored secrets not looked through, the next start does it')
  }
}
