import type { Routes } from '../../contract/http.ts'
import {
  assignConversation,
  labelConversation,
  relabelConversation,
  pauseConversation,
  reopenConversation,
  resolveConversation,
  snoozeConversation,
} from '../../usecases/change-conversation.ts'
import { getConversation } from '../../usecases/get-conversation.ts'
import { markConversationRead } from '../../usecases/mark-read.ts'
import { mergeConversations } from '../../usecases/merge-conversations.ts'
import { splitConversation } from '../../usecases/split-conversation.ts'
import type { Handlers } from '../route-table.ts'

export const conversationHandlers = {
  'GET /conversations/:id': ({ deps, principal, params }) => getConversation(deps, principal, params.id),
  'POST /conversations/:id/read': ({ deps, principal, params }) =>
    markConversationRead(deps, principal, params.id),
  'POST /conversations/:id/assign': ({ deps, principal, params, body }) =>
    assignConversation(deps, principal, params.id, body.memberId),
  'POST /conversations/:id/resolve': ({ deps, principal, params }) =>
    resolveConversation(deps, principal, params.id),
  'POST /conversations/:id/reopen': ({ deps, principal, params }) =>
    reopenConversation(deps, principal, params.id),
  'POST /conversations/:id/pause': ({ deps, principal, params }) =>
    pauseConversation(deps, principal, params.id),
  'POST /conversations/:id/snooze': ({ deps, principal, params, body }) =>
    snoozeConversation(deps, principal, params.id, new Date(body.until)),
  'POST /conversations/:id/labels': ({ deps, principal, params, body }) =>
    'labels' in body
      ? labelConversation(deps, principal, params.id, body.labels)
      : relabelConversation(deps, principal, params.id, body),
  'POST /conversations/:id/split': ({ deps, principal, params, body }) =>
    splitConversation(deps, principal, params.id, body.messageIds),
  'POST /conversations/:id/merge': ({ deps, principal, params, body }) =>
    mergeConversations(deps, principal, params.id, body.conversationIds),
} satisfies Partial<Handlers<Routes>>
