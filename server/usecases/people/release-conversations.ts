import type { ConversationStatus } from '../../contract/conversation.ts'
import { can } from '../../domain/roles.ts'
import type { Conversation, Environment } from '../../store/entities.ts'
import type { Actor, Deps } from '../ports.ts'
import { publishConversation, publishMessage } from '../publish.ts'
import { tellOfChange, untoldOf } from '../teams/tell-change.ts'

/** Whose conversations wait for somebody; what is resolved stays with whoever resolved it. */
const UNSETTLED: readonly ConversationStatus[] = ['open', 'snoozed', 'paused']

const PAGE = 100
/** An agency may have thousands of environments below it. */
const AT_ONCE = 8

/** The environments in which a change of somebody's roles in this one counts and where they see conversations. */
export async function placesOf(
  deps: Pick<Deps, 'store'>,
  changed: Environment,
  memberId: string,
): Promise<string[]> {
  const memberships = await deps.store.people.membershipsOf(memberId)
  return memberships
    .filter(({ environment }) => environment.id === changed.id || environment.agencyId === changed.id)
    .filter(({ environment, roles }) => can({ roles }, 'conversation:see', environment))
    .map(({ environment }) => environment.id)
}

/**
 * Gives back the conversations of a member in those of the environments where they do not see conversations any more, so that
 * no customer waits for somebody who never comes. The thread says who did it.
 */
export async function releaseLost(
  deps: Deps,
  actor: Actor,
  places: readonly string[],
  memberId: string,
): Promise<void> {
  if (places.length === 0) return
  const memberships = await deps.store.people.membershipsOf(memberId)
  const kept = new Set(
    memberships
      .filter(({ environment, roles }) => can({ roles }, 'conversation:see', environment))
      .map(({ environment }) => environment.id),
  )
  const lost = places.filter((environmentId) => !kept.has(environmentId))
  for (let start = 0; start < lost.length; start += AT_ONCE) {
    const some = lost.slice(start, start + AT_ONCE)
    await Promise.all(some.map((environmentId) => releaseIn(deps, actor, environmentId, memberId)))
  }
}

async function releaseIn(deps: Deps, actor: Actor, environmentId: string, memberId: string): Promise<void> {
  let after: string | null = null
  do {
    const page: { items: Conversation[]; nextCursor: string | null } = await deps.store.conversations.list(
      environmentId,
      { assigneeId: memberId, status: UNSETTLED, sort: 'activity', after, limit: PAGE },
    )
    for (const { id } of page.items) await release(deps, actor, { environmentId, id, memberId })
    after = page.nextCursor
  } while (after !== null)
}

async function release(
  deps: Deps,
  actor: Actor,
  { environmentId, id, memberId }: { environmentId: string; id: string; memberId: string },
): Promise<void> {
  const now = deps.clock.now()
  const current = await deps.store.conversations.find(environmentId, id)
  // A colleague may have taken it over since it was listed.
  if (current?.assigneeId !== memberId) return
  const set = {
    assigneeId: null,
    ...untoldOf(deps, 'assignment', { by: actor.memberId, before: memberId }),
  }
  const changed = await deps.store.conversations.change(environmentId, id, UNSETTLED, set, now)
  if (changed === null) return
  const { message } = await deps.store.messages.insert({
    environmentId,
    conversationId: id,
    contactId: changed.contactId,
    seq: changed.seq,
    direction: 'system',
    kind: 'system',
    at: now,
    receivedAt: now,
    author: { kind: 'member', id: actor.memberId, name: actor.name },
    system: { event: 'unassigned', by: actor.name },
  })
  await publishMessage(deps, 'message:created', message)
  await publishConversation(deps, changed)
  await tellOfChange(deps, changed)
}
