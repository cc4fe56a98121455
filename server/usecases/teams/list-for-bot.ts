import { titleFor } from '../../domain/notification-rules.ts'
import { can } from '../../domain/roles.ts'
import type { Conversation, Environment } from '../../store/entities.ts'
import type { ConversationFilter } from '../../store/store.ts'
import type { Deps, Principal } from '../ports.ts'
import { viewWindow } from '../views.ts'

/** What the bot lists: customers who wait and whom nobody has taken, or what the principal has. */
export type BotListKind = 'queue' | 'mine'

export interface BotListItem {
  conversationId: string
  number: number
  title: string
  service: string
  environment: string
  assignee: { id: string; name: string } | null
  waitingSince: Date | null
  window: { open: boolean; closesAt: Date | null }
  lastText: string | null
  /** Into the inbox in the browser. */
  link: string
}

export interface BotList {
  /** Ten at most, who waits longest first, then what was busy last. */
  items: BotListItem[]
  total: number
  /** There are more than `total`. */
  capped: boolean
}

const MOST = 10
const PRIVATELY = { shared: false, environmentId: null }
/** Counting further than this costs more than anybody reads from it. */
const COUNT_CAP = 1000

/**
 * Conversations over all environments of the principal in which they may see any, or of `environmentId` alone. `shared`: others
 * read along, so titles are masked and nothing of what was written is told.
 */
export async function listForBot(
  deps: Deps,
  principal: Principal,
  list: BotListKind,
  { shared, environmentId }: { shared: boolean; environmentId: string | null } = PRIVATELY,
): Promise<BotList> {
  const memberships = await deps.store.people.membershipsOf(principal.userId)
  const environments = memberships
    .filter(({ roles }) => can({ roles }, 'conversation:see'))
    .map(({ environment }) => environment)
    .filter(({ id }) => environmentId === null || id === environmentId)
  const filter: ConversationFilter =
    list === 'queue'
      ? { status: ['open'], assigneeId: null, waiting: true }
      : { status: ['open'], assigneeId: principal.userId }
  const parts = await Promise.all(environments.map((environment) => partOf(deps, environment, filter)))
  const found = parts.flatMap(({ environment, conversations }) =>
    conversations.map((conversation) => ({ environment, conversation })),
  )
  const first = found.toSorted((a, b) => byWaiting(a.conversation, b.conversation)).slice(0, MOST)
  return {
    items: await Promise.all(
      first.map(({ environment, conversation }) => itemOf(deps, environment, { conversation, shared })),
    ),
    total: parts.reduce((sum, { count }) => sum + count, 0),
    capped: parts.some(({ count }) => count >= COUNT_CAP),
  }
}

async function partOf(
  deps: Deps,
  environment: Environment,
  filter: ConversationFilter,
): Promise<{ environment: Environment; conversations: Conversation[]; count: number }> {
  const [page, count] = await Promise.all([
    deps.store.conversations.list(environment.id, { ...filter, sort: 'waiting', after: null, limit: MOST }),
    deps.store.conversations.count(environment.id, filter, COUNT_CAP),
  ])
  return { environment, conversations: page.items, count }
}

function byWaiting(a: Conversation, b: Conversation): number {
  const [first, second] = [a.waitingSince?.getTime() ?? Infinity, b.waitingSince?.getTime() ?? Infinity]
  if (first !== second) return first - second
  return b.lastActivityAt.getTime() - a.lastActivityAt.getTime()
}

async function itemOf(
  deps: Deps,
  environment: Environment,
  { conversation, shared }: { conversation: Conversation; shared: boolean },
): Promise<BotListItem> {
  const { id, number, serviceId, assigneeId, waitingSince, lastMessage } = conversation
  const [services, members, window] = await Promise.all([
    deps.directory.services(environment.id),
    deps.directory.members(environment.id),
    viewWindow(deps, conversation),
  ])
  return {
    conversationId: id,
    number,
    title: titleFor(shared ? 'channel' : 'personal', conversation),
    service: services.get(serviceId)?.name ?? '',
    environment: environment.name,
    assignee: assigneeId === null ? null : { id: assigneeId, name: members.get(assigneeId)?.name ?? '' },
    waitingSince,
    window: { open: window.open, closesAt: window.closesAt === null ? null : new Date(window.closesAt) },
    lastText: shared ? null : (lastMessage?.text ?? null),
    link: deps.links.conversation({ conversationId: id, tenantId: null }),
  }
}
