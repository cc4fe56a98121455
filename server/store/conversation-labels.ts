import { computingStages } from './conversation-changes.ts'
import { AFTER, readConversation, type Conversations } from './conversation-documents.ts'
import type { ConversationStore } from './conversation-store.ts'
import { LABELLED_INDEX } from './models/conversation.ts'

/** So many conversations, the latest ones, say which labels a team works with. */
const LATEST_LABELLED = 2000
const MOST_LABELS = 200

/** What only conversations with a label let through; partial indexes are used for filters that say so. */
export const LABELLED = { 'labels.0': { $exists: true } } as const

export function labelMethods(
  conversations: Conversations,
): Pick<ConversationStore, 'labelsInUse' | 'relabel'> {
  return {
    async relabel(environmentId, conversationId, ...[{ add, remove, most }, now]) {
      const named = { _id: conversationId, environmentId }
      const next = labelsAfter(add, remove)
      const document = await conversations.findOneAndUpdate(
        { ...named, $expr: { $lte: [{ $size: next }, most] } },
        computingStages({ labels: next }, now),
        AFTER,
      )
      if (document !== null) return readConversation(document)
      return (await conversations.countDocuments(named, { limit: 1 })) === 0 ? null : 'too many'
    },

    async labelsInUse(environmentId) {
      const found = await conversations
        .aggregate<{ _id: string; count: number }>(
          [
            { $match: { environmentId, ...LABELLED } },
            { $sort: { lastActivityAt: -1 } },
            { $limit: LATEST_LABELLED },
            { $unwind: '$labels' },
            { $group: { _id: '$labels', count: { $sum: 1 } } },
            { $sort: { count: -1, _id: 1 } },
            { $limit: MOST_LABELS },
          ],
          { hint: LABELLED_INDEX },
        )
        .toArray()
      return found.map(({ _id }) => _id)
    },
  }
}

/** Those that stay in their order, then those that come. */
function labelsAfter(add: readonly string[], remove: readonly string[]): object {
  const without = (input: object | string, others: object | string): object => ({
    $filter: { input, cond: { $not: [{ $in: ['$$this', others] }] } },
  })
  return {
    $concatArrays: [without('$labels', { $literal: remove }), without({ $literal: add }, '$labels')],
  }
}
