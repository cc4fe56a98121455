import { z } from 'zod'

/** Who began a conversation: the customer by writing, a member, or a call that was deflected. */
export const conversationOrigin = z.enum(['contact', 'member', 'call'])
export type ConversationOrigin = z.infer<typeof conversationOrigin>

/** Sums over a service's conversations. Those that were merged into others count with them, once. */
export const conversationFigures = z.object({
  /** Began in the period; the four below are about these. */
  opened: z.number().int(),
  origins: z.partialRecord(conversationOrigin, z.number().int()),
  /** Are resolved by now. */
  resolved: z.number().int(),
  /** The customer wrote something in them. */
  written: z.number().int(),
  /** Of these, a member has answered. Auto replies and invitations are no answers. */
  answered: z.number().int(),
  /** From the customer's first message until a member's first answer to it; the median, `null` without any. */
  firstResponseSeconds: z.number().nullable(),
  /** Messages of customers in the period, whenever their conversation began. */
  inbound: z.number().int(),
  /** Messages to customers in the period, whoever or whatever wrote them, without those that failed. */
  outbound: z.number().int(),
})
export type ConversationFigures = z.infer<typeof conversationFigures>

export const serviceStatisticsView = z.object({
  /** The period's days as calendar dates of the environment's time zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  total: conversationFigures,
  days: z.array(
    z.object({
      date: z.iso.date(),
      opened: z.number().int(),
      inbound: z.number().int(),
      outbound: z.number().int(),
    }),
  ),
})
export type ServiceStatisticsView = z.infer<typeof serviceStatisticsView>
