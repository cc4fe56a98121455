import type { mongo } from 'mongoose'
import { readAssignee } from './conversation-changes.ts'
import type { Conversation } from './entities.ts'
import type { ConversationDocument } from './models/conversation.ts'

/** The driver's collection of conversations. */
export type Conversations = mongo.Collection<ConversationDocument>

/** What only the database needs. */
export const VISIBLE = { searchWords: 0, applied: 0 } as const
/** Answers with the document after the change. */
export const AFTER = { returnDocument: 'after', projection: VISIBLE } as const

/** A document as the entity it stands for. */
export function readConversation(document: ConversationDocument): Conversation {
  const {
    _id,
    searchWords: _searchWords,
    applied: _applied,
    repeated: _repeated,
    inboundMark: _inboundMark,
    moving: _moving,
    waiting: _waiting,
    waitingKey: _waitingKey,
    windowKey: _windowKey,
    assigneeId,
    awaitingCallId = null,
    autoReplies = [],
    ...rest
  } = document
  return { id: _id, ...rest, assigneeId: readAssignee(assigneeId), awaitingCallId, autoReplies }
}
