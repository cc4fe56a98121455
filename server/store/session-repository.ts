import { entityOrNull, newId } from './documents.ts'
import type { Session } from './entities.ts'
import type { Models } from './models/models.ts'
import type { SessionDocument } from './models/session.ts'
import type { SessionStore } from './session-store.ts'

/** Sessions may have been stored without how they were opened and where they come from. */
function readSession({ _id, tokenHash: _tokenHash, ...session }: SessionDocument): Session {
  return {
    id: _id,
    ...session,
    method: session.method ?? 'password',
    secondFactor: session.secondFactor ?? false,
    lastSeenAt: session.lastSeenAt ?? session.createdAt,
    address: session.address ?? null,
    device: session.device ?? null,
  }
}

/** Who is signed in. The database removes sessions some time after they have ended; ended ones are never found. */
export function createSessionStore(models: Models): SessionStore {
  return { ...basicMethods(models), ...revokingMethods(models) }
}

function basicMethods({
  sessions,
}: Models): Pick<SessionStore, 'insert' | 'findByTokenHash' | 'listOf' | 'touch' | 'delete'> {
  return {
    async insert(session) {
      const document: SessionDocument = { _id: newId(), ...session }
      await sessions.insertOne(document)
      return readSession(document)
    },

    async findByTokenHash(tokenHash, now) {
      const found = await sessions.findOne({ tokenHash, expiresAt: { $gt: now } }).lean()
      return entityOrNull(found, readSession)
    },

    async listOf(userId, now) {
      const found = await sessions
        .find({ userId, expiresAt: { $gt: now } })
        .sort({ createdAt: -1, _id: -1 })
        .lean()
      return found.map(readSession)
    },

    async touch(sessionId, at) {
      await sessions.updateOne({ _id: sessionId }, { $max: { lastSeenAt: at } })
    },

    async delete(sessionId) {
      await sessions.deleteOne({ _id: sessionId })
    },
  }
}

function revokingMethods({
  sessions,
}: Models): Pick<SessionStore, 'setSecondFactor' | 'clearSecondFactor' | 'deleteOf' | 'deleteAllOf'> {
  return {
    async setSecondFactor(sessionId) {
      await sessions.updateOne({ _id: sessionId }, { $set: { secondFactor: true } })
    },

    async clearSecondFactor(userId) {
      await sessions.updateMany({ userId, method: { $ne: 'microsoft' } }, { $set: { secondFactor: false } })
    },

    async deleteOf(userId, sessionId) {
      const { deletedCount } = await sessions.deleteOne({ _id: sessionId, userId })
      return deletedCount > 0
    },

    async deleteAllOf(userId, exceptSessionId) {
      const others = exceptSessionId === null ? { userId } : { userId, _id: { $ne: exceptSessionId } }
      const found = await sessions.find(others, { _id: 1 }).lean()
      const ids = found.map(({ _id }) => _id)
      await sessions.deleteMany({ _id: { $in: ids } })
      return ids
    },
  }
}
