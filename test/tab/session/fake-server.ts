import { vi } from 'vitest'

export interface Asked {
  /** Method and path below the API. */
  route: string
  token: string | null
  body: Record<string, unknown> | null
}

export type Reply = (asked: Asked) => unknown

/** An answer of the server that is no success. */
export function refusal(code: string, status = 403): Response {
  return Response.json(
    { type: `urn:callover:problem:${code}`, title: code, status, code },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}

export const OFFLINE = new TypeError('failed to fetch')

/** Answers each route as told, with what the contract promises, a `Response`, or an error for no answer. */
export function playServer(replies: Record<string, Reply>): { asked: Asked[]; routes: () => string[] } {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const route = `${init.method ?? 'GET'} ${new URL(input, 'http://callover.test').pathname.replace('/api/v1', '')}`
    const { authorization } = (init.headers ?? {}) as Record<string, string>
    const request: Asked = {
      route,
      token: authorization?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : null,
    }
    asked.push(request)
    // As over a network: never within the same turn.
    await Promise.resolve()
    const answer = replies[route]?.(request) ?? refusal('not_found', 404)
    if (answer instanceof Error) throw answer
    return answer instanceof Response ? answer : Response.json(answer)
  })
  return { asked, routes: () => asked.map(({ route }) => route) }
}
