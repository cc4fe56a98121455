import type { mongo } from 'mongoose'
import { callResult } from '../contract/call.ts'
import {
  advanceStages,
  derivedFields,
  finishStages,
  invitationStages,
  newsStages,
  type Stages,
} from './call-changes.ts'
import { sumCalls } from './call-figures.ts'
import { entityOrNull, isDuplicateKey, nativeOf, newId } from './documents.ts'
import type { Call } from './entities.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import type { CallDocument } from './models/call.ts'
import type { Models } from './models/models.ts'
import type { CallStore } from './store.ts'

type Calls = mongo.Collection<CallDocument>
type Filter = mongo.Filter<CallDocument>

const AFTER = { returnDocument: 'after' } as const

/** The call that a document stands for. */
export function readCall(document: CallDocument): Call {
  const {
    _id,
    live: _live,
    uninvited: _uninvited,
    acceptedAt: _acceptedAt,
    keyAnswers: _keyAnswers,
    speechAnswers: _speechAnswers,
    misses: _misses,
    ...rest
  } = document
  return { id: _id, ...rest }
}

/** Phone calls, each changed by single writes only. */
export function createCallStore(models: Models): CallStore {
  const calls = nativeOf(models.calls)
  return {
    ...findMethods(calls),
    ...changeMethods(calls),
    ...invitationMethods(calls),
    ...openEnds(calls),

    async insert({ id = newId(), ...call }) {
      const document: CallDocument = { _id: id, ...call, ...derivedFields(call) }
      try {
        await calls.insertOne(document)
        return { call: readCall(document), inserted: true }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        const { channelId, externalId } = document
        const existing =
          (await calls.findOne({ channelId, externalId })) ?? (await calls.findOne({ _id: id, channelId }))
        if (existing === null) throw error
        return { call: readCall(existing), inserted: false }
      }
    },

    figures: (environmentId, period) => sumCalls(calls, environmentId, period),
  }
}

function findMethods(calls: Calls): Pick<CallStore, 'find' | 'findByExternalId' | 'list'> {
  const findOne = async (filter: Filter): Promise<Call | null> =>
    entityOrNull(await calls.findOne(filter), readCall)
  return {
    find: (environmentId, callId) => findOne({ _id: callId, environmentId }),

    findByExternalId: (channelId, externalId) => findOne({ channelId, externalId }),

    async list(environmentId, query) {
      const found = await calls
        .find(listFilter(environmentId, query))
        .sort({ startedAt: -1, _id: -1 })
        .limit(query.limit + 1)
        .toArray()
      const page = found.slice(0, query.limit)
      const last = page.at(-1)
      const more = found.length > page.length && last !== undefined
      return {
        items: page.map(readCall),
        nextCursor: more ? encodeCursor([CURSOR, last.startedAt.getTime(), last._id]) : null,
      }
    },
  }
}

const CURSOR = 'calls'

/** One page's filter; exported to prove that it is read off an index. */
export function listFilter(
  environmentId: string,
  query: Pick<Parameters<CallStore['list']>[1], 'serviceId' | 'result' | 'after'>,
): Filter {
  const { serviceId, result, after } = query
  const filter: Filter = {
    environmentId,
    ...(serviceId === undefined ? {} : { serviceId }),
    result: { $in: result === undefined ? callResult.options : [result] },
  }
  if (after === null) return filter
  const [, startedMs, id] = decodeCursor('cursor', after, [CURSOR, 0, ''])
  const at = new Date(Number(startedMs))
  // The condition on the time alone bounds the index; the rest only tells equal times apart.
  return {
    ...filter,
    startedAt: { $lte: at },
    $or: [{ startedAt: { $lt: at } }, { _id: { $lt: String(id) } }],
  }
}

function changeMethods(calls: Calls): Pick<CallStore, 'advance' | 'finish' | 'setDuration'> {
  const changeOne = async (filter: Filter, stages: Stages): Promise<Call | null> =>
    entityOrNull(await calls.findOneAndUpdate(filter, stages, AFTER), readCall)
  return {
    advance: (callId, { turn, ...event }, change) =>
      changeOne(
        {
          _id: callId,
          turn,
          endedAt: null,
          ...(event.eventKey === null ? {} : { applied: { $ne: event.eventKey } }),
        },
        advanceStages(event, change),
      ),

    finish: (callId, end) => changeOne({ _id: callId, endedAt: null }, finishStages(end)),

    async setDuration(callId, durationSeconds) {
      const document = await calls.findOneAndUpdate(
        { _id: callId, durationSeconds: null },
        { $set: { durationSeconds } },
        AFTER,
      )
      return entityOrNull(document, readCall)
    },
  }
}

function invitationMethods(
  calls: Calls,
): Pick<CallStore, 'setInvitation' | 'recordInvitation' | 'recordAnswer'> {
  return {
    async setInvitation(callId, invitation) {
      const document = await calls.findOneAndUpdate(
        { _id: callId, invitation: null },
        invitationStages(invitation),
        AFTER,
      )
      return entityOrNull(document, readCall)
    },

    async recordInvitation(environmentId, messageId, news) {
      const document = await calls.findOneAndUpdate(
        { 'invitation.messageId': messageId, environmentId },
        newsStages(news),
        AFTER,
      )
      return entityOrNull(document, readCall)
    },

    async recordAnswer(environmentId, callId, at) {
      const document = await calls.findOneAndUpdate(
        { _id: callId, environmentId, invitation: { $ne: null }, 'invitation.answeredAt': null },
        { $set: { 'invitation.answeredAt': at } },
        AFTER,
      )
      return entityOrNull(document, readCall)
    },
  }
}

const DAY_MS = 24 * 60 * 60_000

/** The filters of what a crash or a silent platform left open; exported to prove that they are read off an index. */
export const openEnd = {
  withoutInvitation: (before: Date): Filter => ({
    uninvited: true,
    acceptedAt: { $gte: new Date(before.getTime() - DAY_MS), $lt: before },
  }),
  silentSince: (before: Date): Filter => ({ live: true, activeAt: { $lt: before } }),
}

function openEnds(calls: Calls): Pick<CallStore, 'withoutInvitation' | 'silentSince'> {
  const oldest = async (filter: Filter, by: 'acceptedAt' | 'activeAt', limit: number): Promise<Call[]> => {
    const found = await calls
      .find(filter)
      .sort({ [by]: 1 })
      .limit(limit)
      .toArray()
    return found.map(readCall)
  }
  return {
    withoutInvitation: (before, limit) => oldest(openEnd.withoutInvitation(before), 'acceptedAt', limit),
    silentSince: (before, limit) => oldest(openEnd.silentSince(before), 'activeAt', limit),
  }
}
