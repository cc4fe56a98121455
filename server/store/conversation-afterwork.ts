import { moveStages, recountStages, type Stages } from './conversation-changes.ts'
import { AFTER, readConversation, VISIBLE, type Conversations } from './conversation-documents.ts'
import { entityOrNull } from './documents.ts'
import type { ConversationStore } from './store.ts'

/** Changes that Teams has not been told of. */
export function toldMethods(conversations: Conversations): Pick<ConversationStore, 'told' | 'listUntold'> {
  return {
    async told(environmentId, conversationId, seq) {
      const told = { _id: conversationId, environmentId, 'untold.seq': seq }
      await conversations.updateOne(told, { $unset: { untold: 1 } })
    },

    async listUntold(before, limit) {
      const found = await conversations
        .find({ 'untold.at': { $lt: before } }, { projection: VISIBLE })
        .sort({ 'untold.at': 1 })
        .limit(limit)
        .toArray()
      return found.map(readConversation)
    },
  }
}

/** Messages on their way from one conversation to another. */
export function moveMethods(
  conversations: Conversations,
): Pick<ConversationStore, 'expectMove' | 'withMoves' | 'recount'> {
  const changeOne = async (environmentId: string, conversationId: string, stages: Stages) =>
    entityOrNull(
      await conversations.findOneAndUpdate({ _id: conversationId, environmentId }, stages, AFTER),
      readConversation,
    )
  return {
    expectMove: (environmentId, conversationId, ...[move, now]) =>
      changeOne(environmentId, conversationId, moveStages(move, now)),

    async withMoves(limit) {
      const found = await conversations.find({ moving: true }, { projection: VISIBLE }).limit(limit).toArray()
      return found.map(readConversation)
    },

    recount: (environmentId, conversationId, ...[counted, now]) =>
      changeOne(environmentId, conversationId, recountStages(counted, now)),
  }
}
