import type { RequestHandler, Response } from 'express'
import { randomUUID } from 'node:crypto'
import type { Clock } from '../usecases/ports.ts'

/** What a proxy in front may have given: short and harmless in logs and headers. */
const FOREIGN_ID = /^[\w-]{8,64}$/

/** Gives every answer an id, by which its log lines are found, and the server's time, which countdowns follow. */
export function identifyRequests(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id')
    const requestId = given !== undefined && FOREIGN_ID.test(given) ? given : randomUUID()
    response.locals['requestId'] = requestId
    response.set('x-request-id', requestId)
    response.set('x-server-time', clock.now().toISOString())
    next()
  }
}

/** The id given by `identifyRequests`; empty before it ran. */
export function requestIdOf(response: Response): string {
  const requestId: unknown = response.locals['requestId']
  return typeof requestId === 'string' ? requestId : ''
}
