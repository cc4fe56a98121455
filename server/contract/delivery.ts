import { z } from 'zod'

export const deliveryStatus = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  /** We cannot know whether the provider took it; a status settles it, otherwise a person decides. */
  'unconfirmed',
])
export type DeliveryStatus = z.infer<typeof deliveryStatus>
