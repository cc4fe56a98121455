import type { mongo } from 'mongoose'
import { entityOrNull, nativeOf, newId, present, retryDuplicate } from './documents.ts'
import type { TeamsPlace } from './entities.ts'
import type { Models } from './models/models.ts'
import type { TeamsPlaceDocument } from './models/teams-place.ts'
import type { TeamsPlaceStore } from './store.ts'

type Filter = mongo.Filter<TeamsPlaceDocument>
type Update = mongo.UpdateFilter<TeamsPlaceDocument>
type Seen = Parameters<TeamsPlaceStore['remember']>[0]

const AFTER = { returnDocument: 'after' } as const

function readPlace({ _id, person, team, ...rest }: TeamsPlaceDocument): TeamsPlace {
  return {
    id: _id,
    ...rest,
    person: person === undefined ? null : { objectId: null, ...person },
    team: team === undefined ? null : { name: null, groupId: null, ...team },
  }
}

/** Chats and channels in which the bot is installed. */
export function createTeamsPlaceStore(models: Models): TeamsPlaceStore {
  const places = nativeOf(models.teamsPlaces)
  const cards = nativeOf(models.teamsCards)
  const findOne = async (filter: Filter): Promise<TeamsPlace | null> =>
    entityOrNull(await places.findOne(filter), readPlace)
  const findAll = async (filter: Filter): Promise<TeamsPlace[]> =>
    (await places.find(filter).sort({ _id: 1 }).toArray()).map(readPlace)
  const set = async (placeId: string, fields: Partial<TeamsPlaceDocument>): Promise<TeamsPlace | null> =>
    entityOrNull(await places.findOneAndUpdate({ _id: placeId }, { $set: fields }, AFTER), readPlace)
  return {
    async remember(seen) {
      const { tenantId, conversationId } = seen
      const update = rememberUpdate(seen)
      const document = await retryDuplicate(() =>
        places.findOneAndUpdate({ tenantId, conversationId }, update, { ...AFTER, upsert: true }),
      )
      return readPlace(present(document))
    },

    find: (placeId) => findOne({ _id: placeId }),

    findByConversation: (tenantId, conversationId) => findOne({ tenantId, conversationId }),

    personalOf: (userIds) => findAll({ userId: { $in: [...userIds] }, kind: 'personal' }),

    subscribedTo: (environmentId) =>
      findAll({ 'subscription.environmentId': environmentId, kind: { $in: ['channel', 'group'] } }),

    setUser: (placeId, userId) => set(placeId, { userId }),

    setSubscription: (placeId, subscription) => set(placeId, { subscription }),

    async welcome(placeId, at) {
      const { matchedCount } = await places.updateOne(
        { _id: placeId, welcomedAt: null },
        { $set: { welcomedAt: at } },
      )
      return matchedCount === 1
    },

    async remove(placeId) {
      // As long as the place is there, whoever finds it gone from Teams comes here again.
      await cards.deleteMany({ placeId })
      await places.deleteOne({ _id: placeId })
      // Asked for while the place was still there.
      await cards.deleteMany({ placeId })
    },
  }
}

function rememberUpdate({ kind, reference, person, team, name, locale, timeZone, seenAt }: Seen): Update {
  const told: Record<string, unknown> = {
    kind,
    reference,
    'person.teamsUserId': person?.teamsUserId,
    'person.objectId': person?.objectId,
    'team.id': team?.id,
    'team.name': team?.name,
    'team.groupId': team?.groupId,
  }
  const atFirst: Record<string, unknown> = {
    _id: newId(),
    userId: null,
    subscription: null,
    welcomedAt: null,
    createdAt: seenAt,
  }
  for (const [field, value] of Object.entries({ name, locale, timeZone })) {
    const fields = value === null ? atFirst : told
    fields[field] = value
  }
  const given = Object.entries(told).filter(([, value]) => value !== null && value !== undefined)
  return {
    $set: Object.fromEntries(given),
    $max: { seenAt },
    $setOnInsert: atFirst,
  } as Update
}
