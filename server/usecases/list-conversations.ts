import type { ConversationView } from '../contract/conversation.ts'
import type { ConversationQuery, Counts } from '../contract/http.ts'
import { foldWords } from '../domain/search-words.ts'
import { actIn } from './access.ts'
import { mayNotSearch } from './integrations/hide-numbers.ts'
import type { Deps, Principal } from './ports.ts'
import { viewConversation } from './views.ts'

/** A page of an environment's conversations as the principal sees them. */
export async function listConversations(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  query: ConversationQuery,
): Promise<{ items: ConversationView[]; nextCursor: string | null }> {
  const actor = await actIn(deps, principal, environmentId, 'conversation:see')
  const words = foldWords(query.q ?? '')
  if (await mayNotSearch(deps, principal, [...words, ...foldWords(query.label ?? '')]))
    return { items: [], nextCursor: null }
  const page = await deps.store.conversations.list(environmentId, {
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.assignee === undefined ? {} : { assigneeId: assigneeOf(query.assignee, actor.memberId) }),
    ...(query.service === undefined ? {} : { serviceId: query.service }),
    ...(query.label === undefined ? {} : { label: query.label }),
    ...(query.waiting === undefined ? {} : { waiting: query.waiting === 'true' }),
    ...(words.length === 0 ? {} : { words }),
    ...(query.sort === 'window' ? { windowOpenAt: deps.clock.now() } : {}),
    sort: query.sort,
    after: query.cursor ?? null,
    limit: query.limit,
  })
  const items = await Promise.all(
    page.items.map((conversation) => viewConversation(deps, conversation, actor.memberId)),
  )
  return { items, nextCursor: page.nextCursor }
}

function assigneeOf(asked: string, memberId: string): string | null {
  if (asked === 'me') return memberId
  return asked === 'none' ? null : asked
}

/** Counting further than this costs more than anybody reads from it. */
const COUNT_CAP = 1000

/** The counters of the standard views. */
export async function countConversations(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<Counts> {
  const { memberId } = await actIn(deps, principal, environmentId, 'conversation:see')
  const { conversations } = deps.store
  const status = ['open']
  const [open, mine, unassigned, waiting] = await Promise.all([
    conversations.count(environmentId, { status }, COUNT_CAP),
    conversations.count(environmentId, { status, assigneeId: memberId }, COUNT_CAP),
    conversations.count(environmentId, { status, assigneeId: null }, COUNT_CAP),
    conversations.count(environmentId, { status, waiting: true }, COUNT_CAP),
  ])
  return { open, mine, unassigned, waiting, cap: COUNT_CAP }
}

/** The labels that the team works with, to choose from. */
export async function listLabels(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: string[] }> {
  await actIn(deps, principal, environmentId, 'conversation:see')
  return { items: await deps.store.conversations.labelsInUse(environmentId) }
}
