import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

/** What has to be remembered between leaving for Microsoft and coming back. */
const signInState = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** `organizations`, or one of them by its id. */
  tenant: z.string(),
  /** Where on our pages the person wanted to be. */
  returnTo: z.string(),
  /** In a window of its own that Teams opened. */
  popup: z.boolean(),
})
export type SignInState = z.infer<typeof signInState>

/** How long somebody may take on Microsoft's pages, in seconds. */
export const SIGN_IN_SECONDS = 600

/** Keeps a sign-in's state in the person's own browser, where nobody can read, change or make one. */
export interface SignInStates {
  seal(state: SignInState, now: Date): Promise<string>
  /** `null` for what we did not seal, was changed, or is too old. */
  open(sealed: string, now: Date): Promise<SignInState | null>
}

const ALGORITHM = 'dir'
const ENCRYPTION = 'A256GCM'
const KEY_BYTES = 32

/** Encrypts and authenticates with AES-256-GCM under a key of its own, made from the server's secret key. */
export function createSignInStates(secretKey: Buffer): SignInStates {
  const key = new Uint8Array(hkdfSync('sha256', secretKey, '', 'sign-in with microsoft, state', KEY_BYTES))
  return {
    seal: (state, now) =>
      new EncryptJWT(state)
        .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION })
        .setExpirationTime(new Date(now.getTime() + SIGN_IN_SECONDS * 1000))
        .encrypt(key),
    async open(sealed, now) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          keyManagementAlgorithms: [ALGORITHM],
          contentEncryptionAlgorithms: [ENCRYPTION],
          requiredClaims: ['exp'],
          currentDate: now,
        })
        return signInState.parse(payload)
      } catch {
        return null
      }
    },
  }
}
