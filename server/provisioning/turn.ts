import { newId } from '../lib/object-id.ts'
import type { Store } from '../store/store.ts'

const LEASE = 'provisioning'
const LEASE_MS = 15_000
const RENEW_MS = 3_000
const LOOK_MS = 100

/** Says that the work goes on; call it often. */
type KeepTurn = () => Promise<void>

/**
 * Does the work while no other process does it. Waits for whoever is at it, which takes fifteen seconds at most when that
 * process has died.
 */
export async function whileOurTurn<T>(
  { leases }: Pick<Store, 'leases'>,
  work: (keep: KeepTurn) => Promise<T>,
): Promise<T> {
  const owner = newId()
  const hold = async (): Promise<boolean> => {
    const now = new Date()
    return (await leases.hold([LEASE], owner, now, new Date(now.getTime() + LEASE_MS))).length > 0
  }
  while (!(await hold())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  let heldAt = performance.now()
  try {
    return await work(async () => {
      if (performance.now() - heldAt < RENEW_MS) return
      heldAt = performance.now()
      await hold()
    })
  } finally {
    await leases.release([LEASE], owner)
  }
}
