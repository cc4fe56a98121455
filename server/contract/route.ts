import type { z } from 'zod'

/** One REST route: what goes in and what comes out. Errors are always a `problem`. */
export interface Route {
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
  /** HTTP status of success; 200 when absent. */
  status?: number
  /** Reachable without a session. */
  open?: true
  /** The request carries a file instead of JSON. */
  upload?: true
  /** The answer is a file, not JSON. */
  download?: true
}
