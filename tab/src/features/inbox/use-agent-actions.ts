import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../api/api-error.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { putDetail } from '../../state/apply-event.ts'
import { appClock } from '../../state/clock.ts'
import type { Workspace } from '../../state/workspace.ts'
import { useNotify } from './use-notify.tsx'
import { useWorkspace } from './use-workspace.ts'

export interface AgentActions {
  /** Each shows its effect at once, offers to undo it, and tells when it did not work. */
  assign: (id: string, memberId: string | null) => Promise<void>
  assignToMe: (id: string) => Promise<void>
  resolve: (id: string) => Promise<void>
  reopen: (id: string) => Promise<void>
  /** Resolves what is active and reopens what is not. */
  toggleResolved: (id: string) => Promise<void>
  snooze: (id: string, until: string) => Promise<void>
  markUnread: (id: string) => void
}

type Failure = 'assign' | 'resolve' | 'reopen' | 'snooze'

async function refetch(workspace: Workspace, id: string): Promise<void> {
  await workspace.api
    .call('GET /conversations/:id', { params: { id } })
    .then((detail) => workspace.store.update((state) => putDetail(state, detail)))
    .catch(() => undefined)
}

function memberOf(workspace: Workspace, memberId: string): { id: string; name: string } {
  const { me, members } = workspace.store.get()
  if (memberId === me.id) return { id: me.id, name: me.name }
  return { id: memberId, name: members?.find((member) => member.id === memberId)?.name ?? '' }
}

/** `onActed` hears of every conversation that the person moved, so that the list may follow at once. */
export function useAgentActions(onActed: (id: string) => void): AgentActions {
  const workspace = useWorkspace()
  const notify = useNotify()
  const format = useFormat()
  const { t } = useTranslation(['inbox', 'common'])

  return useMemo(() => {
    const { commands, store } = workspace
    const viewOf = (id: string) => store.get().conversations.get(id)

    async function explain(id: string, what: Failure, error: unknown): Promise<void> {
      const code = failureCode(error)
      if (code !== 'conflict') {
        notify.failed(t(`inbox:failed.${what}`), t(`common:error.${code}`))
        return
      }
      await refetch(workspace, id)
      const owner = viewOf(id)?.assignee
      if (what === 'reopen') notify.failed(t('inbox:failed.reopen'), t('inbox:failed.otherActive'))
      else if (what === 'assign' && owner && owner.id !== store.get().me.id) {
        notify.failed(t('inbox:failed.assign'), t('inbox:failed.takenBy', { name: owner.name }))
      } else notify.failed(t(`inbox:failed.${what}`), t('inbox:failed.changed'))
    }

    /** `back` is what undoes it. */
    async function perform(
      id: string,
      what: Failure,
      step: { run: () => Promise<void>; said: string; back?: () => Promise<void> },
    ): Promise<void> {
      onActed(id)
      const running = step.run()
      try {
        await running
        const { back } = step
        notify.done(
          step.said,
          back && { text: t('common:action.undo'), run: () => void undo(id, what, back) },
        )
      } catch (error) {
        await explain(id, what, error)
      }
    }

    async function undo(id: string, what: Failure, back: () => Promise<void>): Promise<void> {
      onActed(id)
      await back().catch((error: unknown) => explain(id, what, error))
    }

    function saidOfAssigning(memberId: string | null, before: { id: string; name: string } | null): string {
      if (memberId === null) return t('inbox:done.unassigned')
      if (memberId !== store.get().me.id) {
        return t('inbox:done.assigned', { name: memberOf(workspace, memberId).name })
      }
      return before === null || before.id === memberId
        ? t('inbox:done.assignedMe')
        : t('inbox:done.takenOver', { name: before.name })
    }

    const actions: AgentActions = {
      async assign(id, memberId) {
        const before = viewOf(id)?.assignee ?? null
        if (before?.id === memberId) return
        await perform(id, 'assign', {
          run: () => commands.assign(id, memberId === null ? null : memberOf(workspace, memberId)),
          said: saidOfAssigning(memberId, before),
          back: () => commands.assign(id, before),
        })
      },
      assignToMe: (id) => actions.assign(id, store.get().me.id),
      async resolve(id) {
        await perform(id, 'resolve', {
          run: () => commands.resolve(id),
          said: t('inbox:done.resolved'),
          back: () => commands.reopen(id),
        })
      },
      async reopen(id) {
        const before = viewOf(id)?.status
        await perform(id, 'reopen', {
          run: () => commands.reopen(id),
          said: t('inbox:done.reopened'),
          ...(before === 'resolved' ? { back: () => commands.resolve(id) } : {}),
        })
      },
      async toggleResolved(id) {
        const status = viewOf(id)?.status
        await (status === 'resolved' || status === 'paused' ? actions.reopen(id) : actions.resolve(id))
      },
      async snooze(id, until) {
        const moment = format.moment(new Date(until), appClock.now())
        await perform(id, 'snooze', {
          run: () => commands.snooze(id, until),
          said: t('inbox:done.snoozed', { moment }),
          back: () => commands.reopen(id),
        })
      },
      markUnread(id) {
        workspace.flag(id, true)
        notify.done(t('inbox:done.flagged'), {
          text: t('common:action.undo'),
          run: () => workspace.flag(id, false),
        })
      },
    }
    return actions
  }, [workspace, notify, format, t, onActed])
}
