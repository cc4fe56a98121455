import { z } from 'zod'
import { id, instant } from './common.ts'
import { role } from './member.ts'

/** What the bot can tell people about. */
export const notificationKind = z.enum([
  /** A customer waits and nobody has taken the conversation. */
  'waiting',
  /** Somebody gave you a conversation. */
  'assigned',
  /** The customer of your conversation wrote. */
  'answered',
  /** A note names you. */
  'mentioned',
  /** The time for free replies runs out and the customer is still unanswered. */
  'window_closing',
  /** What you wrote did not arrive. */
  'failed',
  /** A service cannot invite its callers. */
  'not_ready',
])
export type NotificationKind = z.infer<typeof notificationKind>

/** Whether somebody takes new conversations; what concerns them alone reaches them while away as well. */
export const availability = z.enum(['available', 'away'])
export type Availability = z.infer<typeof availability>

/** `09:30`; a day has no 24:00 of its own here, as it begins again at 00:00. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'is no time such as 22:30' })

/** What a person wants to be told in Teams, and when. */
export const notificationPreferences = z.object({
  availability,
  kinds: z.array(notificationKind).max(notificationKind.options.length),
  /** `null`: of every service. */
  serviceIds: z.array(id).max(200).nullable(),
  /** Held back from `from` to `to`, over midnight when `to` is earlier; equal times mean the whole day. */
  quietHours: z.object({ from: clockTime, to: clockTime, timeZone: z.string().max(64) }).nullable(),
})
export type NotificationPreferences = z.infer<typeof notificationPreferences>

/** How people may sign in here. */
export const signInWays = z.object({
  password: z.boolean(),
  microsoft: z.boolean(),
  /** Nobody administers this server yet: the link for its first partner admin is in the log. */
  setup: z.boolean().default(false),
})
export type SignInWays = z.infer<typeof signInWays>

/** Somebody of the organisation who has no account here and would like one. */
export const accessRequestView = z.object({
  id,
  name: z.string(),
  email: z.string(),
  message: z.string().nullable(),
  requestedAt: instant,
})
export type AccessRequestView = z.infer<typeof accessRequestView>

export const approveAccessBody = z.object({ roles: z.array(role).min(1).max(role.options.length) })
