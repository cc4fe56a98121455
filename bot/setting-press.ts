import type { Principal } from '../server/usecases/ports.ts'
import { connectPlace, disconnectPlace } from '../server/usecases/teams/connect-place.ts'
import { getPreferences, savePreferences } from '../server/usecases/teams/preferences.ts'
import type { CardAction } from './actions.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderNotice } from './cards/notice.ts'
import { withNotice } from './decorate-card.ts'
import { good, warning, type Notice } from './notice.ts'
import { showConnect, showHelp, showList, showPreferences, showStatus, timeZoneFor } from './shown-cards.ts'
import { textsOf } from './texts/texts.ts'
import type { Turn } from './turn.ts'

/** What concerns no conversation: lists, what somebody is told about, what a channel is connected with. */
export type SettingPress = Exclude<CardAction, { conversationId: string }>

/** What comes of a setting or a command. */
export interface Shown {
  /** `null`: there is nothing to see but the sentence. */
  card: AdaptiveCard | null
  notice: Notice | null
}

/** Carries it out and draws what is seen next. Throws as the use cases do. */
export async function pressSetting(turn: Turn, reader: Principal, press: SettingPress): Promise<Shown> {
  switch (press.verb) {
    case 'show_help':
      return quiet(showHelp(turn))
    case 'show_list':
      return press.list === 'mine'
        ? onlyPersonal(turn, () => showList(turn, reader, 'mine'))
        : quiet(await showList(turn, reader, 'queue'))
    case 'show_notifications':
      return onlyPersonal(turn, () => showPreferences(turn, reader))
    case 'set_availability':
      return onlyPersonal(turn, () => setAvailability(turn, reader, press.availability))
    case 'save_notifications':
      return onlyPersonal(turn, () => saveNotifications(turn, reader, press))
    case 'connect':
      return connect(turn, reader, press.queues)
    case 'disconnect':
      return disconnect(turn, reader)
  }
}

function quiet(card: AdaptiveCard): Shown {
  return { card, notice: null }
}

/** A sentence instead of what was asked for. */
export function onlySay(text: string): Shown {
  return { card: null, notice: warning(text) }
}

/** What is somebody's own is not shown where others read along. */
export async function onlyPersonal(turn: Turn, show: () => Promise<AdaptiveCard | Shown>): Promise<Shown> {
  if (turn.shared) return onlySay(textsOf(turn.locale).notice.personalOnly)
  const shown = await show()
  return 'notice' in shown ? shown : quiet(shown)
}

/** Whether the reader takes new conversations. */
export async function setAvailability(
  turn: Turn,
  reader: Principal,
  availability: 'available' | 'away',
): Promise<Shown> {
  const { deps, locale } = turn
  const preferences = await getPreferences(deps, reader.userId)
  if (preferences.availability !== availability)
    await savePreferences(deps, reader.userId, { ...preferences, availability })
  const notice = good(textsOf(locale).notice[availability])
  // The card itself says it in its title.
  return { card: await showStatus(turn, reader), notice }
}

async function saveNotifications(
  turn: Turn,
  reader: Principal,
  press: Extract<SettingPress, { verb: 'save_notifications' }>,
): Promise<Shown> {
  const { deps, locale } = turn
  const before = await getPreferences(deps, reader.userId)
  const timeZone = before.quietHours?.timeZone ?? (await timeZoneFor(turn))
  await savePreferences(deps, reader.userId, {
    availability: before.availability,
    kinds: press.kinds,
    serviceIds: press.services.includes('all') ? null : press.services,
    quietHours: press.quiet === 'true' ? { from: press.from, to: press.to, timeZone } : null,
  })
  const notice = good(textsOf(locale).notice.saved)
  return { card: withNotice(await showPreferences(turn, reader), notice), notice }
}

async function connect(turn: Turn, reader: Principal, queues: readonly string[]): Promise<Shown> {
  const { deps, locale, place } = turn
  const texts = textsOf(locale)
  if (!turn.shared || place === null) return onlySay(texts.notice.sharedOnly)
  const chosen = queueOf(queues)
  if (chosen === null) return onlySay(texts.connect.oneEnvironment)
  const connected = await connectPlace(deps, reader, place.id, { ...chosen, locale })
  const notice = good(texts.notice.connected)
  return { card: withNotice(await showConnect({ ...turn, place: connected }, reader), notice), notice }
}

/** All services of an environment, or some; `null` for several environments or none: a place is told about one. */
function queueOf(queues: readonly string[]): { environmentId: string; serviceIds: string[] | null } | null {
  const pairs = queues.map((queue) => queue.split(':'))
  const [environmentId, ...others] = new Set(pairs.map(([id = '']) => id))
  if (environmentId === undefined || others.length > 0) return null
  const services = pairs.flatMap(([, service]) => (service === undefined ? [] : [service]))
  return { environmentId, serviceIds: services.length < pairs.length ? null : services }
}

/** Doing it twice changes nothing. Throws as `disconnectPlace` does. */
export async function disconnect(turn: Turn, reader: Principal): Promise<Shown> {
  const { deps, locale, place } = turn
  const texts = textsOf(locale)
  if (!turn.shared || place === null) return onlySay(texts.notice.sharedOnly)
  const connected = place.subscription !== null
  await disconnectPlace(deps, reader, place.id)
  const notice = connected ? good(texts.notice.disconnected) : warning(texts.notice.notConnected)
  return { card: renderNotice({ locale, ...notice }), notice }
}
