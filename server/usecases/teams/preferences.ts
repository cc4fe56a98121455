import type { NotificationPreferences } from '../../contract/teams.ts'
import { defaultPreferences } from '../../domain/notification-rules.ts'
import { isTimeZone } from '../../domain/notification-times.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Deps } from '../ports.ts'
import { forgetReach } from './reach.ts'

/** What somebody wants to be told of in Teams; who has never chosen is told of everything. */
export async function getPreferences(deps: Deps, userId: string): Promise<NotificationPreferences> {
  return (await deps.store.preferences.find(userId)) ?? defaultPreferences()
}

/**
 * Chooses what to be told of. It holds from the next notification on, and for those that have not been sent yet. Throws
 * `InvalidInputError` for quiet hours in a zone that does not exist.
 */
export async function savePreferences(
  deps: Deps,
  userId: string,
  { availability, kinds, serviceIds, quietHours }: NotificationPreferences,
): Promise<NotificationPreferences> {
  if (quietHours !== null && !isTimeZone(quietHours.timeZone))
    throw new InvalidInputError([{ path: 'quietHours.timeZone', message: 'is no known time zone' }])
  const preferences: NotificationPreferences = {
    availability,
    kinds: [...new Set(kinds)],
    serviceIds: serviceIds === null ? null : [...new Set(serviceIds)],
    quietHours,
  }
  await deps.store.preferences.save(userId, preferences)
  forgetReach(deps)
  deps.jobs.cardsChanged()
  return preferences
}
