import { readCall } from './call-repository.ts'
import { entityOrNull, nativeOf } from './documents.ts'
import type { FileContents } from './file-contents.ts'
import { leaveFilesOf } from './left-recording-repository.ts'
import { WORDS_INDEX } from './models/call.ts'
import type { Models } from './models/models.ts'
import type { RetentionStore } from './retention-store.ts'

const RECORDINGS_AT_ONCE = 50

/** Deletes what the policies of the tree want gone earlier than the rest. */
export function policyRetentionMethods(
  models: Models,
  contents: FileContents,
): Pick<RetentionStore, 'deleteRecordings' | 'withWords' | 'forgetWords'> {
  const calls = nativeOf(models.calls)
  const files = nativeOf(models.files)
  const messages = nativeOf(models.messages)
  return {
    async deleteRecordings(environmentId, before, now) {
      const found = await files
        .find({ environmentId, callId: { $exists: true }, createdAt: { $lt: before } })
        .limit(RECORDINGS_AT_ONCE)
        .toArray()
      await leaveFilesOf(models, found, now)
      const ids = found.map(({ _id }) => _id)
      const shown = found.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]))
      for (const id of ids) await contents.remove(id)
      await messages.updateMany(
        { _id: { $in: shown }, environmentId },
        { $pull: { attachments: { id: { $in: ids } } } },
      )
      // They are what the rest is found by.
      const { deletedCount } = await files.deleteMany({ _id: { $in: ids } })
      return { files: deletedCount, messageIds: shown, more: found.length === RECORDINGS_AT_ONCE }
    },

    async withWords(where, endedBefore, limit) {
      const environmentId =
        'exceptIn' in where ? { $nin: [...where.exceptIn] } : { $in: [...where.environmentIds] }
      const found = await calls
        .find({ environmentId, endedAt: { $lt: endedBefore }, 'steps.heard': { $exists: true } })
        .hint(WORDS_INDEX)
        .limit(limit)
        .toArray()
      return found.map(readCall)
    },

    async forgetWords(callId) {
      const call = await calls.findOneAndUpdate(
        { _id: callId },
        { $unset: { 'steps.$[].heard': '' } },
        { returnDocument: 'after' },
      )
      return entityOrNull(call, readCall)
    },
  }
}
