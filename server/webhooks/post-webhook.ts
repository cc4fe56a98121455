import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { WebhookAnswer, WebhookSender } from '../usecases/integrations/deliver-webhooks.ts'
import { isPrivateAddress } from './private-addresses.ts'

/** For the whole exchange, from the look-up of the name to the answer's head. */
const TIMEOUT_MS = 10_000
/** Of an answer's body, which nobody looks at: enough to let the connection end in peace. */
const LONGEST_ANSWER = 64 * 1024
const LONGEST_RETRY_AFTER_S = 24 * 3600

export interface WebhookSenderOptions {
  /** Also addresses of this machine and of private networks. */
  allowPrivate: boolean
  timeoutMs?: number
  /** Instead of the system's resolver. */
  lookup?: typeof dnsLookup
}

/**
 * Posts deliveries over HTTP. A receiver's address is checked at the moment of connecting, so that no name can lead into a
 * private network, whatever it led to before. Follows no redirects.
 */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const lookup = options.allowPrivate ? undefined : guardedLookup(options.lookup ?? dnsLookup)
  return {
    async post({ url, headers, body }) {
      const target = new URL(url)
      const host = target.hostname.replace(/^\[|\]$/g, '')
      // Addresses are not looked up, so they are checked here.
      if (!options.allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) return { status: null }
      const bytes = Buffer.from(body, 'utf8')
      return exchange(target, bytes, {
        method: 'POST',
        headers: { ...headers, 'content-length': bytes.length },
        agent: false,
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
        ...(lookup === undefined ? {} : { lookup }),
      })
    },
  }
}

function exchange(target: URL, body: Buffer, options: RequestOptions): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest
    let sent: ClientRequest
    try {
      sent = send(target, options, (response) => {
        drain(response)
        resolve(answerOf(response))
      })
    } catch {
      resolve({ status: null })
      return
    }
    sent.on('error', () => resolve({ status: null }))
    sent.end(body)
  })
}

function drain(response: IncomingMessage): void {
  let size = 0
  response.on('error', () => undefined)
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > LONGEST_ANSWER) response.destroy()
  })
}

function answerOf({ statusCode, headers }: IncomingMessage): WebhookAnswer {
  const seconds = Number(headers['retry-after'])
  const asked = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_RETRY_AFTER_S) : null
  return { status: statusCode ?? null, ...(asked === null ? {} : { retryAfterMs: asked * 1000 }) }
}

/** Resolves as the system does, and fails when any of the addresses is private: connecting may take any of them. */
function guardedLookup(lookup: typeof dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(
      hostname,
      { ...options, all: true },
      (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
        const [first] = found ?? []
        if (error !== null) return callback(error, '')
        if (first === undefined || found.some(({ address }) => isPrivateAddress(address)))
          return callback(Object.assign(new Error('private address'), { code: 'EACCES' }), '')
        if (options.all === true) callback(null, found)
        else callback(null, first.address, first.family)
      },
    )
  }
}
