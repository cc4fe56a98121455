import type { Keyed } from '../documents.ts'
import { collectionSchema, instant, key, text } from './schema.ts'

/** Who may do what the lease is named after; `_id` is the name. */
export interface LeaseDocument extends Keyed {
  owner: string
  until: Date
}

export const leaseSchema = collectionSchema<LeaseDocument>('leases', {
  _id: key,
  owner: text,
  until: instant,
})
