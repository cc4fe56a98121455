import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { readLimited } from '../lib/read-limited.ts'
import { EntraUnavailableError } from './entra-errors.ts'

/** Keys are published a day before they sign and withdrawn in an emergency: the hour bounds how long we miss that. */
const FRESH_MS = 3_600_000

/** While Microsoft cannot be reached, what we have stays good for this long. */
const LONGEST_USE_MS = 24 * 3_600_000

/** Tokens with invented key ids make us ask no more often than this. */
const REFRESH_PAUSE_MS = 30_000

/** After a failure the next attempt may come this much later, so that a crowd waiting to sign in does not make it worse. */
const FAILURE_PAUSE_MS = 1000

const TIMEOUT_MS = 5000
/** Entra's document has some twenty kilobytes. */
const LARGEST_DOCUMENT = 512 * 1024

const keyDocument = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().optional(), issuer: z.string().optional() }))
    .min(1)
    .max(200),
})

interface KeySet {
  find: ReturnType<typeof createLocalJWKSet>
  issuers: ReadonlyMap<string, string>
  loadedAtMs: number
}

/** Entra's signing keys. */
export interface EntraKeys {
  /**
   * The key that a token names. Rejects with an error of `jose` when there is none, and with `EntraUnavailableError` when that
   * cannot be found out.
   */
  find: JWTVerifyGetKey
  /** Whose tokens the key signs, as Entra writes it beside the key; `null` when it does not. */
  issuerOf(kid: string | undefined): string | null
}

export interface EntraKeyOptions {
  /** Address of the key document. */
  url: string
  fetch: typeof fetch
  /** Milliseconds of a clock that only goes forward. */
  elapsedMs: () => number
}

/**
 * Entra's signing keys, fetched when they are first needed and kept. They are fetched anew after an hour and for a key id
 * that is not among them, so that a changed key needs no restart; neither can be made to happen more often by sending
 * us tokens. A failing refresh leaves what is there in use for a day.
 */
export function createEntraKeys(options: EntraKeyOptions): EntraKeys {
  let current: KeySet | null = null
  let triedAtMs = -Infinity
  let failed = false
  let pending: Promise<KeySet> | null = null

  async function reload(): Promise<KeySet> {
    pending ??= load(options).finally(() => {
      pending = null
    })
    const attempt = pending
    try {
      current = await attempt
      failed = false
      return current
    } catch (error) {
      failed = true
      throw error
    } finally {
      triedAtMs = options.elapsedMs()
    }
  }

  const mayTry = (): boolean =>
    pending !== null || options.elapsedMs() - triedAtMs >= (failed ? FAILURE_PAUSE_MS : REFRESH_PAUSE_MS)

  async function usable(): Promise<KeySet> {
    const ageMs = current === null ? Infinity : options.elapsedMs() - current.loadedAtMs
    if (current !== null && ageMs < FRESH_MS) return current
    const kept = current !== null && ageMs < LONGEST_USE_MS ? current : null
    if (!mayTry()) {
      if (kept !== null) return kept
      throw new EntraUnavailableError('the keys could not be fetched a moment ago')
    }
    try {
      return await reload()
    } catch (error) {
      if (kept !== null) return kept
      throw error
    }
  }

  return {
    async find(header, token) {
      const set = await usable()
      try {
        return await set.find(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        if (mayTry()) return (await reload()).find(header, token)
        // It may be a new one that we could not learn of: that is no reason to call the token false.
        throw failed ? new EntraUnavailableError('the keys could not be fetched a moment ago') : error
      }
    },
    issuerOf: (kid) => (kid === undefined ? null : (current?.issuers.get(kid) ?? null)),
  }
}

async function load({ url, fetch, elapsedMs }: EntraKeyOptions): Promise<KeySet> {
  const document = await fetchDocument(url, fetch)
  const parsed = keyDocument.safeParse(document)
  if (!parsed.success) throw new EntraUnavailableError('the key document has another shape')
  const { keys } = parsed.data
  const issuers = keys.flatMap(({ kid, issuer }) =>
    kid === undefined || issuer === undefined ? [] : [[kid, issuer] as const],
  )
  try {
    // Everything that matters for a key is checked by `jose` when the key is imported.
    const find = createLocalJWKSet({ keys } as JSONWebKeySet)
    return { find, issuers: new Map(issuers), loadedAtMs: elapsedMs() }
  } catch (cause) {
    throw new EntraUnavailableError('the key document has another shape', { cause })
  }
}

async function fetchDocument(url: string, send: typeof fetch): Promise<unknown> {
  try {
    const response = await send(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const bytes = await readLimited(response, LARGEST_DOCUMENT)
    if (!response.ok || bytes === undefined) throw new Error(`status ${response.status}`)
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new EntraUnavailableError('the keys cannot be fetched', { cause })
  }
}
