import type { ApiKey, ApiKeyStore } from './api-key-store.ts'
import { entityOrNull, newId } from './documents.ts'
import type { ApiKeyDocument } from './models/api-key.ts'
import type { Models } from './models/models.ts'

function readKey({ _id, keyHash: _keyHash, ...rest }: ApiKeyDocument): ApiKey {
  return { id: _id, ...rest }
}

/** API keys, known by the hashes of the keys. */
export function createApiKeyStore({ apiKeys }: Models): ApiKeyStore {
  return {
    async insert(key) {
      const document: ApiKeyDocument = { _id: newId(), ...key, lastUsedAt: null }
      await apiKeys.insertOne(document)
      return readKey(document)
    },

    async list(environmentId) {
      const found = await apiKeys.find({ environmentId }).sort({ _id: -1 }).lean()
      return found.map(readKey)
    },

    async findByHash(keyHash) {
      return entityOrNull(await apiKeys.findOne({ keyHash }).lean(), readKey)
    },

    async delete(environmentId, keyId) {
      return entityOrNull(await apiKeys.findOneAndDelete({ _id: keyId, environmentId }).lean(), readKey)
    },

    async touch(keyId, now, notSince) {
      await apiKeys.updateOne(
        { _id: keyId, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lte: notSince } }] },
        { $set: { lastUsedAt: now } },
      )
    },
  }
}
