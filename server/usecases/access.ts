import { can, type Action } from '../domain/roles.ts'
import { ForbiddenError, NotFoundError, TwoFactorRequiredError } from '../lib/errors.ts'
import type { Account, Conversation, Environment } from '../store/entities.ts'
import type { Actor, Deps, Principal } from './ports.ts'

type Known = Pick<Deps, 'directory'>
type AccessDeps = Pick<Deps, 'directory' | 'store'>

/**
 * The principal as a member of an environment who may do `action`. Throws `NotFoundError` when they do not belong
 * there or nobody works there any more, so that nobody learns what exists elsewhere, `TwoFactorRequiredError` when the account
 * demands a second factor that they have not got (DX-SEC-03), and `ForbiddenError` when their roles do not allow it.
 */
export async function actIn(
  deps: Known,
  principal: Principal,
  environmentId: string,
  action: Action,
): Promise<Actor> {
  const actor = await actorIn(deps, principal, environmentId)
  if (!can(actor, action, actor)) throw new ForbiddenError(action)
  return actor
}

/** As `actIn`, for what several rights each allow. */
export async function actInByAny(
  deps: Known,
  principal: Principal,
  environmentId: string,
  actions: readonly [Action, ...Action[]],
): Promise<Actor> {
  const actor = await actorIn(deps, principal, environmentId)
  if (!actions.some((action) => can(actor, action, actor))) throw new ForbiddenError(actions[0])
  return actor
}

/** A conversation that the principal may do `action` with, and who they are there. Throws as `actIn` does. */
export async function actOn(
  deps: AccessDeps,
  principal: Principal,
  conversationId: string,
  action: Action,
): Promise<{ actor: Actor; conversation: Conversation }> {
  const conversation = await deps.store.conversations.findAnywhere(conversationId)
  if (conversation === null) throw new NotFoundError('no such conversation')
  const actor = await actIn(deps, principal, conversation.environmentId, action)
  return { actor, conversation }
}

/**
 * An account that the principal may do `action` with, as a member of the agency that looks after it. An account that is
 * not in use can be reached as well. Throws as `actIn` does.
 */
export async function actForAccount(
  deps: AccessDeps,
  principal: Principal,
  accountId: string,
  action: Action,
): Promise<{ actor: Actor; account: Account }> {
  const account = await deps.store.accounts.findAccount(accountId)
  if (account === null || account.agencyId === null) throw new NotFoundError('no such account')
  return { actor: await actIn(deps, principal, account.agencyId, action), account }
}

/** The agency above a customer's environment, for what only partners may do there. Throws as `actIn` does. */
export async function actAbove(
  deps: AccessDeps,
  principal: Principal,
  environmentId: string,
  action: Action,
): Promise<{ actor: Actor; environment: Environment; account: Account }> {
  const environment = await deps.store.accounts.findEnvironment(environmentId)
  if (environment === null || environment.accountId === null)
    throw new NotFoundError('no such customer environment')
  const { actor, account } = await actForAccount(deps, principal, environment.accountId, action)
  return { actor, environment, account }
}

async function actorIn(deps: Known, principal: Principal, environmentId: string): Promise<Actor> {
  const environment = await deps.directory.environment(environmentId)
  const account = await accountOf(deps, environment)
  if (environment === null || (account !== null && account.deactivatedAt !== null))
    throw new NotFoundError('no such environment')
  const actor = await holderIn(deps, principal, environment)
  if (account?.twoFactorRequired === true && !principal.secondFactor) throw new TwoFactorRequiredError()
  return actor
}

async function accountOf(deps: Known, environment: Environment | null): Promise<Account | null> {
  const accountId = environment?.accountId ?? null
  return accountId === null ? null : deps.directory.account(accountId)
}

async function holderIn(deps: Known, principal: Principal, environment: Environment): Promise<Actor> {
  const { id: environmentId, kind } = environment
  const { address, apiKey } = principal
  if (apiKey !== undefined) {
    if (apiKey.environmentId !== environmentId) throw new NotFoundError('no such environment')
    const { id: memberId, grants } = apiKey
    return { memberId, name: principal.name, environmentId, kind, roles: [], grants, address }
  }
  const member = (await deps.directory.members(environmentId)).get(principal.userId)
  if (member === undefined) throw new NotFoundError('no such environment')
  return { memberId: member.id, name: member.name, environmentId, kind, roles: member.roles, address }
}
