import type { Routes } from '../../contract/http.ts'
import {
  assignConversation,
  pauseConversation,
  reopenConversation,
  resolveConversation,
  snoozeConversation,
} from '../../usecases/change-conversation.ts'
import { getConversation } from '../../usecases/get-conversation.ts'
import { markConversationRead } from '../../usecases/mark-read.ts'
import type { Handlers } from '../route-table.ts'

export const conversationHandlers = {
  'GET /conversations/:id': async ({ deps, principal, params }) =>
    await getConversation(deps, principal, params.id),
  'POST /conversations/:id/read': async ({ deps, principal, params }) =>
    await markConversationRead(deps, principal, params.id),
  'POST /conversations/:id/assign': async ({ deps, principal, params, body }) =>
    await assignConversation(deps, principal, params.id, body.memberId),
  'POST /conversations/:id/resolve': async ({ deps, principal, params }) =>
    await resolveConversation(deps, principal, params.id),
  'POST /conversations/:id/reopen': async ({ deps, principal, params }) =>
    await reopenConversation(deps, principal, params.id),
  'POST /conversations/:id/pause': async ({ deps, principal, params }) =>
    await pauseConversation(deps, principal, params.id),
  'POST /conversations/:id/snooze': async ({ deps, principal, params, body }) =>
    await snoozeConversation(deps, principal, params.id, new Date(body.until)),
} satisfies Partial<Handlers<Routes>>
