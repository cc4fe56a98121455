import { z } from 'zod'
import { id } from './common.ts'
import { conversationView } from './conversation.ts'
import type { Route } from './route.ts'

/** A word or two that a team sorts its conversations by. */
export const label = z.string().trim().min(1).max(50)

/** How many labels a conversation has at most. */
export const MOST_LABELS = 20
const labels = z.array(label).max(MOST_LABELS)

/** Labels that come and go; others stay, whoever gives them at the same moment. */
const relabelling = z.object({ add: labels.default([]), remove: labels.default([]) })
export type Relabelling = z.infer<typeof relabelling>

export const labelRoutes = {
  'GET /environments/:id/labels': {
    right: 'conversation:see',
    summary: 'Labels that conversations have, the most used first',
    params: z.object({ id }),
    response: z.object({ items: z.array(z.string()) }),
  },
  'POST /conversations/:id/labels': {
    right: 'conversation:resolve',
    summary: 'Add and remove labels, or set all of them',
    params: z.object({ id }),
    body: z.union([z.object({ labels }), relabelling]),
    response: conversationView,
  },
} as const satisfies Record<string, Route>
