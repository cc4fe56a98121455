import type { Request } from 'express'
import type { Routes } from '../../contract/http.ts'
import { locale, type Locale } from '../../contract/member.ts'
import { changePassword } from '../../usecases/change-password.ts'
import { lookLink } from '../../usecases/links.ts'
import { acceptInvitation } from '../../usecases/people/invitations.ts'
import { completeReset, requestReset } from '../../usecases/reset-password.ts'
import { endOtherSessions, endSession, listSessions } from '../../usecases/sessions.ts'
import { setUp } from '../../usecases/set-up.ts'
import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  getTwoFactor,
  renewRecoveryCodes,
} from '../../usecases/two-factor.ts'
import type { Handlers } from '../route-table.ts'
import { originOf, sessionOf, type SessionOptions } from './sessions.ts'

/** Passwords, second factors, sessions, and the links that people are sent. */
export function createIdentityHandlers({ onSignedOut }: Pick<SessionOptions, 'onSignedOut'>) {
  return {
    ...linkHandlers(onSignedOut),
    ...twoFactorHandlers(onSignedOut),
    ...ownSessionHandlers(onSignedOut),
  }
}

type OnSignedOut = SessionOptions['onSignedOut']

function linkHandlers(onSignedOut: OnSignedOut) {
  return {
    'POST /links/look': ({ deps, body }) => lookLink(deps, body.token),
    'POST /invitations/accept': ({ deps, body, request }) =>
      sessionOf(acceptInvitation(deps, { ...body, ...originOf(request) })),
    'POST /password-resets': ({ deps, body, request }) => {
      const wish = { email: body.email, address: request.ip ?? '', locale: localeOf(request) }
      // The answer is on its way before anybody is looked for: its time tells nothing.
      setImmediate(() => void requestReset(deps, wish))
      return Promise.resolve({})
    },
    'POST /password-resets/complete': async ({ deps, body, request }) => {
      const ended = await completeReset(deps, { ...body, address: request.ip ?? null })
      ended.forEach(onSignedOut)
      return {}
    },
    'POST /set-up': ({ deps, body, request }) => sessionOf(setUp(deps, { ...body, ...originOf(request) })),
  } satisfies Partial<Handlers<Routes>>
}

function twoFactorHandlers(onSignedOut: OnSignedOut) {
  return {
    'GET /me/two-factor': ({ deps, principal }) => getTwoFactor(deps, principal),
    'POST /me/two-factor/setup': ({ deps, principal }) => beginTwoFactor(deps, principal),
    'POST /me/two-factor/confirm': async ({ deps, principal, body }) => {
      const { recoveryCodes, endedSessions } = await confirmTwoFactor(deps, principal, body.code)
      endedSessions.forEach(onSignedOut)
      return { recoveryCodes }
    },
    'POST /me/two-factor/recovery-codes': ({ deps, principal, body }) =>
      renewRecoveryCodes(deps, principal, body.code),
    'POST /me/two-factor/disable': async ({ deps, principal, body }) => {
      await disableTwoFactor(deps, principal, body.code)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}

function ownSessionHandlers(onSignedOut: OnSignedOut) {
  return {
    'POST /me/password': async ({ deps, principal, body }) => {
      const ended = await changePassword(deps, principal, body)
      ended.forEach(onSignedOut)
      return {}
    },
    'GET /me/sessions': ({ deps, principal }) => listSessions(deps, principal),
    'DELETE /me/sessions/:sessionId': async ({ deps, principal, params }) => {
      await endSession(deps, principal, params.sessionId)
      onSignedOut(params.sessionId)
      return {}
    },
    'DELETE /me/sessions': async ({ deps, principal }) => {
      const ended = await endOtherSessions(deps, principal)
      ended.forEach(onSignedOut)
      return {}
    },
  } satisfies Partial<Handlers<Routes>>
}

/** The language that the browser asks for, as far as we speak it. */
function localeOf(request: Request): Locale {
  const asked = request.acceptsLanguages([...locale.options])
  return locale.safeParse(asked).data ?? 'en'
}
