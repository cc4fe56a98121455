import type { FileRecord } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import {
  collectionSchema,
  instant,
  key,
  Mixed,
  number,
  optionalNumber,
  optionalText,
  text,
} from './schema.ts'

export interface FileDocument extends Keyed, Omit<FileRecord, 'id' | 'callId'> {
  /** Present for a recording of a call only. */
  callId?: string
  /** When a pending file may be fetched, by the machine's clock. */
  dueAt: Date
}

export const fileSchema = collectionSchema<FileDocument>('files', {
  _id: key,
  environmentId: text,
  conversationId: optionalText,
  messageId: optionalText,
  callId: String,
  channelId: text,
  kind: text,
  fileName: text,
  contentType: text,
  size: optionalNumber,
  sha256: optionalText,
  state: text,
  failure: optionalText,
  source: Mixed,
  attempts: number,
  createdAt: instant,
  dueAt: instant,
})
fileSchema.index({ dueAt: 1 }, { partialFilterExpression: { state: 'pending' } })
fileSchema.index({ callId: 1, createdAt: 1 }, { partialFilterExpression: { callId: { $exists: true } } })
// Recordings by their age: few beside the files of conversations, and looked for in every environment.
fileSchema.index(
  { environmentId: 1, createdAt: 1 },
  { name: 'recordings', partialFilterExpression: { callId: { $exists: true } } },
)
// For what was uploaded and never sent: nothing else finds it.
fileSchema.index({ environmentId: 1, messageId: 1, createdAt: 1 })
