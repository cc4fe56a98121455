import { createHash } from 'node:crypto'

/** What makes an answer from a card the same answer when the press arrives again. */
export interface AnswerOrigin {
  /** The card; on lists, which have none, the conversation. */
  cardId: string
  /** Of what the person saw: after every change of the card the same words are another answer. */
  version: number
  userId: string
  /** Everything that is sent, in an order that is always the same. */
  content: readonly string[]
}

/** Teams presses a button again whose answer it has not seen: the same press has the same id, so that it is sent once. */
export function clientIdOf({ cardId, version, userId, content }: AnswerOrigin): string {
  const parts = JSON.stringify([cardId, version, userId, ...content])
  return `teams:${createHash('sha256').update(parts).digest('base64url')}`
}
