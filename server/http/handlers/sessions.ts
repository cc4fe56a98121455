import type { Entra } from '../../auth/entra.ts'
import type { Routes } from '../../contract/http.ts'
import { signInWithCode } from '../../usecases/one-time-codes.ts'
import { signIn, signOut } from '../../usecases/sign-in.ts'
import { signInWithTeams } from '../../usecases/sign-in-with-microsoft.ts'
import type { OwnCookie } from '../cookies.ts'
import type { Handlers } from '../route-table.ts'

export interface SessionOptions {
  /** Tells whoever still holds connections of the session. */
  onSignedOut: (sessionId: string) => void
  /** `null`: signing in with Microsoft is not set up. */
  microsoft: Entra | null
  /** What a browser that came back from Microsoft brings along to redeem its code. */
  bindingCookie: OwnCookie
}

export function createSessionHandlers({ onSignedOut, microsoft, bindingCookie }: SessionOptions) {
  return {
    'GET /sign-in': () =>
      Promise.resolve({ password: true, microsoft: (microsoft?.signIn ?? null) !== null }),
    'POST /sessions': ({ deps, body, request }) => signIn(deps, { ...body, address: request.ip ?? '' }),
    'POST /sessions/teams': ({ deps, body, request }) =>
      signInWithTeams(deps, microsoft?.tokens ?? null, { token: body.token, address: request.ip ?? '' }),
    'POST /sessions/code': ({ deps, body, request }) =>
      signInWithCode(deps, {
        code: body.code,
        binding: bindingCookie.read(request),
        address: request.ip ?? '',
      }),
    'DELETE /sessions/current': async ({ deps, principal }) => {
      await signOut(deps, principal)
      onSignedOut(principal.sessionId)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}
