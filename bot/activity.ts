import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { TeamsPlace } from '../server/store/entities.ts'

/** What Teams leaves out or sends oddly is as good as absent: an activity is not refused for what nobody needs. */
const text = (longest: number) => z.string().max(longest).nullish().catch(null)

const account = z.looseObject({
  id: z.string().max(500),
  name: text(500),
  aadObjectId: text(100),
  /** Of people who are guests in a shared channel: their own organisation. */
  tenantId: text(100),
})

const named = z
  .looseObject({ id: text(500), name: text(500), aadGroupId: text(100) })
  .nullish()
  .catch(null)

const channelData = z
  .looseObject({
    eventType: text(100),
    tenant: z
      .looseObject({ id: text(100) })
      .nullish()
      .catch(null),
    team: named,
    channel: named,
    teamsTeamId: text(500),
  })
  .nullish()
  .catch(null)

const entity = z.looseObject({ type: text(100), locale: text(50), timezone: text(100) }).catch({})

/** An activity as it arrives: what its sender claims, fit to be worked with. Everything else about it is untouched. */
export const inboundActivity = z.looseObject({
  type: z.string().min(1).max(100),
  id: text(500),
  name: text(200),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  from: account.nullish().catch(null),
  recipient: account.nullish().catch(null),
  conversation: z.looseObject({
    id: z.string().min(1).max(1000),
    conversationType: text(50),
    tenantId: text(100),
    isGroup: z.boolean().nullish().catch(null),
    name: text(500),
  }),
  channelData,
  locale: text(50),
  localTimezone: text(100),
  text: text(65_536),
  replyToId: text(500),
  entities: z.array(entity).max(200).nullish().catch(null),
})
export type InboundActivity = z.infer<typeof inboundActivity>

/** The thread within a channel stands behind the conversation's id. */
export function withoutThread(conversationId: string): string {
  return conversationId.split(';', 1)[0] ?? conversationId
}

/** The organisation whose conversation this is, in lower case; `null`: not told, and then nobody is known by it. */
export function tenantOf(activity: InboundActivity): string | null {
  const told = filled(activity.conversation.tenantId) ?? filled(activity.channelData?.tenant?.id)
  return told?.toLowerCase() ?? null
}

function filled(value: string | null | undefined): string | null {
  return value === null || value === undefined || value.trim() === '' ? null : value
}

/** Of the chat of two people, in which a message extension or its card was used: the bot is not one of them. */
const CHAT_OF_TWO = /@unq\.gbl\.spaces/i

/** Where it was said. Old activities and those of message extensions do not tell the kind; in doubt others read along. */
export function kindOf(activity: InboundActivity): TeamsPlace['kind'] {
  const { conversationType, id, isGroup } = activity.conversation
  if (CHAT_OF_TWO.test(id)) return 'group'
  if (conversationType === 'personal') return 'personal'
  if (conversationType === 'groupChat') return 'group'
  if (conversationType === 'channel' || activity.channelData?.team?.id) return 'channel'
  if (/@thread\.(tacv2|skype)/.test(id)) return 'channel'
  return isGroup === true || id.startsWith('19:') ? 'group' : 'personal'
}

/** What is sent when the bot has anything to say somewhere again. */
const storedReference = z.object({
  serviceUrl: z.url(),
  channelId: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), aadObjectId: z.string().optional() }).optional(),
  conversation: z.object({
    id: z.string(),
    name: z.string(),
    conversationType: z.string(),
    tenantId: z.string(),
    isGroup: z.boolean(),
  }),
})
export type StoredReference = z.infer<typeof storedReference>

/** The reference that was stored with a place; `null` when it is none. */
export function readReference(value: unknown): StoredReference | null {
  const parsed = storedReference.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** The place of an activity as it is to be remembered. */
export function placeSeenIn(
  activity: InboundActivity,
  seenAt: Date,
): Omit<TeamsPlace, 'id' | 'userId' | 'subscription' | 'welcomedAt' | 'createdAt'> {
  const kind = kindOf(activity)
  const tenantId = tenantOf(activity) ?? ''
  const conversationId = withoutThread(activity.conversation.id)
  const shared = kind !== 'personal'
  const info = activity.entities?.find((one) => one.type === 'clientInfo')
  const locale = filled(activity.locale) ?? filled(info?.locale)
  return {
    tenantId,
    conversationId,
    kind,
    reference: referenceOf(activity, { kind, tenantId, conversationId }),
    person: shared ? null : personOf(activity),
    team: teamOf(activity, kind),
    name: shared ? nameOf(activity, conversationId) : null,
    // Where many write, only what concerns the place itself says something about its language.
    locale: shared && activity.type !== 'installationUpdate' ? null : locale,
    timeZone: shared ? null : timeZoneOf(activity),
    seenAt,
  }
}

function referenceOf(
  activity: InboundActivity,
  place: { kind: TeamsPlace['kind']; tenantId: string; conversationId: string },
): StoredReference {
  const { from, recipient } = activity
  const person = place.kind === 'personal' ? from : null
  return {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    bot: { id: recipient?.id ?? '', name: recipient?.name ?? '' },
    ...(person === null || person === undefined
      ? {}
      : {
          user: {
            id: person.id,
            name: person.name ?? '',
            ...(filled(person.aadObjectId) === null ? {} : { aadObjectId: person.aadObjectId ?? '' }),
          },
        }),
    conversation: {
      id: place.conversationId,
      name: activity.conversation.name ?? '',
      conversationType: { personal: 'personal', group: 'groupChat', channel: 'channel' }[place.kind],
      tenantId: place.tenantId,
      isGroup: place.kind !== 'personal',
    },
  }
}

/** What happens to a channel is told in the team's general one. */
function nameOf(activity: InboundActivity, conversationId: string): string | null {
  const channel = activity.channelData?.channel
  const own = channel?.id === conversationId ? filled(channel.name) : null
  return own ?? filled(activity.conversation.name)
}

function personOf(activity: InboundActivity): TeamsPlace['person'] {
  const { from, recipient } = activity
  if (from === null || from === undefined || from.id === recipient?.id) return null
  return { teamsUserId: from.id, objectId: filled(from.aadObjectId)?.toLowerCase() ?? null }
}

function teamOf(activity: InboundActivity, kind: TeamsPlace['kind']): TeamsPlace['team'] {
  if (kind !== 'channel') return null
  const team = activity.channelData?.team
  const id = filled(team?.id) ?? filled(activity.channelData?.teamsTeamId)
  // The group is told when the bot is installed and hardly ever again.
  return id === null ? null : { id, name: filled(team?.name), groupId: filled(team?.aadGroupId) }
}

/** The zone of the person's device, when it is one. */
export function timeZoneOf(activity: InboundActivity): string | null {
  const info = activity.entities?.find((one) => one.type === 'clientInfo')
  return [info?.timezone, activity.localTimezone].map(zoneOf).find((zone) => zone !== null) ?? null
}

function zoneOf(name: string | null | undefined): string | null {
  const given = filled(name)
  if (given === null) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** The SDK's view of a checked activity. Fields that it takes for granted are there, and none that changes how it answers. */
export function forSdk(activity: InboundActivity): Activity {
  const { deliveryMode: _deliveryMode, channelData: data, value, ...rest } = activity
  const lacksValue = activity.type === 'invoke' && (typeof value !== 'object' || value === null)
  return { ...rest, channelData: data ?? {}, value: lacksValue ? {} : value } as unknown as Activity
}
