import type { EntraPerson, EntraTokens } from '../auth/entra-token.ts'
import { KeyedTurns } from '../auth/keyed-turns.ts'
import type { MemberView, Role } from '../contract/member.ts'
import type { AccessRequestView } from '../contract/teams.ts'
import { ConflictError, NotFoundError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { AccessRequest, EntraIdentity, User } from '../store/entities.ts'
import { actIn } from './access.ts'
import { audited } from './audit.ts'
import type { Actor, Deps, Principal } from './ports.ts'
import { viewMember } from './list-team.ts'
import { isVouchedFor, recogniseUser } from './recognise.ts'
import { accountsServedBy, tenantsOf } from './recognise-tenants.ts'
import { personOfToken } from './sign-in-with-microsoft.ts'

/** Far more than anybody decides in one go; the others move up. */
const MOST_LISTED = 200

/** One decision after the other within this process; across processes the store's condition keeps them apart. */
const decisions = new KeyedTurns()

export interface AccessRefs {
  environmentId: string
  requestId: string
}

/**
 * Asks for access on behalf of somebody of a served organisation whom nobody here knows. Asking again changes the message only;
 * whoever was declined stays so. Throws as `signInWithTeams` does for the token, and `ConflictError` when there is
 * nothing to ask for or no address to be known by.
 */
export async function requestAccess(
  deps: Deps,
  tokens: EntraTokens | null,
  asked: { token: string; message: string | null; address: string },
): Promise<{ state: 'pending' | 'declined' }> {
  const person = await personOfToken(deps, tokens, asked)
  const known = await recogniseUser(deps, { ...person, email: () => Promise.resolve(person.emails) })
  if (known !== null) throw new ConflictError('you have access already')
  const { state } = await deps.store.accessRequests.ask({
    tenantId: person.tenantId,
    objectId: person.objectId,
    ...describe(person),
    message: asked.message === '' ? null : asked.message,
    at: deps.clock.now(),
  })
  return { state: state === 'declined' ? 'declined' : 'pending' }
}

/** Who asks for access to an environment: people of the organisations that serve it. */
export async function listAccessRequests(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: AccessRequestView[] }> {
  await actIn(deps, principal, environmentId, 'access:decide')
  const tenantIds = await tenantsServing(deps, environmentId)
  const requests =
    tenantIds.length === 0 ? [] : await deps.store.accessRequests.pending(tenantIds, MOST_LISTED)
  return {
    items: requests.map(({ id, name, email, message, requestedAt }) => ({
      id,
      name,
      email,
      message,
      requestedAt: requestedAt.toISOString(),
    })),
  }
}

/**
 * Lets somebody into the environment with these roles. Repeating it changes nothing. Throws `NotFoundError` for a request that
 * this environment does not see, and `ConflictError` when somebody else has decided otherwise or was faster, or
 * when the address belongs to a user for whom the person's organisation does not vouch.
 */
export async function approveAccess(
  deps: Deps,
  principal: Principal,
  refs: AccessRefs,
  roles: Role[],
): Promise<MemberView> {
  const actor = await actIn(deps, principal, refs.environmentId, 'access:decide')
  return decisions.run(refs.requestId, async () => {
    const request = await visibleRequest(deps, refs)
    const present = await memberOf(deps, refs.environmentId, request)
    if (request.state === 'approved' && present !== null) return present
    if (request.state === 'declined') throw decidedBy(request)
    // Before anything is decided, so that a request which cannot be granted stays where it is.
    await findUser(deps, request)
    const { email } = request
    const after = { email, roles }
    const { user, held, refused } = await audited(
      deps,
      actor,
      { verb: 'approved', object: objectOf(request), before: {}, after },
      {
        change: () => letIn(deps, actor, request, { ...refs, roles }),
        noted: (done) => ({ after: { email, roles: done.held } }),
      },
    )
    if (user === null) throw refused
    httpLog.info({ userId: user.id, environmentId: refs.environmentId, by: actor.memberId }, 'access granted')
    return viewMember({ id: user.id, name: user.name, roles: held })
  })
}

/** Who was let in with which roles; `user` `null`: it was decided, and then something was in the way. */
type LetIn = { user: User; held: Role[]; refused: null } | { user: null; held: Role[]; refused: Error }

/** Throws as long as nothing has been decided. */
async function letIn(
  deps: Deps,
  actor: Actor,
  request: AccessRequest,
  { environmentId, roles }: { environmentId: string; roles: Role[] },
): Promise<LetIn> {
  // A decision without a member is what a crash leaves behind: then the rest is made up for.
  if (request.state === 'pending') await decide(deps, actor, request, 'approved')
  try {
    const user = await admit(deps, request)
    // Somebody who was invited meanwhile keeps what they were given.
    const held = await deps.store.memberships.addRoles(environmentId, user.id, roles)
    deps.directory.invalidate()
    return { user, held, refused: null }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    return { user: null, held: [], refused: error }
  }
}

/** Turns a request down. Repeating it changes nothing. Throws as `approveAccess` does. */
export async function declineAccess(deps: Deps, principal: Principal, refs: AccessRefs): Promise<void> {
  const actor = await actIn(deps, principal, refs.environmentId, 'access:decide')
  await decisions.run(refs.requestId, async () => {
    const request = await visibleRequest(deps, refs)
    if (request.state === 'declined') return
    if (request.state === 'approved') throw decidedBy(request)
    const note = { verb: 'declined', object: objectOf(request) } as const
    await audited(deps, actor, note, { change: () => decide(deps, actor, request, 'declined') })
  })
}

/** The request in the audit log: whose it was. */
function objectOf({ id, name }: AccessRequest): { kind: 'accessRequest'; id: string; name: string } {
  return { kind: 'accessRequest', id, name }
}

function describe(person: EntraPerson): { name: string; email: string } {
  const [email] = person.emails
  if (email === undefined) throw new ConflictError('your Microsoft account has no e-mail address')
  return { name: person.name ?? email, email }
}

async function tenantsServing(deps: Deps, environmentId: string): Promise<string[]> {
  const environment = await deps.directory.environment(environmentId)
  return environment === null ? [] : tenantsOf(deps, environment)
}

/** Requests from elsewhere do not exist here. */
async function visibleRequest(deps: Deps, { environmentId, requestId }: AccessRefs): Promise<AccessRequest> {
  const request = await deps.store.accessRequests.find(requestId)
  const tenantIds = await tenantsServing(deps, environmentId)
  if (request === null || !tenantIds.includes(request.tenantId)) throw new NotFoundError('no such request')
  return request
}

async function decide(
  deps: Deps,
  actor: Actor,
  request: AccessRequest,
  state: 'approved' | 'declined',
): Promise<void> {
  const decision = { state, at: deps.clock.now(), by: actor.name }
  const decided = await deps.store.accessRequests.decide(request.id, decision)
  if (decided === null) throw decidedBy((await deps.store.accessRequests.find(request.id)) ?? request)
}

function decidedBy({ state, decidedBy: name }: AccessRequest): ConflictError {
  const done = state === 'declined' ? 'declined' : 'let in'
  return new ConflictError(`already ${done} by ${name ?? 'somebody else'}`)
}

async function memberOf(
  deps: Deps,
  environmentId: string,
  identity: EntraIdentity,
): Promise<MemberView | null> {
  const user = await deps.store.people.findUserByEntra(identity)
  const member = user === null ? null : await deps.store.people.findMember(environmentId, user.id)
  return member === null ? null : viewMember({ ...member, roles: member.ownRoles })
}

/** The user whom the person is going to be; `null`: a new one. Throws `ConflictError` when that must not be. */
async function findUser(deps: Deps, request: AccessRequest): Promise<User | null> {
  const linked = await deps.store.people.findUserByEntra(request)
  if (linked !== null) return linked
  const user = await deps.store.people.findUserByEmail(request.email)
  if (user !== null && !(await mayBecome(deps, user, request)))
    throw new ConflictError('this e-mail address belongs to somebody else here')
  return user
}

/**
 * Whether the person may be this user: their organisation vouches for it, or nobody can be it yet because it has neither
 * password nor Microsoft account nor membership, as an interrupted approval leaves it.
 */
async function mayBecome(deps: Deps, user: User, request: AccessRequest): Promise<boolean> {
  if (user.entra !== null) return false
  if (await isVouchedFor(deps, user, await accountsServedBy(deps, request.tenantId))) return true
  const memberships = await deps.store.people.membershipsOf(user.id)
  return user.passwordHash === null && memberships.length === 0
}

/** Finds or creates the user, and links them with the person. */
async function admit(deps: Deps, request: AccessRequest): Promise<User> {
  const found = await findUser(deps, request)
  const user = found ?? (await deps.store.people.upsertUser({ email: request.email, name: request.name }))
  // Somebody may have taken the address since it was looked for.
  if (found === null && (user.passwordHash !== null || user.entra !== null))
    throw new ConflictError('this e-mail address belongs to somebody else here')
  const linked = await deps.store.people.linkEntra(user.id, {
    tenantId: request.tenantId,
    objectId: request.objectId,
  })
  if (linked === null) throw new ConflictError('somebody else was linked meanwhile')
  return linked
}
