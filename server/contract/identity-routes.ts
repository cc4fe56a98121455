import { z } from 'zod'
import { id } from './common.ts'
import {
  email,
  linkToken,
  linkView,
  newPassword,
  personName,
  recoveryCodes,
  sessionView,
  totpCode,
  twoFactorSetup,
  twoFactorView,
} from './identity.ts'
import { userView } from './member.ts'
import type { Route } from './route.ts'

const session = z.object({ token: z.string(), user: userView })
const nothing = z.object({})

/** Passwords, second factors, sessions, and the links that people are sent. */
export const identityRoutes = {
  'POST /links/look': {
    summary: 'What a link is for; `link_expired` when it is good for nothing any more',
    open: true,
    body: z.object({ token: linkToken }),
    response: linkView,
  },
  'POST /invitations/accept': {
    summary: 'Follow an invitation: choose a name and a password, or give the one that there is already',
    open: true,
    body: z.object({
      token: linkToken,
      name: personName.optional(),
      password: newPassword,
      totp: totpCode.optional(),
    }),
    response: session,
    status: 201,
  },
  'POST /password-resets': {
    summary: 'Send a link for a new password; the answer never says whether there is such a person',
    open: true,
    body: z.object({ email: z.string().max(320) }),
    response: nothing,
    status: 202,
  },
  'POST /password-resets/complete': {
    summary: 'Choose a new password with a link; all sessions end',
    open: true,
    body: z.object({ token: linkToken, password: newPassword }),
    response: nothing,
  },
  'POST /set-up': {
    summary: 'Become the first partner admin, with the one-time link from the log',
    open: true,
    body: z.object({
      token: linkToken,
      agency: personName,
      name: personName,
      email,
      password: newPassword,
    }),
    response: session,
    status: 201,
  },
  'POST /me/password': {
    summary: 'Change my password; all other sessions end',
    right: 'self',
    body: z.object({ current: z.string().max(1024), next: newPassword }),
    response: nothing,
  },
  'GET /me/two-factor': { summary: 'My second factor', right: 'self', response: twoFactorView },
  'POST /me/two-factor/setup': {
    summary: 'Begin to set up a second factor; nothing counts before it is confirmed',
    right: 'self',
    response: twoFactorSetup,
  },
  'POST /me/two-factor/confirm': {
    summary: 'Confirm the second factor with its first code; other sessions end',
    right: 'self',
    body: z.object({ code: totpCode }),
    response: recoveryCodes,
  },
  'POST /me/two-factor/recovery-codes': {
    summary: 'New recovery codes in place of the old ones',
    right: 'self',
    body: z.object({ code: totpCode }),
    response: recoveryCodes,
  },
  'POST /me/two-factor/disable': {
    summary: 'Switch the second factor off; `conflict` where an account demands it',
    right: 'self',
    body: z.object({ code: totpCode }),
    response: nothing,
  },
  'GET /me/sessions': {
    summary: 'Where I am signed in, the latest first',
    right: 'self',
    response: z.object({ items: z.array(sessionView) }),
  },
  'DELETE /me/sessions/:sessionId': {
    summary: 'End one of my sessions',
    right: 'self',
    params: z.object({ sessionId: id }),
    response: nothing,
  },
  'DELETE /me/sessions': { summary: 'End all my other sessions', right: 'self', response: nothing },
} as const satisfies Record<string, Route>
