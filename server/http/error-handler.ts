import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { NotFoundError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import { appErrorOf, problemOf } from './problem.ts'
import { requestIdOf } from './request-id.ts'

/** The edge of HTTP: every error ends here, becomes a problem and is logged once. */
export const handleErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const requestId = requestIdOf(response)
  const known = appErrorOf(error)
  const status = known?.status ?? 500
  const route: unknown = response.locals['route']
  const line = { err: error, requestId, method: request.method, route, status }
  if (known === null) httpLog.error(line, 'request failed')
  else httpLog.debug(line, 'request refused')
  if (response.headersSent) {
    // The status is out already: only a broken connection still says that the answer is not complete.
    next(error)
    return
  }
  const problem = problemOf(known, requestId)
  if (problem.retryAfterSeconds !== undefined) response.set('retry-after', String(problem.retryAfterSeconds))
  sendProblem(response, problem)
}

/** What nobody else took. */
export const answerUnknownPath: RequestHandler = () => {
  throw new NotFoundError('no such address')
}

/** The path exists, but not with this method. */
export function refuseMethod(allowed: readonly string[]): RequestHandler {
  const allow = allowed.includes('GET') ? ['HEAD', ...allowed] : allowed
  return (_request, response) => {
    response.set('allow', allow.toSorted().join(', '))
    const problem = problemOf(new NotFoundError('no such method'), requestIdOf(response))
    sendProblem(response, { ...problem, title: 'This address does not answer to this method', status: 405 })
  }
}

function sendProblem(response: Response, problem: ReturnType<typeof problemOf>): void {
  response.removeHeader('content-disposition')
  response.removeHeader('etag')
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}
