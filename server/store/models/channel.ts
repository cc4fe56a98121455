import type { ChannelRecord } from '../entities.ts'
import { FOUND_INDEX, NAMES_INDEX, type Listed } from '../listing.ts'
import { collectionSchema, key, optionalInstant, optionalText, text } from './schema.ts'

export interface ChannelDocument extends Listed, Omit<ChannelRecord, 'id' | 'settings'> {
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
    accepting: { type: Boolean },
    lastInboundAt: optionalInstant,
  },
  version: { type: Number },
  reachedByName: { type: Boolean },
  deletedAt: optionalInstant,
  formerName: { type: String },
  accountKey: { type: String },
  agencyId: { type: String },
  nameKey: { type: String },
  found: { type: [String], default: undefined },
})
channelSchema.index({ serviceId: 1, name: 1 }, { unique: true })
channelSchema.index({ environmentId: 1 })
channelSchema.index({ agencyId: 1, nameKey: 1, _id: 1 }, { name: NAMES_INDEX })
channelSchema.index({ agencyId: 1, found: 1 }, { name: FOUND_INDEX })
channelSchema.index(
  { accountKey: 1 },
  { unique: true, partialFilterExpression: { accountKey: { $exists: true } } },
)
