import express, { type Express, type RequestHandler, type Router } from 'express'
import type { Entra } from './auth/entra.ts'
import { routes } from './contract/http.ts'
import { createDocs } from './http/docs.ts'
import { answerUnknownPath, handleErrors } from './http/error-handler.ts'
import { createHandlers } from './http/handlers/table.ts'
import { createHealth } from './http/health.ts'
import { createMetrics } from './http/metrics.ts'
import { createBindingCookie, createMicrosoftSignIn } from './http/microsoft-sign-in.ts'
import { observeRequests } from './http/observe.ts'
import { identifyRequests } from './http/request-id.ts'
import { createRoutes } from './http/routes.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { createAssets, createPages } from './http/static.ts'
import { createVoiceWebhooks } from './http/voice-webhooks.ts'
import { createWebhooks } from './http/webhooks.ts'
import { createBeep } from './telephony/beep.ts'
import { authenticate } from './usecases/authenticate.ts'
import type { Deps } from './usecases/ports.ts'
import { receiveVoiceWebhook } from './usecases/receive-voice-webhook.ts'
import { answerHandshake, receiveWebhook } from './usecases/receive-webhook.ts'

/** Something that listens on this server without being part of the app: the bot, the simulators. */
export interface Mount {
  path: string
  router: RequestHandler
}

export interface AppOptions {
  deps: Deps
  /** Where the tab has been built to. */
  tabDir: string
  /** Where people reach us, when that is known; decides about HTTPS-only headers. */
  publicUrl: string | null
  /** Shows the simulator's page. */
  demo: boolean
  /** Absent or `null`: signing in with Microsoft is not set up. */
  microsoft?: Entra | null
  mounts?: readonly Mount[]
  /** Whether this process's jobs are at work; `/readyz` asks. */
  workersRunning?: () => boolean
  /** A session has ended here: close what is still open for it. */
  onSignedOut?: (sessionId: string) => void
  /** Holds every answer against the contract: for tests. */
  checkResponses?: boolean
}

/** Load balancers and ingresses live in the same network; nobody else's word about addresses is taken. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal']

/** The whole of HTTP as one Express app. Does not listen, reads no environment; may be created many times. */
export function createApp(options: AppOptions): Express {
  const { deps, publicUrl, microsoft = null } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', TRUSTED_PROXIES)
  app.use(observeRequests, identifyRequests(deps.clock))
  // Before the other webhooks, whose pattern would take the address of the beep.
  app.use(
    createVoiceWebhooks({
      publicUrl,
      beep: createBeep(),
      receive: (address, request) => receiveVoiceWebhook(deps, address, request),
    }),
  )
  app.use(
    createWebhooks({
      receive: (channel, kind, request) => receiveWebhook(deps, channel, kind, request),
      answerHandshake: (channel, kind, request) => answerHandshake(deps, channel, kind, request),
    }),
  )
  // Platforms read no headers, and their requests are the most frequent ones.
  app.use(setSecurityHeaders(publicUrl))
  app.use(createHealth({ deps, workersRunning: options.workersRunning ?? (() => true) }))
  app.use(createMetrics(deps))
  app.use('/api', createDocs(routes, publicUrl))
  app.use('/api/v1', noStore, createApi(options))
  app.use(createMicrosoftSignIn({ deps, microsoft, publicUrl }))
  // Before the mounts: the simulator's page and its router share an address.
  app.use(createPages({ tabDir: options.tabDir, demo: options.demo }))
  for (const { path, router } of options.mounts ?? []) app.use(path, router)
  app.use(['/api', '/webhooks'], answerUnknownPath)
  app.use(createAssets(options.tabDir))
  app.use(answerUnknownPath)
  app.use(handleErrors)
  return app
}

function createApi(options: AppOptions): Router {
  const { deps } = options
  return createRoutes({
    prefix: '/api/v1',
    routes,
    handlers: createHandlers({
      onSignedOut: options.onSignedOut ?? (() => undefined),
      microsoft: options.microsoft ?? null,
      bindingCookie: createBindingCookie(options.publicUrl),
    }),
    deps,
    authenticate: (token) => authenticate(deps, token),
    ...(options.checkResponses === undefined ? {} : { checkResponses: options.checkResponses }),
  })
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store')
  next()
}
