import type { z } from 'zod'
import type { RouteRight } from './rights.ts'

interface AnyRoute {
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
  /** HTTP status of success; 200 when absent. */
  status?: number
  /** The request carries a file instead of JSON. */
  upload?: true
  /** The answer is a file, not JSON. */
  download?: true
}

/** Reachable without a session: signing in, and what leads there. */
interface OpenRoute extends AnyRoute {
  open: true
  right?: undefined
  orRight?: undefined
}

interface GuardedRoute extends AnyRoute {
  open?: undefined
  /** What the caller must be allowed to do where the resource is; the rights test holds the server against it. */
  right: RouteRight
  /** Other rights each of which is enough as well. */
  orRight?: readonly RouteRight[]
}

/** One REST route: what goes in, what comes out, and who may call it. Errors are always a `problem`. */
export type Route = OpenRoute | GuardedRoute
