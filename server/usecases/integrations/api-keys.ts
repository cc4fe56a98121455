import { createToken, hashToken } from '../../auth/tokens.ts'
import type { ApiKeyView, ApiScope } from '../../contract/integration-routes.ts'
import { uselessScopes } from '../../domain/api-scopes.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../lib/errors.ts'
import type { ApiKey } from '../../store/store.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { API_KEY_PREFIX } from './authenticate-key.ts'

/** As many as anybody can tell apart. */
const MOST_KEYS = 100
/** Of the key itself: enough to tell keys apart, far too little to guess the rest. */
const SHOWN_CHARACTERS = API_KEY_PREFIX.length + 6

/** The keys of an environment, the newest first. */
export async function listApiKeys(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: ApiKeyView[] }> {
  await actIn(deps, principal, environmentId, 'integration:manage')
  return { items: (await deps.store.apiKeys.list(environmentId)).map(viewApiKey) }
}

/**
 * Makes a key; the answer is the only place that ever shows it. Throws `InvalidInputError` for a scope that gives access to
 * nothing in such an environment and for an end that has passed.
 */
export async function createApiKey(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  asked: { name: string; scopes: readonly ApiScope[]; expiresAt: string | null },
): Promise<{ apiKey: ApiKeyView; key: string }> {
  const actor = await actIn(deps, principal, environmentId, 'integration:manage')
  const now = new Date()
  const expiresAt = asked.expiresAt === null ? null : new Date(asked.expiresAt)
  if (expiresAt !== null && expiresAt <= now)
    throw new InvalidInputError([{ path: 'expiresAt', message: 'must lie in the future' }])
  const useless = uselessScopes(asked.scopes, actor.kind)
  if (useless.length > 0) {
    const message = `${useless.join(', ')} gives access to nothing here`
    throw new InvalidInputError([{ path: 'scopes', message }])
  }
  if ((await deps.store.apiKeys.list(environmentId)).length >= MOST_KEYS)
    throw new ConflictError(`there are ${MOST_KEYS} keys already`)
  const key = `${API_KEY_PREFIX}${createToken()}`
  const { name } = asked
  const scopes = [...new Set(asked.scopes)]
  const prefix = key.slice(0, SHOWN_CHARACTERS)
  const facts = { environmentId, name, scopes, prefix, createdAt: now, createdBy: actor.name, expiresAt }
  const object = { kind: 'apiKey' as const, id: null, name }
  const stored = await audited(
    deps,
    actor,
    { verb: 'created', object, before: {}, after: { scopes, prefix, expiresAt } },
    {
      change: () => deps.store.apiKeys.insert({ ...facts, keyHash: hashToken(key) }),
      noted: ({ id }) => ({ object: { ...object, id } }),
    },
  )
  return { apiKey: viewApiKey(stored), key }
}

/** The key opens nothing from now on, on any process. Throws `NotFoundError` when there is no such key. */
export async function revokeApiKey(
  deps: Deps,
  principal: Principal,
  refs: { environmentId: string; keyId: string },
): Promise<void> {
  const { environmentId, keyId } = refs
  const actor = await actIn(deps, principal, environmentId, 'integration:manage')
  const known = (await deps.store.apiKeys.list(environmentId)).find(({ id }) => id === keyId)
  if (known === undefined) throw new NotFoundError('no such key')
  const { name, scopes, prefix } = known
  const object = { kind: 'apiKey' as const, id: keyId, name }
  const deleted = await audited(
    deps,
    actor,
    { verb: 'deleted', object, before: { scopes, prefix }, after: {} },
    { change: () => deps.store.apiKeys.delete(environmentId, keyId) },
  )
  if (deleted === null) throw new NotFoundError('no such key')
}

function viewApiKey(key: ApiKey): ApiKeyView {
  const { id, name, scopes, prefix, createdBy } = key
  return {
    id,
    name,
    scopes,
    prefix,
    createdAt: key.createdAt.toISOString(),
    createdBy,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  }
}
