import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
  /** Parsed when it is JSON. */
  json: unknown
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void

/** A real HTTP server in the place of a platform: what it answers is set per test, what it got is kept. */
export interface FakePlatform {
  readonly url: string
  readonly requests: readonly SeenRequest[]
  /** The answer to everything from now on. */
  answer(next: Answer): void
  /** Answers in this order; the last one stays. */
  answerInTurn(...answers: Answer[]): void
  reset(): void
  close(): Promise<void>
}

export async function startFakePlatform(): Promise<FakePlatform> {
  const requests: SeenRequest[] = []
  let answers: Answer[] = []
  const server = createServer((incoming, response) => {
    void read(incoming).then((request) => {
      requests.push(request)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer === undefined) response.writeHead(501).end()
      else answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer(next) {
      answers = [next]
    },
    answerInTurn(...next) {
      answers = next
    },
    reset() {
      answers = []
      requests.length = 0
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const url = new URL(incoming.url ?? '/', 'http://fake')
  const isJson = incoming.headers['content-type']?.startsWith('application/json') === true
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    json: isJson ? JSON.parse(body.toString()) : undefined,
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
  }
}

/** The connection breaks after the request has arrived. */
export const dropConnection: Answer = (_, response) => {
  response.destroy()
}

/** An address at which nobody listens. */
export async function freeAddress(): Promise<string> {
  const platform = await startFakePlatform()
  await platform.close()
  return platform.url
}
