import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { z } from 'zod'
import { bearerToken } from '../auth/tokens.ts'
import type { Route } from '../contract/http.ts'
import { InvalidInputError, NotFoundError, UnauthenticatedError } from '../lib/errors.ts'
import { admitKey, KeyLimiter } from '../usecases/integrations/authenticate-key.ts'
import { viewFor } from '../usecases/integrations/hide-numbers.ts'
import type { Deps, Principal } from '../usecases/ports.ts'
import { refuseMethod } from './error-handler.ts'
import { parseJsonBody, readJsonBody } from './json-body.ts'
import { nameRoute } from './observe.ts'
import type { Call, FileAnswer, Handlers, RouteHandler, RouteTable } from './route-table.ts'
import { sendFile } from './send-file.ts'

export interface RouteOptions<T extends RouteTable> {
  /** Where the routes live, for logs and figures. */
  prefix: string
  routes: T
  handlers: Handlers<T>
  deps: Deps
  /** Whose session a token stands for; throws `UnauthenticatedError`. */
  authenticate(token: string): Promise<Principal>
  /** Holds answers against the contract as well: for tests, since it costs time and a mistake becomes a 500. */
  checkResponses?: boolean
}

/** A handler without the types that tie it to its route: `Handlers` has checked them. */
type AnyHandler = (call: Call<Route>) => Promise<unknown>

/** Registers every route of a table: authentication, parsing, the handler, its answer. Other methods get a 405. */
export function createRoutes<T extends RouteTable>(options: RouteOptions<T>): Router {
  const router = Router()
  const limiter = new KeyLimiter()
  const methods = new Map<string, string[]>()
  for (const [key, route] of Object.entries(options.routes)) {
    const [method = '', path = ''] = key.split(' ')
    methods.set(path, [...(methods.get(path) ?? []), method])
    const handler = options.handlers[key] as RouteHandler<never> as AnyHandler
    register(router, method, path, [
      nameRequest(`${options.prefix}${path}`),
      ...(route.open === true ? [] : [requireSession(options, route, limiter)]),
      ...(route.body === undefined ? [] : [readJsonBody]),
      answer(options, route, handler),
    ])
  }
  for (const [path, allowed] of methods) router.all(path, refuseMethod(allowed))
  return router
}

function register(router: Router, method: string, path: string, steps: RequestHandler[]): void {
  switch (method) {
    case 'GET':
      router.get(path, ...steps)
      return
    case 'POST':
      router.post(path, ...steps)
      return
    case 'PATCH':
      router.patch(path, ...steps)
      return
    case 'PUT':
      router.put(path, ...steps)
      return
    case 'DELETE':
      router.delete(path, ...steps)
      return
    default:
      throw new Error(`a route has the unknown method ${method}`)
  }
}

function nameRequest(route: string): RequestHandler {
  return (_request, response, next) => {
    nameRoute(response, route)
    next()
  }
}

/** Comes before the body is read, so that strangers cannot make us read one. */
function requireSession(
  options: Pick<RouteOptions<RouteTable>, 'authenticate'>,
  route: Route,
  limiter: KeyLimiter,
): RequestHandler {
  return async (request, response, next) => {
    const token = bearerToken(request.get('authorization'))
    if (token === null) throw new UnauthenticatedError('no bearer token')
    const principal = await options.authenticate(token)
    admitKey(limiter, principal, route.right)
    response.locals['principal'] = { ...principal, address: request.ip ?? null }
    next()
  }
}

function answer(
  options: Pick<RouteOptions<RouteTable>, 'deps' | 'checkResponses'>,
  route: Route,
  handler: AnyHandler,
): RequestHandler {
  return async (request, response) => {
    const answered = await handler(callOf(options.deps, route, request, response))
    if (route.download === true) {
      await sendFile(request, response, answered as FileAnswer)
      return
    }
    const principal = response.locals['principal'] as Principal | undefined
    const result = principal === undefined ? answered : await viewFor(options.deps, principal, answered)
    if (options.checkResponses === true) route.response.parse(result)
    response.status(route.status ?? 200).json(result)
  }
}

function callOf(deps: Deps, route: Route, request: Request, response: Response): Call<Route> {
  return {
    deps,
    principal: response.locals['principal'] as Principal,
    params: parseParams(route.params, request.params),
    query: route.query === undefined ? undefined : parsePart(route.query, request.query, 'query'),
    body: route.body === undefined ? undefined : parsePart(route.body, parseJsonBody(request), ''),
    request,
  } as Call<Route>
}

/** An id that cannot be one names nothing: that is "not found", as for one that does not exist. */
function parseParams(schema: z.ZodType | undefined, given: unknown): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new NotFoundError('no such address')
  return parsed.data
}

function parsePart(schema: z.ZodType, given: unknown, prefix: string): unknown {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    parsed.error.issues.map((issue) => ({
      path: [...(prefix === '' ? [] : [prefix]), ...issue.path].map(String).join('.'),
      message: issue.message,
    })),
  )
}
