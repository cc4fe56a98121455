import type { Routes } from '../../contract/http.ts'
import { listMessages } from '../../usecases/get-conversation.ts'
import { reactToMessage } from '../../usecases/react-to-message.ts'
import { retryMessage, settleMessage } from '../../usecases/retry-message.ts'
import { sendMessage } from '../../usecases/send-message.ts'
import type { Handlers } from '../route-table.ts'

export const messageHandlers = {
  'GET /conversations/:id/messages': async ({ deps, principal, params, query }) =>
    await listMessages(deps, principal, params.id, query),
  'POST /conversations/:id/messages': async ({ deps, principal, params, body }) =>
    await sendMessage(deps, principal, params.id, body),
  'POST /conversations/:id/messages/:messageId/retry': async ({ deps, principal, params }) =>
    await retryMessage(deps, principal, params.id, params.messageId),
  'POST /conversations/:id/messages/:messageId/settle': async ({ deps, principal, params, body }) =>
    await settleMessage(deps, principal, params.id, params.messageId, body.as),
  'POST /conversations/:id/messages/:messageId/reaction': async ({ deps, principal, params, body }) =>
    await reactToMessage(deps, principal, params.id, params.messageId, body.emoji),
} satisfies Partial<Handlers<Routes>>
