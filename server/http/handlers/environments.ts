import type { Routes } from '../../contract/http.ts'
import { countConversations, listConversations, listLabels } from '../../usecases/list-conversations.ts'
import { listChannels, listMembers } from '../../usecases/list-team.ts'
import type { Handlers } from '../route-table.ts'

export const environmentHandlers = {
  'GET /environments/:id/conversations': ({ deps, principal, params, query }) =>
    listConversations(deps, principal, params.id, query),
  'GET /environments/:id/counts': ({ deps, principal, params }) =>
    countConversations(deps, principal, params.id),
  'GET /environments/:id/labels': ({ deps, principal, params }) => listLabels(deps, principal, params.id),
  'GET /environments/:id/members': ({ deps, principal, params }) => listMembers(deps, principal, params.id),
  'GET /environments/:id/channels': ({ deps, principal, params }) => listChannels(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
