import type { Routes } from '../../contract/http.ts'
import { signIn, signOut } from '../../usecases/sign-in.ts'
import type { Handlers } from '../route-table.ts'

/** `onSignedOut` tells whoever still holds connections of the session. */
export function createSessionHandlers(onSignedOut: (sessionId: string) => void) {
  return {
    'POST /sessions': ({ deps, body, request }) => signIn(deps, { ...body, address: request.ip ?? '' }),
    'DELETE /sessions/current': async ({ deps, principal }) => {
      await signOut(deps, principal)
      onSignedOut(principal.sessionId)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}
