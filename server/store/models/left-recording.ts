import type { DocumentOf } from '../documents.ts'
import type { LeftRecording } from '../left-recording-store.ts'
import {
  collectionSchema,
  flag,
  instant,
  key,
  Mixed,
  number,
  optionalInstant,
  optionalText,
  text,
} from './schema.ts'

export type LeftRecordingDocument = DocumentOf<LeftRecording>

export const leftRecordingSchema = collectionSchema<LeftRecordingDocument>('left_recordings', {
  _id: key,
  environmentId: text,
  channelId: text,
  callId: text,
  source: Mixed,
  startedAt: optionalInstant,
  certain: flag,
  since: instant,
  state: text,
  attempts: number,
  lastAttemptAt: optionalInstant,
  reason: optionalText,
  dueAt: optionalInstant,
})
leftRecordingSchema.index({ environmentId: 1, since: 1 })
leftRecordingSchema.index({ dueAt: 1 })
