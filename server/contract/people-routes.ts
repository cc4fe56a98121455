import { z } from 'zod'
import { auditEntryView, auditFilter } from './audit.ts'
import { cursor, id, instant, pageOf } from './common.ts'
import { email } from './identity.ts'
import { environmentKind, role } from './member.ts'
import { policyView } from './policy.ts'
import type { Route } from './route.ts'

const environmentParams = z.object({ id })
const roles = z.array(role).min(1).max(7)

/** A member as environment managers see them. */
export const memberDetail = z.object({
  id,
  name: z.string(),
  email: z.string(),
  /** Given here; empty for somebody who is here through the agency only. */
  ownRoles: z.array(role),
  /** Passed on by the agency. */
  inheritedRoles: z.array(role),
  twoFactor: z.boolean(),
  microsoft: z.boolean(),
  lastSeenAt: instant.nullable(),
})
export type MemberDetail = z.infer<typeof memberDetail>

export const invitationView = z.object({
  id,
  email: z.string(),
  roles: z.array(role),
  invitedBy: z.string(),
  invitedAt: instant,
  expiresAt: instant,
  state: z.enum(['pending', 'accepted', 'withdrawn', 'expired']),
  /** How it reached them: by e-mail, or by a link that the inviter passed on. */
  sentBy: z.enum(['mail', 'link']),
})
export type InvitationView = z.infer<typeof invitationView>

/** `link` is there only now, and only when no e-mail was sent. */
const sentInvitation = z.object({ invitation: invitationView, link: z.string().nullable() })

export const environmentSettingsView = z.object({
  id,
  name: z.string(),
  kind: environmentKind,
  timeZone: z.string(),
  country: z.string(),
  /** Raised by every change; a change names the version it is based on. */
  version: z.number().int(),
  policy: policyView,
  /** What the account's administrators decided; only they can change it. */
  account: z
    .object({
      id,
      name: z.string(),
      retentionDays: z.number().int().nullable(),
      twoFactorRequired: z.boolean(),
    })
    .nullable(),
})
export type EnvironmentSettingsView = z.infer<typeof environmentSettingsView>

/** Members, invitations, the environment's own settings, its audit log. */
export const peopleRoutes = {
  'GET /environments/:id/people': {
    summary: 'Members with their roles, where they come from and how they sign in',
    right: 'member:manage',
    params: environmentParams,
    response: z.object({ items: z.array(memberDetail) }),
  },
  'PUT /environments/:id/people/:memberId/roles': {
    summary:
      "Set a member's own roles here; `conflict` when nobody would be left who manages the environment",
    right: 'member:manage',
    params: z.object({ id, memberId: id }),
    body: z.object({ roles }),
    response: memberDetail,
  },
  'DELETE /environments/:id/people/:memberId': {
    summary: 'Remove a member from this environment; what they wrote stays',
    right: 'member:manage',
    params: z.object({ id, memberId: id }),
    response: z.object({}),
  },
  'DELETE /environments/:id/people/:memberId/two-factor': {
    summary:
      'Take away the second factor of a member who has lost it: their sessions end. `conflict` for oneself, for who works elsewhere as well, and where there is none',
    right: 'member:manage',
    params: z.object({ id, memberId: id }),
    response: z.object({}),
  },
  'GET /environments/:id/invitations': {
    summary: 'Invitations that wait for an answer, the latest first',
    right: 'member:manage',
    params: environmentParams,
    response: z.object({ items: z.array(invitationView) }),
  },
  'POST /environments/:id/invitations': {
    summary: 'Invite somebody by their e-mail address; inviting again replaces the earlier link',
    right: 'member:manage',
    params: environmentParams,
    body: z.object({ email, roles, sendMail: z.boolean().default(true) }),
    response: sentInvitation,
    status: 201,
  },
  'POST /environments/:id/invitations/:invitationId/renew': {
    summary: 'A fresh link in place of the earlier one',
    right: 'member:manage',
    params: z.object({ id, invitationId: id }),
    body: z.object({ sendMail: z.boolean().default(true) }),
    response: sentInvitation,
  },
  'DELETE /environments/:id/invitations/:invitationId': {
    summary: 'Withdraw an invitation: its link is good for nothing from now on',
    right: 'member:manage',
    params: z.object({ id, invitationId: id }),
    response: z.object({}),
  },
  'GET /environments/:id/settings': {
    summary: 'General settings of the environment',
    right: 'environment:edit',
    params: environmentParams,
    response: environmentSettingsView,
  },
  'PUT /environments/:id/settings': {
    summary: 'Change general settings of the environment',
    right: 'environment:edit',
    params: environmentParams,
    body: z.object({
      version: z.number().int(),
      name: z.string().trim().min(1).max(200),
      timeZone: z.string().max(64),
      country: z.string().regex(/^[A-Z]{2}$/),
      policy: policyView.shape.own,
    }),
    response: environmentSettingsView,
  },
  'GET /environments/:id/audit': {
    summary: 'Changes of configuration, newest first (DX-AUDIT-01)',
    right: 'audit:see',
    params: environmentParams,
    query: auditFilter.extend({
      cursor: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(auditEntryView),
  },
  'GET /environments/:id/audit/export': {
    summary: 'The same as a CSV file',
    right: 'audit:see',
    params: environmentParams,
    query: auditFilter,
    response: z.string(),
    download: true,
  },
} as const satisfies Record<string, Route>
