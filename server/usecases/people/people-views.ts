import { role, type Role } from '../../contract/member.ts'
import type { MemberDetail } from '../../contract/people-routes.ts'
import { NotFoundError } from '../../lib/errors.ts'
import type { Environment, Member } from '../../store/entities.ts'
import type { Deps } from '../ports.ts'

/** Names in the order in which people look for them: `Ärmel` beside `Armel`, whatever language the server speaks. */
const byName = new Intl.Collator('en', { sensitivity: 'variant', numeric: true })

/** An environment as the store has it at this moment. Throws `NotFoundError`. */
export async function freshEnvironment(
  deps: Pick<Deps, 'store'>,
  environmentId: string,
): Promise<Environment> {
  const environment = await deps.store.accounts.findEnvironment(environmentId)
  if (environment === null) throw new NotFoundError('no such environment')
  return environment
}

/** The members of an environment as its managers see them, by name; as the store has them at this moment. */
export async function viewPeople(
  deps: Pick<Deps, 'store'>,
  { id, agencyId }: Environment,
): Promise<MemberDetail[]> {
  const [members, staff] = await Promise.all([
    deps.store.people.membersOf(id),
    agencyId === null ? [] : deps.store.people.membersOf(agencyId),
  ])
  const inherited = new Map(staff.map((member) => [member.id, member.ownRoles]))
  const facts = await deps.store.memberships.signInFacts(members.map((member) => member.id))
  return members
    .map((member) => viewOf(member, inherited.get(member.id) ?? [], facts.get(member.id)))
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

function viewOf(
  { id, name, email, ownRoles }: Member,
  inheritedRoles: readonly Role[],
  facts: { twoFactor: boolean; microsoft: boolean; lastSeenAt: Date | null } | undefined,
): MemberDetail {
  return {
    id,
    name,
    email,
    ownRoles: inOrder(ownRoles),
    inheritedRoles: inOrder(inheritedRoles),
    twoFactor: facts?.twoFactor ?? false,
    microsoft: facts?.microsoft ?? false,
    lastSeenAt: facts?.lastSeenAt?.toISOString() ?? null,
  }
}

/** Roles each once, in the order in which they are listed everywhere. */
export function inOrder(roles: readonly Role[]): Role[] {
  return role.options.filter((one) => roles.includes(one))
}
