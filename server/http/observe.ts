import type { RequestHandler, Response } from 'express'
import { httpLog } from '../lib/logger.ts'
import { metrics } from '../lib/metrics.ts'
import { requestIdOf } from './request-id.ts'

/**
 * Names the route for logs and figures: its pattern, never the address itself, which holds ids, names and numbers.
 */
export function nameRoute(response: Response, route: string): void {
  response.locals['route'] = route
}

/** Counts and times every request, and writes one log line for it when it is answered or given up. */
export const observeRequests: RequestHandler = (request, response, next) => {
  const startedAt = performance.now()
  response.once('close', () => {
    const seconds = (performance.now() - startedAt) / 1000
    const named: unknown = response.locals['route']
    const route = typeof named === 'string' ? named : 'other'
    // The client left before the answer was complete: nginx's number for it.
    const status = response.writableFinished ? response.statusCode : 499
    metrics.httpRequestSeconds.observe({ method: request.method, route, status }, seconds)
    const line = { requestId: requestIdOf(response), method: request.method, route, status, seconds }
    if (route.startsWith('/webhooks/')) httpLog.info(line, 'webhook answered')
    else httpLog.debug(line, 'request answered')
  })
  next()
}
