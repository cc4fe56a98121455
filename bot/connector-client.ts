import type { ConnectorClient } from 'botframework-connector'
import type { ImpatientAgents } from './impatient-agents.ts'

/** Nobody waits longer for Teams: what is not answered by then counts as not answered. */
const REQUEST_TIMEOUT_MS = 15_000

/** The part of a request of the SDK's HTTP client that is of use here. */
interface PipelineRequest {
  url: string
  agent?: unknown
  timeout: number
  abortSignal?: unknown
}
interface Policy {
  name: string
  sendRequest(
    request: PipelineRequest,
    next: (request: PipelineRequest) => Promise<unknown>,
  ): Promise<unknown>
}
interface Pipeline {
  removePolicy(which: { name: string }): unknown[]
  addPolicy(policy: Policy, options?: { afterPhase?: string }): void
}

export interface ConnectorLimits {
  agents: ImpatientAgents
  timeoutMs?: number
}

/** Errors of requests that had been handed to an open connection: these may have arrived. */
const handedOver = new WeakSet<object>()

/** Whether the request behind an error of the connector may have reached Teams, although no answer came back. */
export function mayHaveArrived(error: unknown): boolean {
  return typeof error === 'object' && error !== null && handedOver.has(error)
}

/**
 * Makes a connector client of the SDK fit for use: one call is one request and ends in time. As it comes it repeats a failed
 * `POST` three times, which doubles messages whose answer was lost, and it waits for ever. The SDK (4.23.3) passes no retry
 * options on, so its policy is taken out of the pipeline; a test counts the requests. Throws when the client is built
 * differently from the version that this was written for.
 */
export function restrainConnector(client: ConnectorClient, limits: ConnectorLimits): ConnectorClient {
  const pipeline = pipelineOf(client)
  if (pipeline.removePolicy({ name: 'defaultRetryPolicy' }).length !== 1)
    throw new Error('the connector client repeats requests in a way that is not known here')
  pipeline.addPolicy(limitTime(limits), { afterPhase: 'Retry' })
  pipeline.addPolicy(noteHandOver, { afterPhase: 'Sign' })
  return client
}

function pipelineOf(client: ConnectorClient): Pipeline {
  const inner: unknown = Reflect.get(client, 'client')
  const pipeline: unknown =
    typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'pipeline') : undefined
  if (!isPipeline(pipeline)) throw new Error('the connector client has no pipeline that is known here')
  return pipeline
}

function isPipeline(value: unknown): value is Pipeline {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'removePolicy') === 'function' &&
    typeof Reflect.get(value, 'addPolicy') === 'function'
  )
}

function limitTime({ agents, timeoutMs = REQUEST_TIMEOUT_MS }: ConnectorLimits): Policy {
  return {
    name: 'calloverTimeLimit',
    sendRequest(request, next) {
      // A proxy that the environment names has put in its own.
      request.agent ??= agents.forUrl(request.url)
      // The client's own `timeout` ends with the headers; a body that never comes is as bad.
      request.abortSignal = AbortSignal.timeout(timeoutMs)
      return next(request)
    },
  }
}

const noteHandOver: Policy = {
  name: 'calloverHandOver',
  async sendRequest(request, next) {
    try {
      return await next(request)
    } catch (error) {
      if (typeof error === 'object' && error !== null && !failedToConnect(error)) handedOver.add(error)
      throw error
    }
  },
}

const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
])

/** Certificates that do not please end a connection before anything is sent. */
const TLS_FAULT = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/

function failedToConnect(error: object): boolean {
  const code: unknown = Reflect.get(error, 'code')
  const message = error instanceof Error ? error.message : ''
  return (
    (typeof code === 'string' && (NO_CONNECTION.has(code) || TLS_FAULT.test(code))) ||
    /^(connect|getaddrinfo) /.test(message) ||
    message.includes('before secure TLS connection was established')
  )
}
