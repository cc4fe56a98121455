import { z } from 'zod'
import { cursor, id, pageOf } from './common.ts'
import { environmentSummary } from './member.ts'
import type { Route } from './route.ts'

/** Where somebody works, beyond what `GET /me` tells of it. */
export const placeRoutes = {
  'GET /me/environments': {
    summary: 'Where I may work, by name, found by beginnings of words of their and their customers’ names',
    right: 'self',
    query: z.object({
      q: z.string().max(200).optional(),
      cursor: cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: pageOf(environmentSummary),
  },
  'GET /me/environments/:environmentId': {
    summary: 'One environment where I may work; `not_found` for every other',
    right: 'self',
    params: z.object({ environmentId: id }),
    response: environmentSummary,
  },
} as const satisfies Record<string, Route>
