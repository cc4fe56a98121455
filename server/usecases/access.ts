import { can, type Action } from '../domain/roles.ts'
import { ForbiddenError, NotFoundError } from '../lib/errors.ts'
import type { Conversation } from '../store/entities.ts'
import type { Actor, Deps, Principal } from './ports.ts'

/**
 * The principal as a member of an environment who may do `action`. Throws `NotFoundError` when they do not belong
 * there, so that nobody learns what exists elsewhere, and `ForbiddenError` when their roles do not allow it.
 */
export async function actIn(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  action: Action,
): Promise<Actor> {
  const member = (await deps.directory.members(environmentId)).get(principal.userId)
  if (member === undefined) throw new NotFoundError('no such environment')
  const actor: Actor = { memberId: member.id, name: member.name, environmentId, roles: member.roles }
  if (!can(actor, action)) throw new ForbiddenError(action)
  return actor
}

/** A conversation that the principal may do `action` with, and who they are there. Throws as `actIn` does. */
export async function actOn(
  deps: Deps,
  principal: Principal,
  conversationId: string,
  action: Action,
): Promise<{ actor: Actor; conversation: Conversation }> {
  const conversation = await deps.store.conversations.findAnywhere(conversationId)
  if (conversation === null) throw new NotFoundError('no such conversation')
  const actor = await actIn(deps, principal, conversation.environmentId, action)
  return { actor, conversation }
}
