import type { ChannelRecord } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, key, optionalInstant, optionalText, text } from './schema.ts'

export interface ChannelDocument extends Keyed, Omit<ChannelRecord, 'id' | 'settings'> {
  /** Encrypted, bound to `_id`. */
  settings: string
  /** What it was called while it was in use: its name is free again once it is disconnected. */
  formerName?: string
  /** The number or account at the provider; absent for those of the provisioning file and those that are disconnected. */
  accountKey?: string
}

export const channelSchema = collectionSchema<ChannelDocument>('channels', {
  _id: key,
  environmentId: text,
  serviceId: text,
  name: text,
  kind: text,
  provider: text,
  address: text,
  settings: text,
  health: {
    state: text,
    since: optionalInstant,
    platformCode: optionalText,
    lastInboundAt: optionalInstant,
  },
  version: { type: Number },
  reachedByName: { type: Boolean },
  deletedAt: optionalInstant,
  formerName: { type: String },
  accountKey: { type: String },
})
channelSchema.index({ serviceId: 1, name: 1 }, { unique: true })
channelSchema.index({ environmentId: 1 })
channelSchema.index(
  { accountKey: 1 },
  { unique: true, partialFilterExpression: { accountKey: { $exists: true } } },
)
