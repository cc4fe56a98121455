import type { Routes } from '../../contract/http.ts'
import { countConversations, listConversations } from '../../usecases/list-conversations.ts'
import { listChannels, listMembers } from '../../usecases/list-team.ts'
import type { Handlers } from '../route-table.ts'

export const environmentHandlers = {
  'GET /environments/:id/conversations': async ({ deps, principal, params, query }) =>
    await listConversations(deps, principal, params.id, query),
  'GET /environments/:id/counts': async ({ deps, principal, params }) =>
    await countConversations(deps, principal, params.id),
  'GET /environments/:id/members': async ({ deps, principal, params }) =>
    await listMembers(deps, principal, params.id),
  'GET /environments/:id/channels': async ({ deps, principal, params }) =>
    await listChannels(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
