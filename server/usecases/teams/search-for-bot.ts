import type { ConversationStatus } from '../../contract/conversation.ts'
import { titleFor } from '../../domain/notification-rules.ts'
import { can } from '../../domain/roles.ts'
import { foldWords } from '../../domain/search-words.ts'
import type { Conversation } from '../../store/entities.ts'
import { actOn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'

/** What is asked for from the compose box of Teams. */
export interface BotSearch {
  /** Words of the contact's name, digits of the number, or the conversation's number; blank for the latest. */
  text: string
  skip: number
  limit: number
}

/** A conversation as whoever searches may see it. */
export interface BotSearchItem {
  conversationId: string
  number: number
  status: ConversationStatus
  /** The contact's name; the masked number where there is none. */
  title: string
  service: string
  /** Member's name. */
  assignee: string | null
  /** By whose clock times are told: the environment's. */
  timeZone: string
  waitingSince: Date | null
  lastText: string | null
  /** Into Teams where the app is at home there. */
  link: string
}

/** So far results can be paged through; whoever looks further narrows the search. */
const DEEPEST = 200

/**
 * Conversations of all environments in which the principal may see them, the latest activity first. They are found as in
 * the inbox: each word must begin one of the conversation's.
 */
export async function searchForBot(
  deps: Deps,
  principal: Principal,
  search: BotSearch,
): Promise<BotSearchItem[]> {
  const skip = Math.min(search.skip, DEEPEST)
  const words = foldWords(search.text)
  // Signs alone name nothing, which is not the same as asking for nothing.
  if (words.length === 0 && search.text.trim() !== '') return []
  const memberships = await deps.store.people.membershipsOf(principal.userId)
  const seen = memberships.filter(({ roles }) => can({ roles }, 'conversation:see'))
  const pages = await Promise.all(
    seen.map(({ environment }) =>
      deps.store.conversations.list(environment.id, {
        ...(words.length === 0 ? {} : { words }),
        sort: 'activity',
        after: null,
        limit: skip + search.limit,
      }),
    ),
  )
  const found = pages
    .flatMap(({ items }) => items)
    .toSorted((a, b) => b.lastActivityAt.getTime() - a.lastActivityAt.getTime())
    .slice(skip, skip + search.limit)
  const tenantId = await tenantOf(deps, principal)
  return Promise.all(found.map((conversation) => itemOf(deps, conversation, tenantId)))
}

/** One conversation as in the results of a search. Throws `NotFoundError` and `ForbiddenError`. */
export async function findForBot(
  deps: Deps,
  principal: Principal,
  conversationId: string,
): Promise<BotSearchItem> {
  const { conversation } = await actOn(deps, principal, conversationId, 'conversation:see')
  return itemOf(deps, conversation, await tenantOf(deps, principal))
}

/** Where links lead into Teams: the organisation that the person signs in with. */
async function tenantOf(deps: Deps, principal: Principal): Promise<string | null> {
  const user = await deps.store.people.findUser(principal.userId)
  return user?.entra?.tenantId ?? deps.homeTenantId
}

async function itemOf(
  deps: Deps,
  conversation: Conversation,
  tenantId: string | null,
): Promise<BotSearchItem> {
  const { id, environmentId, assigneeId } = conversation
  const [services, members, environment] = await Promise.all([
    deps.directory.services(environmentId),
    deps.directory.members(environmentId),
    deps.directory.environment(environmentId),
  ])
  return {
    conversationId: id,
    number: conversation.number,
    status: conversation.status,
    title: titleFor('personal', conversation),
    service: services.get(conversation.serviceId)?.name ?? '',
    assignee: assigneeId === null ? null : (members.get(assigneeId)?.name ?? null),
    timeZone: environment?.timeZone ?? 'UTC',
    waitingSince: conversation.waitingSince,
    lastText: conversation.lastMessage?.text ?? null,
    link: deps.links.conversation({ conversationId: id, tenantId }),
  }
}
