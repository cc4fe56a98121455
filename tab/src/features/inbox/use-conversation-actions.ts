import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../server/contract/message.ts'
import { failureCode } from '../../api/api-error.ts'
import { putMessage } from '../../state/apply-event.ts'
import type { ConversationActions } from '../conversation/types.ts'
import type { AgentActions } from './use-agent-actions.ts'
import { useNotify } from './use-notify.tsx'
import { useWorkspace } from './use-workspace.ts'

/** What the conversation pane can cause, for the conversation on the screen. */
export function useConversationActions(id: string, agent: AgentActions): ConversationActions {
  const workspace = useWorkspace()
  const notify = useNotify()
  const { t } = useTranslation(['inbox', 'common'])

  return useMemo(() => {
    const { api, queue, threads, files, store } = workspace

    async function change(what: 'retry' | 'settle' | 'react', request: Promise<MessageView>): Promise<void> {
      try {
        const message = await request
        store.update((state) => putMessage(state, message))
      } catch (error) {
        notify.failed(t(`inbox:failed.${what}`), t(`common:error.${failureCode(error)}`))
      }
    }
    const at = (messageId: string) => ({ params: { id, messageId } })

    return {
      send: (draft, preview) => queue.send(id, draft, preview),
      resend: (clientId) => queue.resend(id, clientId),
      discard: (clientId) => queue.discard(id, clientId),
      retry: (messageId) =>
        change('retry', api.call('POST /conversations/:id/messages/:messageId/retry', at(messageId))),
      settle: (messageId, as) =>
        change(
          'settle',
          api.call('POST /conversations/:id/messages/:messageId/settle', { ...at(messageId), body: { as } }),
        ),
      react: (messageId, emoji) =>
        change(
          'react',
          api.call('POST /conversations/:id/messages/:messageId/reaction', {
            ...at(messageId),
            body: { emoji },
          }),
        ),
      upload: (file, onProgress, signal) => api.upload({ conversationId: id, file, onProgress, signal }),
      fileUrl: (attachment) => files.url(attachment),
      loadOlder: () => void threads.loadOlder(id),
      reload: () => void threads.reload(),
      assign: (memberId) => agent.assign(id, memberId),
      resolve: () => agent.resolve(id),
      reopen: () => agent.reopen(id),
      snooze: (until) => agent.snooze(id, until),
      typing: (on) => workspace.typing(id, on),
      async templates(refresh) {
        const params = { id }
        const { items } = await (refresh
          ? api.call('POST /conversations/:id/templates/refresh', { params })
          : api.call('GET /conversations/:id/templates', { params }))
        return items
      },
    }
  }, [workspace, id, agent, notify, t])
}
