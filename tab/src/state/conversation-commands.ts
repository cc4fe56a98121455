import type { ConversationView } from '../../../server/contract/conversation.ts'
import type { Relabelling } from '../../../server/contract/label-routes.ts'
import type { Api } from '../api/http.ts'
import { putConversation } from './apply-event.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

export interface ConversationCommands {
  /** Each shows its effect at once and takes it back when the server refuses; then it throws an `ApiError`. */
  assign: (id: string, member: { id: string; name: string } | null) => Promise<void>
  resolve: (id: string) => Promise<void>
  reopen: (id: string) => Promise<void>
  snooze: (id: string, until: string) => Promise<void>
  /** Gives and takes labels. Changes that follow each other quickly arrive in their order. */
  label: (id: string, change: Relabelling) => Promise<void>
  /** I have seen everything of this conversation. */
  markRead: (id: string) => Promise<void>
}

export function createCommands(deps: { api: Api; store: Store<State> }): ConversationCommands {
  const { api, store } = deps

  /** Draws the outcome before it is one. It carries the old `seq`, so whatever the server says replaces it. */
  async function expect(
    id: string,
    patch: Partial<ConversationView>,
    request: () => Promise<ConversationView>,
  ): Promise<void> {
    const before = store.get().conversations.get(id)
    if (before !== undefined) store.update((state) => putConversation(state, { ...before, ...patch }))
    const expected = store.get().conversations.get(id)
    try {
      const view = await request()
      store.update((state) => putConversation(state, view))
    } catch (error) {
      if (before !== undefined && store.get().conversations.get(id) === expected) {
        store.update((state) => putConversation(state, before))
      }
      throw error
    }
  }

  const labelling = new Map<string, Promise<void>>()

  return {
    async label(id, change) {
      const before = labelling.get(id)
      const known = store.get().conversations.get(id)?.labels ?? []
      const left = known.filter((label) => !change.remove.includes(label))
      const labels = [...left, ...change.add.filter((label) => !known.includes(label))]
      const step = expect(id, { labels }, async () => {
        await before?.catch(() => undefined)
        return api.call('POST /conversations/:id/labels', { params: { id }, body: change })
      })
      labelling.set(id, step)
      try {
        await step
      } finally {
        if (labelling.get(id) === step) labelling.delete(id)
      }
    },
    assign: (id, member) =>
      expect(id, { assignee: member }, () =>
        api.call('POST /conversations/:id/assign', {
          params: { id },
          body: { memberId: member?.id ?? null },
        }),
      ),
    resolve: (id) =>
      expect(id, { status: 'resolved', waitingSince: null }, () =>
        api.call('POST /conversations/:id/resolve', { params: { id } }),
      ),
    reopen: (id) =>
      expect(id, { status: 'open' }, () => api.call('POST /conversations/:id/reopen', { params: { id } })),
    snooze: (id, until) =>
      expect(id, { status: 'snoozed' }, () =>
        api.call('POST /conversations/:id/snooze', { params: { id }, body: { until } }),
      ),
    markRead: (id) =>
      expect(id, { unread: 0 }, () => api.call('POST /conversations/:id/read', { params: { id } })),
  }
}
