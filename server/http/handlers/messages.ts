import type { Routes } from '../../contract/http.ts'
import { listMessages } from '../../usecases/get-conversation.ts'
import { reactToMessage } from '../../usecases/react-to-message.ts'
import { retryMessage, settleMessage, type MessageRef } from '../../usecases/retry-message.ts'
import { sendMessage } from '../../usecases/send-message.ts'
import type { Handlers } from '../route-table.ts'

export const messageHandlers = {
  'GET /conversations/:id/messages': ({ deps, principal, params, query }) =>
    listMessages(deps, principal, params.id, query),
  'POST /conversations/:id/messages': ({ deps, principal, params, body }) =>
    sendMessage(deps, principal, params.id, body),
  'POST /conversations/:id/messages/:messageId/retry': ({ deps, principal, params }) =>
    retryMessage(deps, principal, refOf(params)),
  'POST /conversations/:id/messages/:messageId/settle': ({ deps, principal, params, body }) =>
    settleMessage(deps, principal, refOf(params), body.as),
  'POST /conversations/:id/messages/:messageId/reaction': ({ deps, principal, params, body }) =>
    reactToMessage(deps, principal, refOf(params), body.emoji),
} satisfies Partial<Handlers<Routes>>

function refOf(params: { id: string; messageId: string }): MessageRef {
  return { conversationId: params.id, messageId: params.messageId }
}
