import type { ChannelRecord } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, key, optionalInstant, optionalText, text } from './schema.ts'

export interface ChannelDocument extends Keyed, Omit<ChannelRecord, 'id' | 'settings'> {
  /** Encrypted, bound to `_id`. */
  settings: string
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
})
channelSchema.index({ serviceId: 1, name: 1 }, { unique: true })
channelSchema.index({ environmentId: 1 })
