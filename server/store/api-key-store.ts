import type { ApiScope } from '../contract/integration-routes.ts'

/** A key by which a program acts in one environment. Its times are the machine's. */
export interface ApiKey {
  id: string
  environmentId: string
  name: string
  scopes: ApiScope[]
  /** The beginning of the key, to tell keys apart. */
  prefix: string
  createdAt: Date
  /** Member's name. */
  createdBy: string
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** API keys; of the keys themselves only hashes are kept. */
export interface ApiKeyStore {
  insert(key: Omit<ApiKey, 'id' | 'lastUsedAt'> & { keyHash: string }): Promise<ApiKey>
  /** Newest first. */
  list(environmentId: string): Promise<ApiKey[]>
  /** For whoever presents a key; expired ones are found as well. */
  findByHash(keyHash: string): Promise<ApiKey | null>
  /** `null` when there is no such key, or somebody else has just deleted it. */
  delete(environmentId: string, keyId: string): Promise<ApiKey | null>
  /** Notes a use unless one later than `notSince` is noted already. */
  touch(keyId: string, now: Date, notSince: Date): Promise<void>
}
