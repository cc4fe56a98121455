import { z } from 'zod'
import { id } from './common.ts'
import { memberView, userView } from './member.ts'
import type { Route } from './route.ts'
import { accessRequestView, approveAccessBody, notificationPreferences, signInWays } from './teams.ts'

const session = z.object({ token: z.string(), user: userView })
/** A signed token is a few kilobytes long at most. */
const entraToken = z.string().min(1).max(16_384)
const requestParams = z.object({ id, requestId: id })

/** Signing in with Microsoft, asking for access, and what the bot tells whom. */
export const teamsRoutes = {
  'GET /sign-in': { summary: 'How people may sign in here', open: true, response: signInWays },
  'POST /sessions/teams': {
    summary:
      'Sign in with the token that Teams gives a tab; `unknown_person` when nobody here is known by it',
    open: true,
    body: z.object({ token: entraToken }),
    response: session,
    status: 201,
  },
  'POST /sessions/code': {
    summary: 'Sign in with the one-time code that a sign-in with Microsoft ended with',
    open: true,
    body: z.object({ code: z.string().min(1).max(128) }),
    response: session,
    status: 201,
  },
  'POST /access-requests': {
    summary: 'Ask for access with the token that Teams gives a tab; asking again changes the message only',
    open: true,
    body: z.object({ token: entraToken, message: z.string().trim().max(500).optional() }),
    response: z.object({ state: z.enum(['pending', 'declined']) }),
    status: 201,
  },
  'GET /environments/:id/access-requests': {
    right: 'access:decide',
    summary: 'Who asks for access to this environment',
    params: z.object({ id }),
    response: z.object({ items: z.array(accessRequestView) }),
  },
  'POST /environments/:id/access-requests/:requestId/approve': {
    right: 'access:decide',
    summary: 'Let somebody in, with these roles',
    params: requestParams,
    body: approveAccessBody,
    response: memberView,
  },
  'POST /environments/:id/access-requests/:requestId/decline': {
    right: 'access:decide',
    summary: 'Turn a request down',
    params: requestParams,
    response: z.object({}),
  },
  'GET /me/notifications': {
    right: 'self',
    summary: 'What I am told about in Teams',
    response: notificationPreferences,
  },
  'PUT /me/notifications': {
    right: 'self',
    summary: 'Change what I am told about in Teams',
    body: notificationPreferences,
    response: notificationPreferences,
  },
} as const satisfies Record<string, Route>
