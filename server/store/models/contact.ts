import type { Contact } from '../entities.ts'
import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, Mixed, optionalInstant, optionalText, text } from './schema.ts'

export interface ContactDocument extends Keyed, Omit<Contact, 'id' | 'windows'> {
  /** Unique over the environment. Always holds one of the contact's own, because an empty array counts as a value. */
  keys: string[]
  windows: Record<string, { lastInboundAt?: Date | null; refusedAt?: Date | null }>
}

export const contactSchema = collectionSchema<ContactDocument>('contacts', {
  _id: key,
  environmentId: text,
  name: text,
  keys: [String],
  identities: [Mixed],
  windows: Mixed,
  country: optionalText,
  language: optionalText,
  marketingOptOutAt: optionalInstant,
  createdAt: instant,
})
contactSchema.index({ environmentId: 1, keys: 1 }, { unique: true })
