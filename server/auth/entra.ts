import { createEntraSignIn, type EntraSignIn } from './entra-sign-in.ts'
import { createEntraTokens, type EntraTokens } from './entra-token.ts'

/** Everything about signing in with Microsoft. */
export interface Entra {
  tokens: EntraTokens
  /** `null` without a client secret, which a managed identity has none of: then Teams is the only way. */
  signIn: EntraSignIn | null
}

export interface EntraOptions {
  /** Entra's origin, without a slash at the end. */
  authority: string
  clientId: string
  clientSecret: string | null
  /** The organisation that people are sent to for signing in; `null`: any. */
  tenantId: string | null
  /** Where people reach us, without a slash at the end. */
  publicUrl: string
  secretKey: Buffer
  /** Whether people of this organisation may sign in here. */
  serves: (tenantId: string) => Promise<boolean>
  fetch: typeof fetch
  /** The machine's time when absent. */
  now?: () => Date
}

/** Where Microsoft sends people back to. */
export const CALLBACK_PATH = '/auth/microsoft/callback'

/** Sign-in with one registration at Entra. Makes no request before it is needed. */
export function createEntra(options: EntraOptions): Entra {
  const { clientSecret } = options
  const tokens = createEntraTokens(options)
  if (clientSecret === null) return { tokens, signIn: null }
  const redirectUri = `${options.publicUrl}${CALLBACK_PATH}`
  return { tokens, signIn: createEntraSignIn({ ...options, clientSecret, redirectUri, tokens }) }
}
