import { z } from 'zod'
import { id, instant } from './common.ts'
import { role } from './member.ts'

/** The secret part of a link that was sent by e-mail or shown once. */
export const linkToken = z.string().min(20).max(128)
/** As typed: rules are checked by the server, whose answer says which one failed. */
export const newPassword = z.string().min(1).max(1024)
/** Six digits, or a recovery code. */
export const totpCode = z.string().trim().min(6).max(32)
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email({ message: 'is no e-mail address' }))
export const personName = z.string().trim().min(1).max(200)

/** Why a password was refused: the `issues` of `password_refused` carry one of these as `message`. */
export const passwordFault = z.enum(['too_short', 'too_long', 'breached', 'contains_name'])
export type PasswordFault = z.infer<typeof passwordFault>
export const SHORTEST_PASSWORD = 12

/** What a link is for, so that its page can greet whoever followed it. */
export const linkView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('invitation'),
    email: z.string(),
    name: z.string().nullable(),
    environment: z.string(),
    invitedBy: z.string().nullable(),
    roles: z.array(role),
    /** They have a password here already: they give it instead of choosing one. */
    known: z.boolean(),
    microsoft: z.boolean(),
    expiresAt: instant,
  }),
  z.object({ kind: z.literal('reset'), email: z.string(), expiresAt: instant }),
  z.object({ kind: z.literal('setup'), expiresAt: instant }),
])
export type LinkView = z.infer<typeof linkView>

export const sessionView = z.object({
  id,
  current: z.boolean(),
  method: z.enum(['password', 'microsoft']),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  /** Shortened: enough to recognise one's own. */
  address: z.string().nullable(),
  /** The browser and the system, as far as they can be told. */
  device: z.string().nullable(),
})
export type SessionView = z.infer<typeof sessionView>

export const twoFactorView = z.object({
  state: z.enum(['off', 'on']),
  /** An account of theirs demands it: it cannot be switched off. */
  required: z.boolean(),
  recoveryCodesLeft: z.number().int(),
})
export type TwoFactorView = z.infer<typeof twoFactorView>

/** Shown once, while the second factor is set up. */
export const twoFactorSetup = z.object({
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://…` (Key URI Format). */
  uri: z.string(),
  /** The same as a picture: an SVG document. */
  qr: z.string(),
})
export type TwoFactorSetup = z.infer<typeof twoFactorSetup>

export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
