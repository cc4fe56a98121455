import { entityOrNull, newId } from './documents.ts'
import type { Session } from './entities.ts'
import type { Models } from './models/models.ts'
import type { SessionDocument } from './models/session.ts'
import type { SessionStore } from './store.ts'

function readSession({ _id, userId, createdAt, expiresAt }: SessionDocument): Session {
  return { id: _id, userId, createdAt, expiresAt }
}

/** Who is signed in. The database removes sessions some time after they have ended; ended ones are never found. */
export function createSessionStore({ sessions }: Models): SessionStore {
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

    async delete(sessionId) {
      await sessions.deleteOne({ _id: sessionId })
    },
  }
}
