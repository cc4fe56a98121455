import { laneOf } from '../../domain/lanes.ts'
import { windowOccasion } from '../../domain/notification-state.ts'
import { warnedUntil } from '../../domain/notification-times.ts'
import type { Conversation } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'
import { notifyClosing } from './notify.ts'
import { isReached, reachOf } from './reach.ts'

const PAGE = 200
/** After so long it is said again whom it concerns, for those who have come since; whoever was told is left alone. */
const SAID_FOR_MS = 5 * 60_000

/** What this process has said lately, by occasion, with when it may be said again. */
export type Said = Map<string, number>

/**
 * Tells of the customers who wait and whose window closes soon, snoozed ones as well: the conversations on these lanes.
 * `said` is kept between rounds. `now` is the machine's time.
 */
export async function watchWindows(
  deps: Deps,
  said: Said,
  lanes: readonly number[],
  now: Date,
): Promise<void> {
  for (const [occasion, until] of said) if (until <= now.getTime()) said.delete(occasion)
  if (deps.teams === null || lanes.length === 0) return
  for (const environmentId of await environmentsWithChannels(deps)) {
    if (!isReached(await reachOf(deps, environmentId))) continue
    for await (const conversation of closingSoon(deps, environmentId)) {
      const { id, windowClosesAt } = conversation
      if (windowClosesAt === null || !lanes.includes(laneOf(id))) continue
      const occasion = windowOccasion(id, windowClosesAt)
      if (said.has(occasion)) continue
      await notifyClosing(deps, conversation)
      said.set(occasion, now.getTime() + SAID_FOR_MS)
    }
  }
}

/** Where customers can write and services can be rung at all. */
export async function environmentsWithChannels(deps: Deps): Promise<string[]> {
  const records = await deps.store.channels.listAll()
  return [...new Set(records.map(({ environmentId }) => environmentId))]
}

/** The list by window begins with what closes first, and is read as far as that matters. */
async function* closingSoon(deps: Deps, environmentId: string): AsyncGenerator<Conversation> {
  const from = deps.clock.now()
  const until = warnedUntil(from)
  let after: string | null = null
  do {
    const page: { items: Conversation[]; nextCursor: string | null } = await deps.store.conversations.list(
      environmentId,
      { status: ['open', 'snoozed'], waiting: true, windowOpenAt: from, sort: 'window', after, limit: PAGE },
    )
    for (const conversation of page.items) {
      if (conversation.windowClosesAt === null || conversation.windowClosesAt > until) return
      yield conversation
    }
    after = page.nextCursor
  } while (after !== null)
}
