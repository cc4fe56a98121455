import type { TeamsPlace } from '../../store/entities.ts'
import type { TeamsPlaceStore } from '../../store/store.ts'
import type { Deps } from '../ports.ts'
import { normalised } from '../recognise.ts'
import { forgetReach } from './reach.ts'

/**
 * Remembers a place as an activity shows it. A personal chat is its person's from the beginning when they are known by their
 * account in Entra, and nobody's any more when they are not known by it any longer.
 */
export async function rememberPlace(
  deps: Deps,
  seen: Parameters<TeamsPlaceStore['remember']>[0],
): Promise<TeamsPlace> {
  const place = await deps.store.teamsPlaces.remember(seen)
  const objectId = place.person?.objectId ?? null
  if (place.kind !== 'personal' || objectId === null) return place
  const user = await deps.store.people.findUserByEntra(normalised({ tenantId: place.tenantId, objectId }))
  const userId = user?.id ?? null
  if (place.userId === userId) return place
  const known = await deps.store.teamsPlaces.setUser(place.id, userId)
  forgetReach(deps)
  return known ?? place
}

/** The bot is not there any more. */
export async function forgetPlace(deps: Deps, tenantId: string, conversationId: string): Promise<void> {
  const place = await deps.store.teamsPlaces.findByConversation(tenantId, conversationId)
  if (place === null) return
  await deps.store.teamsPlaces.remove(place.id)
  forgetReach(deps)
}
