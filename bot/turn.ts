import type { TurnContext } from 'botbuilder'
import type { Locale } from '../server/contract/member.ts'
import type { TeamsPlace } from '../server/store/entities.ts'
import type { KeyedQueue } from '../server/lib/keyed-queue.ts'
import type { Deps, Principal } from '../server/usecases/ports.ts'
import { rememberPlace } from '../server/usecases/teams/remember-place.ts'
import { kindOf, placeSeenIn, tenantOf, timeZoneOf, type InboundActivity } from './activity.ts'
import type { Recognition } from './recognition.ts'
import type { Sender } from './sender.ts'
import { localeOf } from './texts/texts.ts'

/** What all turns share. */
export interface TurnParts {
  deps: Deps
  recognition: Recognition
  sender: Sender
  /** By message: what is done beside the answer, in order. */
  updates: KeyedQueue
  stopped: AbortSignal
}

/** One activity with everything that its answer depends on. */
export interface Turn extends TurnParts {
  context: TurnContext
  activity: InboundActivity
  tenantId: string | null
  /** `null` where the bot is not at home: a message extension is used in chats that the bot is no member of. */
  place: TeamsPlace | null
  /** Others read along: nothing about customers but masked titles. */
  shared: boolean
  /** Who speaks; `null` for everybody whom nobody here knows. */
  reader: Principal | null
  /** Of whoever speaks; in channels and group chats, once they are connected, the one chosen for them. */
  locale: Locale
  /** The speaker's, where Teams tells it. */
  timeZone: string | null
}

/** Remembers the place of an activity, and recognises who speaks. */
export async function openTurn(
  parts: TurnParts,
  context: TurnContext,
  activity: InboundActivity,
): Promise<Turn> {
  const { deps, recognition } = parts
  const seen = placeSeenIn(activity, deps.clock.now())
  const atHome = !(activity.name ?? '').startsWith('composeExtension/')
  let place = atHome ? await rememberPlace(deps, seen) : null
  const reader = await recognition.recognise(context, activity)
  // Whoever has just been linked by their address becomes the person of their chat with it.
  if (place?.kind === 'personal' && reader !== null && place.userId !== reader.userId)
    place = await rememberPlace(deps, seen)
  const shared = kindOf(activity) !== 'personal'
  const user = reader === null ? null : await deps.store.people.findUser(reader.userId)
  const spoken = activity.locale ?? seen.locale ?? place?.locale ?? null
  return {
    ...parts,
    context,
    activity,
    tenantId: tenantOf(activity),
    place,
    shared,
    reader,
    locale: (shared ? place?.subscription?.locale : undefined) ?? localeOf(spoken, user?.locale ?? null),
    timeZone: timeZoneOf(activity) ?? place?.timeZone ?? null,
  }
}
