import type { EntraTokens } from '../../auth/entra-token.ts'
import type { Routes } from '../../contract/http.ts'
import {
  approveAccess,
  declineAccess,
  listAccessRequests,
  requestAccess,
  type AccessRefs,
} from '../../usecases/access-requests.ts'
import type { Handlers } from '../route-table.ts'

/** `tokens` is `null` when signing in with Microsoft is not set up: then nobody can ask. */
export function createAccessRequestHandlers(tokens: EntraTokens | null) {
  return {
    'POST /access-requests': ({ deps, body, request }) =>
      requestAccess(deps, tokens, {
        token: body.token,
        message: body.message ?? null,
        address: request.ip ?? '',
      }),
    'GET /environments/:id/access-requests': ({ deps, principal, params }) =>
      listAccessRequests(deps, principal, params.id),
    'POST /environments/:id/access-requests/:requestId/approve': ({ deps, principal, params, body }) =>
      approveAccess(deps, principal, refsOf(params), body.roles),
    'POST /environments/:id/access-requests/:requestId/decline': async ({ deps, principal, params }) => {
      await declineAccess(deps, principal, refsOf(params))
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}

function refsOf(params: { id: string; requestId: string }): AccessRefs {
  return { environmentId: params.id, requestId: params.requestId }
}
