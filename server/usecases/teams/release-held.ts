import { quietUntil } from '../../domain/notification-times.ts'
import type { TeamsCard } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'

/** Places looked at in one round; the next one finds the rest. */
const AT_ONCE = 500
const END_OF_TIME = new Date(8.64e15)
/** What is due by itself soon needs no help. */
const SOON_MS = 5_000

/**
 * Lets go what was held back for quiet hours that are over by now, because somebody has changed them or because the clock of
 * a demonstration was moved. One card per place and round, for the lanes whose work is this process's own. Resolves with how
 * many. `now` is the machine's time.
 */
export async function releaseHeld(deps: Deps, lanes: readonly number[], now: Date): Promise<number> {
  if (lanes.length === 0) return 0
  const heads = await deps.store.teamsCards.heads(lanes, END_OF_TIME, AT_ONCE)
  const held = heads.filter((card) => isHeld(card, now))
  if (held.length === 0) return 0
  const chosen = await deps.store.preferences.findMany(held.flatMap(({ userId }) => userId ?? []))
  const clock = deps.clock.now()
  const over = held.filter(
    ({ userId }) => quietUntil(chosen.get(userId ?? '')?.quietHours ?? null, clock) === null,
  )
  for (const card of over) await deps.store.teamsCards.postpone(card.id, now, false)
  return over.length
}

/** Never tried, and so not under way either: whoever takes a card for an attempt counts it. */
function isHeld({ userId, attempts, dueAt }: TeamsCard, now: Date): boolean {
  return userId !== null && attempts === 0 && dueAt.getTime() > now.getTime() + SOON_MS
}
