import type { Request } from 'express'
import type { Entra } from '../../auth/entra.ts'
import type { Routes } from '../../contract/http.ts'
import { signInWithCode } from '../../usecases/one-time-codes.ts'
import type { OpenedSession } from '../../usecases/open-session.ts'
import { isSetUpOpen } from '../../usecases/set-up.ts'
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

/** Where a request comes from, for the list of sessions and for slowing down guesses. */
export function originOf(request: Request): { address: string; userAgent: string | null } {
  return { address: request.ip ?? '', userAgent: request.get('user-agent') ?? null }
}

/** A session as its client gets it, and nothing else. */
export async function sessionOf(opening: Promise<OpenedSession>): Promise<Omit<OpenedSession, 'sessionId'>> {
  const { token, user } = await opening
  return { token, user }
}

export function createSessionHandlers({ onSignedOut, microsoft, bindingCookie }: SessionOptions) {
  return {
    'GET /sign-in': async ({ deps }) => ({
      password: true,
      microsoft: (microsoft?.signIn ?? null) !== null,
      setup: await isSetUpOpen(deps),
    }),
    'POST /sessions': ({ deps, body, request }) => sessionOf(signIn(deps, { ...body, ...originOf(request) })),
    'POST /sessions/teams': ({ deps, body, request }) =>
      sessionOf(
        signInWithTeams(deps, microsoft?.tokens ?? null, { token: body.token, ...originOf(request) }),
      ),
    'POST /sessions/code': ({ deps, body, request }) =>
      sessionOf(
        signInWithCode(deps, {
          code: body.code,
          binding: bindingCookie.read(request),
          ...originOf(request),
        }),
      ),
    'DELETE /sessions/current': async ({ deps, principal }) => {
      await signOut(deps, principal)
      onSignedOut(principal.sessionId)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}
