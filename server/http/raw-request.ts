import type { Request } from 'express'
import type { RawRequest } from '../lib/raw-request.ts'

/** A request as it came over the wire, for connectors and voice platforms. */
export function rawRequestOf(request: Request, body: Buffer): RawRequest {
  const query = request.originalUrl.indexOf('?')
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ])
  return {
    method: request.method,
    headers: Object.fromEntries(headers) as RawRequest['headers'],
    // Express would read `hub.mode` and brackets in its own way.
    query: new URLSearchParams(query < 0 ? '' : request.originalUrl.slice(query)),
    body,
  }
}
