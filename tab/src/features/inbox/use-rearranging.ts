import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Relabelling } from '../../../../server/contract/label-routes.ts'
import { failureCode } from '../../api/api-error.ts'
import { putConversation, putDetail } from '../../state/apply-event.ts'
import type { Workspace } from '../../state/workspace.ts'
import { useNotify } from './use-notify.tsx'
import { useWorkspace } from './use-workspace.ts'

/** What puts conversations into another order than the one in which they came. */
export interface Rearranging {
  /** All labels that it is to have. `quiet`: whoever does it sees its effect, and takes it back where it was done. */
  label: (id: string, labels: readonly string[], quiet?: boolean) => Promise<void>
  /** Moves messages into a conversation of their own and opens it; `false` when they stay where they are. */
  split: (id: string, messageIds: readonly string[]) => Promise<boolean>
  /** Takes other conversations in and opens the one that goes on; `false` when nothing was done. */
  merge: (id: string, otherIds: readonly string[]) => Promise<boolean>
}

/** Fetches what a conversation brings besides its view: its neighbours have changed. */
async function refreshDetail({ api, store }: Workspace, id: string): Promise<void> {
  await api
    .call('GET /conversations/:id', { params: { id } })
    .then((detail) => store.update((state) => putDetail(state, detail)))
    .catch(() => undefined)
}

/** `onOpen` shows the conversation in which things go on. */
export function useRearranging(onOpen: (id: string) => void): Rearranging {
  const workspace = useWorkspace()
  const notify = useNotify()
  const { t } = useTranslation(['inbox', 'common'])

  return useMemo(() => {
    const { api, commands, store } = workspace
    const viewOf = (id: string) => store.get().conversations.get(id)

    async function merged(id: string, otherIds: readonly string[]): Promise<number> {
      const view = await api.call('POST /conversations/:id/merge', {
        params: { id },
        body: { conversationIds: [...otherIds] },
      })
      store.update((state) => putConversation(state, view))
      onOpen(id)
      await Promise.all([refreshDetail(workspace, id), workspace.threads.reload()])
      return view.number
    }

    function explain(what: 'label' | 'split' | 'merge', error: unknown): void {
      const code = failureCode(error)
      const why = code === 'conflict' ? t('inbox:failed.otherActive') : t(`common:error.${code}`)
      notify.failed(t(`inbox:failed.${what}`), why)
    }

    async function relabel(id: string, change: Relabelling): Promise<boolean> {
      try {
        await commands.label(id, change)
      } catch (error) {
        explain('label', error)
        return false
      }
      if (change.add.length > 0) void workspace.loadLabels().catch(() => undefined)
      return true
    }

    const rearranging: Rearranging = {
      async label(id, labels, quiet = false) {
        const before = viewOf(id)?.labels ?? []
        const add = labels.filter((label) => !before.includes(label))
        const remove = before.filter((label) => !labels.includes(label))
        if (!(await relabel(id, { add, remove })) || quiet) return
        const [added] = add
        notify.done(
          added === undefined
            ? t('inbox:done.unlabelled', { label: remove[0] ?? '' })
            : t('inbox:done.labelled', { label: added }),
          { text: t('common:action.undo'), run: () => void relabel(id, { add: remove, remove: add }) },
        )
      },
      async split(id, messageIds) {
        try {
          const view = await api.call('POST /conversations/:id/split', {
            params: { id },
            body: { messageIds: [...messageIds] },
          })
          store.update((state) => putConversation(state, view))
          onOpen(view.id)
          notify.done(t('inbox:done.split', { count: messageIds.length, number: view.number }), {
            text: t('common:action.undo'),
            run: () => void merged(id, [view.id]).catch((error: unknown) => explain('merge', error)),
          })
          return true
        } catch (error) {
          explain('split', error)
          return false
        }
      },
      async merge(id, otherIds) {
        try {
          const number = await merged(id, otherIds)
          notify.done(t('inbox:done.merged', { count: otherIds.length, number }))
          return true
        } catch (error) {
          explain('merge', error)
          return false
        }
      },
    }
    return rearranging
  }, [workspace, notify, t, onOpen])
}
