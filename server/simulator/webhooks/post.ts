import { Agent, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'

export interface Post {
  url: string
  headers: Readonly<Record<string, string>>
  body: Buffer
  timeoutMs: number
  signal: AbortSignal
}

export interface Poster {
  /** Posts bytes and resolves with the status of the answer. Rejects when there is none in time. */
  post(post: Post): Promise<number>
  /** Lets go of kept connections. */
  close(): void
}

/** With a given `fetch`: for tests that put something else in the place of the network. */
export function createFetchPoster(fetchFunction: typeof fetch): Poster {
  return {
    async post({ url, headers, body, timeoutMs, signal }) {
      const response = await fetchFunction(url, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      await response.arrayBuffer()
      return response.status
    },
    close: () => undefined,
  }
}

/** Straight on Node's HTTP client, which costs less than `fetch`: load tests send hundreds of webhooks a second. */
export function createHttpPoster(): Poster {
  const agent = new Agent({ keepAlive: true })
  const secureAgent = new SecureAgent({ keepAlive: true })
  return {
    post: ({ url, headers, body, timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        const options = { method: 'POST', headers: { ...headers, 'content-length': body.length }, signal }
        const request = url.startsWith('https:')
          ? httpsRequest(url, { ...options, agent: secureAgent })
          : httpRequest(url, { ...options, agent })
        const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs)
        request.on('response', (response) => {
          response.on('end', () => resolve(response.statusCode ?? 0))
          response.on('error', reject)
          response.resume()
        })
        request.on('error', reject)
        request.on('close', () => {
          clearTimeout(timer)
          // Without effect when there was an answer.
          reject(new Error('connection closed'))
        })
        request.end(body)
      }),
    close() {
      agent.destroy()
      secureAgent.destroy()
    },
  }
}
