import { entityOrNull, isDuplicateKey } from './documents.ts'
import type { Link, LinkKind, LinkStore } from './link-store.ts'
import type { LinkDocument } from './models/link.ts'
import type { Models } from './models/models.ts'

function keyOf(kind: LinkKind, userId: string | null): string {
  return `${kind}:${userId ?? ''}`
}

function readLink({ kind, userId, expiresAt }: LinkDocument): Link {
  return { kind, userId, expiresAt }
}

/** Links that work once. The database removes old ones some time later; they are never found. */
export function createLinkStore({ links }: Models): LinkStore {
  return {
    async replace({ kind, userId, tokenHash, createdAt, expiresAt, pauseFrom }) {
      const _id = keyOf(kind, userId)
      const due = pauseFrom === undefined ? {} : { createdAt: { $lte: pauseFrom } }
      const set = { kind, userId, tokenHash, createdAt, expiresAt }
      // Two at once may both miss the document: the loser finds it at its second look.
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        try {
          await links.updateOne({ _id, ...due }, { $set: set }, { upsert: true })
          return true
        } catch (error) {
          if (!isDuplicateKey(error)) throw error
        }
      }
      return false
    },

    async find(tokenHash, now) {
      return entityOrNull(await links.findOne({ tokenHash, expiresAt: { $gt: now } }).lean(), readLink)
    },

    async isOpen(kind, userId, now) {
      return (await links.exists({ _id: keyOf(kind, userId), expiresAt: { $gt: now } })) !== null
    },

    async remove(kind, userId) {
      await links.deleteOne({ _id: keyOf(kind, userId) })
    },

    async spend(kind, tokenHash, now) {
      const spent = await links.findOneAndDelete({ kind, tokenHash, expiresAt: { $gt: now } }).lean()
      return entityOrNull(spent, readLink)
    },
  }
}
