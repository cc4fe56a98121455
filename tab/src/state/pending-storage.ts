import { z } from 'zod'
import { problem } from '../../../server/contract/errors.ts'
import { sendMessageBody } from '../../../server/contract/http.ts'
import { attachment } from '../../../server/contract/message.ts'
import type { PendingMessage } from '../features/conversation/types.ts'
import { keysWith, readJson, storeJson, storeText } from './local-storage.ts'

const stored = z.object({
  conversationId: z.string(),
  message: z.object({
    clientId: z.string(),
    body: sendMessageBody,
    at: z.string(),
    state: z.enum(['sending', 'waiting', 'rejected']),
    problem: problem.optional(),
    preview: z.object({ text: z.string().optional(), attachments: z.array(attachment).optional() }),
  }),
})

export interface StoredPending {
  conversationId: string
  message: PendingMessage
}

/** Answers that the server has not confirmed, kept across reloads. */
export interface PendingStorage {
  load: () => StoredPending[]
  save: (entry: StoredPending) => void
  remove: (clientId: string) => void
}

/** One entry per answer, so that two windows of one person never write over each other's. */
export function createPendingStorage(userId: string): PendingStorage {
  const prefix = `callover.pending.${userId}.`
  return {
    load: () =>
      keysWith(prefix)
        .flatMap((key) => readJson(key, stored) ?? [])
        .map(({ conversationId, message: { preview, problem: why, ...message } }) => ({
          conversationId,
          message: {
            ...message,
            ...(why === undefined ? {} : { problem: why }),
            preview: {
              ...(preview.text === undefined ? {} : { text: preview.text }),
              ...(preview.attachments === undefined ? {} : { attachments: preview.attachments }),
            },
          },
        }))
        .toSorted((a, b) => (a.message.at < b.message.at ? -1 : 1)),
    save: (entry) => void storeJson(`${prefix}${entry.message.clientId}`, entry),
    remove: (clientId) => void storeText(`${prefix}${clientId}`, null),
  }
}
