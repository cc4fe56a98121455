import type { Call } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import {
  collectionSchema,
  flag,
  instant,
  key,
  Mixed,
  number,
  optionalInstant,
  optionalNumber,
  optionalText,
  text,
} from './schema.ts'

export interface CallDocument extends Keyed, Omit<Call, 'id'> {
  /** `endedAt` is not set; derived, for finding calls whose end nobody told. */
  live: boolean
  /** The consent was given, nothing was sent for it, and nobody was told that it failed; derived. */
  uninvited: boolean
  /** When the consent was applied. */
  acceptedAt: Date | null
  /** Exchanges so far, by how they were answered: the steps themselves are kept up to a number only. */
  keyAnswers: number
  speechAnswers: number
  /** Those that brought nothing. */
  misses: CallMiss[]
}

/** Named where a query asks for it. */
export const WORDS_INDEX = 'words'

/** An answer that was none. */
export interface CallMiss {
  /** The prompt's name. */
  asked: string
  kind: 'silence' | 'not_understood'
}

export const callSchema = collectionSchema<CallDocument>('calls', {
  _id: key,
  environmentId: text,
  serviceId: text,
  channelId: text,
  externalId: text,
  caller: optionalText,
  callerKind: text,
  dialled: text,
  language: text,
  turn: number,
  state: Mixed,
  actions: Mixed,
  applied: [String],
  steps: Mixed,
  result: text,
  offered: flag,
  accepted: flag,
  otherNumber: flag,
  destination: optionalText,
  consent: Mixed,
  invitation: Mixed,
  recording: text,
  hungUpAt: optionalText,
  startedAt: instant,
  activeAt: instant,
  endedAt: optionalInstant,
  durationSeconds: optionalNumber,
  live: flag,
  uninvited: flag,
  acceptedAt: optionalInstant,
  keyAnswers: number,
  speechAnswers: number,
  misses: Mixed,
})

callSchema.index({ channelId: 1, externalId: 1 }, { unique: true })
callSchema.index(
  { 'invitation.messageId': 1 },
  { partialFilterExpression: { 'invitation.messageId': { $exists: true } } },
)
callSchema.index({ acceptedAt: 1 }, { partialFilterExpression: { uninvited: true } })
callSchema.index({ activeAt: 1 }, { partialFilterExpression: { live: true } })
// What callers said is kept for a while only: calls leave this index when it is gone.
callSchema.index(
  { environmentId: 1, endedAt: 1 },
  { name: WORDS_INDEX, partialFilterExpression: { 'steps.heard': { $exists: true } } },
)

// Lists and figures: the result is always given as points, so that both are read off an index with or without it.
callSchema.index({ environmentId: 1, result: 1, startedAt: -1, _id: -1 })
callSchema.index({ environmentId: 1, serviceId: 1, result: 1, startedAt: -1, _id: -1 })
