import { z } from 'zod'
import { id, instant } from './common.ts'
import { policyView } from './policy.ts'

export const accountName = z.string().trim().min(1).max(200)
export const retentionDays = z.number().int().min(1).max(36_500).nullable()

export const accountView = z.object({
  id,
  name: z.string(),
  /** What the ordering system knows the customer by. */
  reference: z.string().nullable(),
  state: z.enum(['active', 'inactive']),
  /** When an inactive account is deleted for good (CVG-CUST-07, -08). */
  deletionAt: instant.nullable(),
  environments: z.number().int(),
  services: z.number().int(),
})
export type AccountView = z.infer<typeof accountView>

export const accountDetail = accountView.extend({
  /** Raised by every change; a change names the version it is based on. */
  version: z.number().int(),
  /** Days after which conversations are deleted; `null` keeps them (DX-RET-01). */
  retentionDays,
  twoFactorRequired: z.boolean(),
  /** Organisations in Microsoft Entra whose people work here; empty: the server's own. */
  entraTenants: z.array(z.string()),
  policy: policyView,
})
export type AccountDetail = z.infer<typeof accountDetail>

/** An environment in a list of the administration. */
export const environmentRow = z.object({
  id,
  name: z.string(),
  account: z.object({ id, name: z.string(), state: z.enum(['active', 'inactive']) }),
  services: z.number().int(),
  members: z.number().int(),
})
export type EnvironmentRow = z.infer<typeof environmentRow>

/** Where something is, for lists that span customers. */
export const placeView = z.object({
  environment: z.object({ id, name: z.string() }),
  account: z.object({ id, name: z.string() }),
})

export const serviceRow = z.object({
  id,
  name: z.string(),
  template: z.string(),
  ready: z.boolean().nullable(),
  ended: z.boolean(),
  place: placeView,
})
export type ServiceRow = z.infer<typeof serviceRow>

export const channelRow = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  provider: z.string(),
  address: z.string(),
  failing: z.boolean(),
  service: z.object({ id, name: z.string() }),
  place: placeView,
})
export type ChannelRow = z.infer<typeof channelRow>

/** What is booked: one service, and for those that take calls its telephony extension. */
export const orderProduct = z.enum(['whatsapp-deflector', 'smart-ivr', 'messaging'])
export type OrderProduct = z.infer<typeof orderProduct>

export const orderBody = z.object({
  product: orderProduct,
  /** The extension of the customer's telephone system that leads here. */
  extension: z
    .string()
    .trim()
    .regex(/^\d{1,10}$/, { message: 'is no extension: digits only' })
    .nullable()
    .default(null),
  /** Makes it easier to recognise later. */
  name: z.string().trim().max(200).default(''),
  /** The number in the ordering system. */
  reference: z.string().trim().max(200).nullable().default(null),
  startsOn: z.iso.date().nullable().default(null),
})
export type OrderBody = z.infer<typeof orderBody>

export const orderView = z.object({
  id,
  environmentId: id,
  product: orderProduct,
  extension: z.string().nullable(),
  name: z.string(),
  reference: z.string().nullable(),
  startsOn: z.iso.date().nullable(),
  state: z.enum(['open', 'configured', 'terminated']),
  createdAt: instant,
  terminatedAt: instant.nullable(),
  /** Services made from it; an ended order's have ended too. */
  services: z.array(z.object({ id, name: z.string() })),
  /** What it gives: filled once a channel is connected. */
  channels: z.array(z.object({ kind: z.enum(['telephony', 'whatsapp']), address: z.string().nullable() })),
})
export type OrderView = z.infer<typeof orderView>
