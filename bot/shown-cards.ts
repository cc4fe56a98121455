import type { NotificationPreferences } from '../server/contract/teams.ts'
import { can } from '../server/domain/roles.ts'
import { quietUntil } from '../server/domain/notification-times.ts'
import type { Environment } from '../server/store/entities.ts'
import { countConversations } from '../server/usecases/list-conversations.ts'
import { listChannels } from '../server/usecases/list-team.ts'
import type { Principal } from '../server/usecases/ports.ts'
import { listConnectableQueues } from '../server/usecases/teams/connect-place.ts'
import { listForBot } from '../server/usecases/teams/list-for-bot.ts'
import { getPreferences } from '../server/usecases/teams/preferences.ts'
import { kindOf } from './activity.ts'
import type { AdaptiveCard } from './cards/adaptive-card.ts'
import { renderConnect, type ConnectContent } from './cards/connect.ts'
import { renderList } from './cards/list.ts'
import { renderStranger } from './cards/notice.ts'
import { renderPreferences } from './cards/preferences.ts'
import { renderStatus, type StatusEnvironment } from './cards/status.ts'
import { renderHelp, renderWelcome } from './cards/welcome.ts'
import type { Reader } from './texts/format.ts'
import type { Turn } from './turn.ts'

/** Says who the bot is, to somebody it knows or not. */
export function showWelcome(turn: Turn): AdaptiveCard {
  const { reader, locale, activity } = turn
  const person = reader === null ? null : { name: reader.name }
  return renderWelcome({ locale, place: kindOf(activity), person, link: inboxLink(turn) })
}

export function showHelp(turn: Turn): AdaptiveCard {
  return renderHelp({ locale: turn.locale, place: kindOf(turn.activity), link: inboxLink(turn) })
}

/** Says to a stranger what to do. */
export function showStranger(turn: Turn): AdaptiveCard {
  const known = (turn.activity.from?.aadObjectId ?? '') !== ''
  return renderStranger({ locale: turn.locale, link: inboxLink(turn), reason: known ? 'unknown' : 'guest' })
}

/** Chats that wait, or those of the reader; a connected channel is shown its own environment only. */
export async function showList(turn: Turn, reader: Principal, list: 'queue' | 'mine'): Promise<AdaptiveCard> {
  const { deps, tenantId } = turn
  const environmentId = (await connectedEnvironment(turn))?.id ?? null
  const found = await listForBot(deps, reader, list, { shared: turn.shared, environmentId })
  const items = found.items.map((item) => ({
    ...item,
    link: deps.links.conversation({ conversationId: item.conversationId, tenantId }),
  }))
  return renderList({
    ...(await readerOf(turn)),
    list,
    items,
    total: found.total,
    capped: found.capped,
    link: inboxLink(turn),
  })
}

/** Whether the reader is told of new chats, how much there is to do, and whether the channels work. */
export async function showStatus(turn: Turn, reader: Principal): Promise<AdaptiveCard> {
  const { deps, shared } = turn
  const preferences = shared ? null : await getPreferences(deps, reader.userId)
  const connected = await connectedEnvironment(turn)
  const environments = (await environmentsSeenBy(turn, reader)).filter(
    ({ id }) => connected === null || id === connected.id,
  )
  return renderStatus({
    ...(await readerOf(turn)),
    availability: preferences?.availability ?? null,
    quietUntil: quietUntil(preferences?.quietHours ?? null, deps.clock.now()),
    environments: await Promise.all(environments.map((one) => statusOf(turn, reader, one))),
    link: inboxLink(turn),
  })
}

async function statusOf(turn: Turn, reader: Principal, environment: Environment): Promise<StatusEnvironment> {
  const [counts, channels] = await Promise.all([
    countConversations(turn.deps, reader, environment.id),
    listChannels(turn.deps, reader, environment.id),
  ])
  return {
    name: environment.name,
    waiting: counts.waiting,
    open: counts.open,
    mine: turn.shared ? null : counts.mine,
    channels: channels.items.map(({ name, kind, service, health }) => ({
      name,
      kind,
      service: service.name,
      state: health.state,
      since: health.since === null ? null : new Date(health.since),
    })),
  }
}

/** A form for what the reader is told about; their own chat only. */
export async function showPreferences(turn: Turn, reader: Principal): Promise<AdaptiveCard> {
  const { deps, locale } = turn
  const preferences: NotificationPreferences = await getPreferences(deps, reader.userId)
  const environments = await environmentsSeenBy(turn, reader)
  const services = await Promise.all(
    environments.map(async ({ id, name: environment }) =>
      [...(await deps.directory.services(id)).values()].map((service) => ({
        id: service.id,
        name: service.name,
        environment,
      })),
    ),
  )
  const timeZone = await timeZoneFor(turn)
  return renderPreferences({
    locale,
    preferences,
    services: services.flat().toSorted((a, b) => a.name.localeCompare(b.name)),
    timeZone,
    link: inboxLink(turn),
  })
}

/** Chooses what a channel or group chat is told about. */
export async function showConnect(turn: Turn, reader: Principal): Promise<AdaptiveCard> {
  const queues = await listConnectableQueues(turn.deps, reader)
  return renderConnect({
    ...(await readerOf(turn)),
    place: kindOf(turn.activity) === 'group' ? 'group' : 'channel',
    queues,
    connected: await connectionOf(turn),
  })
}

async function connectionOf(turn: Turn): Promise<ConnectContent['connected']> {
  const { deps, place } = turn
  const subscription = place?.subscription ?? null
  const environment = await connectedEnvironment(turn)
  if (subscription === null || environment === null) return null
  const { environmentId, serviceIds, by, at } = subscription
  const [services, members] = await Promise.all([
    deps.directory.services(environmentId),
    deps.directory.members(environmentId),
  ])
  const chosen = serviceIds?.map((id) => ({ id, name: services.get(id)?.name ?? '' }))
  return {
    environment: environment.name,
    environmentId,
    services: chosen?.filter(({ name }) => name !== '') ?? null,
    by: members.get(by)?.name ?? null,
    at,
  }
}

async function connectedEnvironment({ deps, place }: Turn): Promise<Environment | null> {
  const environmentId = place?.subscription?.environmentId
  return environmentId === undefined ? null : deps.directory.environment(environmentId)
}

async function environmentsSeenBy({ deps }: Turn, reader: Principal): Promise<Environment[]> {
  const memberships = await deps.store.people.membershipsOf(reader.userId)
  return memberships
    .filter(({ roles }) => can({ roles }, 'conversation:see'))
    .map(({ environment }) => environment)
}

/** Whose clocks times go by: the reader's where Teams tells it, otherwise those of the place's or the reader's environment. */
export async function timeZoneFor(turn: Turn): Promise<string> {
  if (turn.timeZone !== null) return turn.timeZone
  const connected = await connectedEnvironment(turn)
  if (connected !== null) return connected.timeZone
  const [own] = turn.reader === null ? [] : await turn.deps.store.people.membershipsOf(turn.reader.userId)
  return own?.environment.timeZone ?? 'UTC'
}

async function readerOf(turn: Turn): Promise<Reader> {
  return { locale: turn.locale, timeZone: await timeZoneFor(turn), now: turn.deps.clock.now() }
}

function inboxLink({ deps, tenantId }: Turn): string {
  return deps.links.inbox(tenantId)
}
