import { Router, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import { CALLBACK_PATH, type Entra } from '../auth/entra.ts'
import { SIGN_IN_SECONDS } from '../auth/entra-state.ts'
import type { Deps } from '../usecases/ports.ts'
import { arriveFromMicrosoft, departForMicrosoft, type Arrived } from '../usecases/sign-in-with-microsoft.ts'
import { createOwnCookie, type OwnCookie } from './cookies.ts'
import { nameRoute } from './observe.ts'
import { parseReturnPath } from './return-path.ts'

export interface MicrosoftSignInOptions {
  deps: Deps
  /** `null`: signing in with Microsoft is not set up. */
  microsoft: Entra | null
  /** Where people reach us, without a slash at the end; `null` when that is not known. */
  publicUrl: string | null
}

const START_PATH = '/auth/microsoft'

/** Where the popup that Teams opened ends: a page that hands the code over to the tab. */
const POPUP_END = '/teams/auth-end'

/** As long as a code: the page redeems it at once. */
const BINDING_SECONDS = 60

const startQuery = z.object({
  return: z.string().optional().catch(undefined),
  /** In a window that Teams opened. */
  popup: z.literal('1').optional().catch(undefined),
  /** The person's organisation, as Teams tells it: a hint, the token proves it. */
  tenant: z.guid().toLowerCase().optional().catch(undefined),
  login_hint: z.email().max(254).optional().catch(undefined),
  /** Lets them choose another account than the one they are signed in with at Microsoft. */
  choose: z.literal('1').optional().catch(undefined),
})

/**
 * What a browser brings along when it redeems the code that it came back with: only the one that signed in has it.
 * @param publicUrl decides whether the cookie is for HTTPS alone
 */
export function createBindingCookie(publicUrl: string | null): OwnCookie {
  const encrypted = isEncrypted(publicUrl)
  return createOwnCookie({
    name: 'callover-code',
    maxAgeSeconds: BINDING_SECONDS,
    sameSite: 'strict',
    encrypted,
  })
}

/**
 * `GET /auth/microsoft` sends people to Microsoft, `GET /auth/microsoft/callback` takes them back: to the page they wanted with
 * `#signed-in=<code>`, or, in a popup of Teams, to `/teams/auth-end#code=<code>`. Whatever goes wrong leads to the same pages
 * with `#sign-in-error=<SignInFailure>`. The code is redeemed by `POST /api/v1/sessions/code`.
 */
export function createMicrosoftSignIn(options: MicrosoftSignInOptions): Router {
  const { deps, microsoft } = options
  const base = options.publicUrl ?? ''
  const signIn = microsoft?.signIn ?? null
  const stateCookie = createOwnCookie({
    name: 'callover-sign-in',
    maxAgeSeconds: SIGN_IN_SECONDS,
    // Strict would leave it out on the way back from Microsoft.
    sameSite: 'lax',
    encrypted: isEncrypted(options.publicUrl),
  })
  const bindingCookie = createBindingCookie(options.publicUrl)
  const router = Router()

  router.get(START_PATH, prepare(START_PATH), async (request, response) => {
    const asked = startQuery.parse(request.query)
    const home = { returnTo: asked.return ?? '/', popup: asked.popup === '1' }
    const departed = await departForMicrosoft(deps, signIn, {
      ...home,
      tenantId: asked.tenant ?? null,
      loginHint: asked.login_hint ?? null,
      chooseAccount: asked.choose === '1',
    })
    if ('failure' in departed) {
      leave(response, pageOf(base, { ...home, outcome: departed }))
      return
    }
    stateCookie.set(response, departed.sealed)
    leave(response, departed.url)
  })

  router.get(CALLBACK_PATH, prepare(CALLBACK_PATH), async (request, response) => {
    const query = new URL(request.originalUrl, 'http://callover.invalid').searchParams
    const sealed = stateCookie.read(request)
    stateCookie.clear(response)
    if (signIn === null) {
      leave(response, `${base}/#sign-in-error=not_configured`)
      return
    }
    const arrived = await arriveFromMicrosoft(deps, signIn, { query, sealed, address: request.ip ?? '' })
    const { outcome } = arrived
    if ('code' in outcome && outcome.binding !== null) bindingCookie.set(response, outcome.binding)
    leave(response, pageOf(base, arrived))
  })
  return router
}

function isEncrypted(publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') === true
}

function prepare(route: string): RequestHandler {
  return (_request, response, next) => {
    nameRoute(response, route)
    response.set('cache-control', 'no-store')
    // Cutting the popup off from the window that opened it would leave the tab waiting.
    response.set('cross-origin-opener-policy', 'unsafe-none')
    next()
  }
}

function leave(response: Response, address: string): void {
  response.status(302).set('location', address).type('text/plain').send('')
}

/** A place within the page, which is in the fragment as well, follows as `place`. */
function pageOf(base: string, { returnTo, popup, outcome }: Arrived): string {
  const told =
    'failure' in outcome
      ? `sign-in-error=${outcome.failure}`
      : `${popup ? 'code' : 'signed-in'}=${outcome.code}`
  if (popup) return `${base}${POPUP_END}#${told}`
  const { page, hash } = parseReturnPath(returnTo)
  const place = hash === '' ? '' : `&place=${encodeURIComponent(hash.slice(1))}`
  return `${base}${page}#${told}${place}`
}
