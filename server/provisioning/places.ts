import { hashPassword } from '../auth/passwords.ts'
import type { Provisioning } from '../config/provision.ts'
import { newId } from '../lib/object-id.ts'
import type { Account, Environment } from '../store/entities.ts'
import { inOrder } from '../usecases/people/people-views.ts'
import { apply, given, type Applying } from './applying.ts'

type GivenAccount = Provisioning['accounts'][number]
type GivenEnvironment = GivenAccount['environments'][number]
type GivenAgency = NonNullable<Provisioning['agency']>
type GivenMember = GivenAgency['members'][number]

/** Where an agency is that the file names: people change that later. */
const HOME = { timeZone: 'Europe/Berlin', country: 'DE' }

/** The agency with its members; answers with its id. */
export async function applyAgency(applying: Applying, { name, members }: GivenAgency): Promise<string> {
  const { accounts } = applying.store
  const known = await accounts.agencyNamed(name)
  const id = known?.id ?? newId()
  await apply(applying, [id], {
    verb: 'created',
    object: { kind: 'agency', id, name },
    before: known === null ? {} : { name },
    after: { name },
    change: () => accounts.upsertAgency({ id, name, ...HOME }),
  })
  await applyMembers(applying, id, members)
  return id
}

/**
 * The account itself. It is noted at its agency; without one, in its environments, and those that are new say with what account
 * they came.
 */
export async function applyAccount(
  applying: Applying,
  { name, environments: _environments, ...facts }: GivenAccount,
  agencyId: string | null,
): Promise<Account> {
  const { accounts } = applying.store
  const set = { ...given(facts), ...(agencyId === null ? {} : { agencyId }) }
  const known = await accounts.accountNamed(name, agencyId ?? undefined)
  const before = known === null ? {} : factsOf(known)
  const after = factsOf({ ...FRESH, ...known, name, ...set })
  const above = agencyId ?? known?.agencyId ?? null
  const own = above === null && known !== null ? await accounts.environmentsOf([known.id]) : []
  return apply(applying, above === null ? own.map(({ id }) => id) : [above], {
    verb: known === null ? 'created' : 'changed',
    object: { kind: 'account', id: known?.id ?? null, name },
    before,
    after,
    change: () => accounts.upsertAccount({ name, ...set }),
    made: ({ id }) => ({ object: { kind: 'account', id, name } }),
  })
}

/** What an account is that nobody has said anything of. */
const FRESH = { agencyId: null, retentionDays: null, twoFactorRequired: false, entraTenants: [] }

function factsOf({
  name,
  agencyId,
  retentionDays,
  twoFactorRequired,
  entraTenants,
}: Pick<Account, 'name' | 'agencyId' | 'retentionDays' | 'twoFactorRequired' | 'entraTenants'>): object {
  return { name, agencyId, retentionDays, twoFactorRequired, entraTenants: entraTenants.toSorted() }
}

/** An environment with its members. */
export async function applyEnvironment(
  applying: Applying,
  account: Account,
  { name, timeZone, country, members }: GivenEnvironment,
): Promise<Environment> {
  const { accounts } = applying.store
  const { id: accountId, agencyId } = account
  const set = given({ timeZone, country })
  const known = await accounts.environmentNamed(accountId, name)
  const id = known?.id ?? newId()
  const told = agencyId === null ? { account: factsOf(account) } : { account: account.name }
  const environment = await apply(applying, [id], {
    verb: known === null ? 'created' : 'changed',
    object: { kind: 'environment', id, name },
    before: known === null ? {} : { timeZone: known.timeZone, country: known.country },
    after:
      known === null
        ? { name, ...HOME, ...set, ...told }
        : { timeZone: known.timeZone, country: known.country, ...set },
    change: () => accounts.upsertEnvironment({ id, accountId, agencyId, name, ...set }),
  })
  await applyMembers(applying, environment.id, members)
  return environment
}

async function applyMembers(
  applying: Applying,
  environmentId: string,
  members: readonly GivenMember[],
): Promise<void> {
  for (const member of members) await applyMember(applying, environmentId, member)
}

async function applyMember(
  applying: Applying,
  environmentId: string,
  { email, name, password, roles }: GivenMember,
): Promise<void> {
  const { people } = applying.store
  const known = await people.findUserByEmail(email)
  const had = known !== null && known.passwordHash !== null
  // A password is set once: whoever changed theirs must not get the file's back at the next start.
  const first = password !== undefined && !had ? { passwordHash: await hashPassword(password) } : {}
  const member = known === null ? null : await people.findMember(environmentId, known.id)
  const before =
    member === null ? {} : { name: member.name, email, roles: inOrder(member.ownRoles), password: had }
  await apply(applying, [environmentId], {
    verb: member === null ? 'created' : 'changed',
    object: { kind: 'member', id: known?.id ?? null, name },
    before,
    after: { name, email, roles: inOrder(roles), password: had || password !== undefined },
    change: async () => {
      const user = await people.upsertUser({ email, name, ...first })
      await people.setRoles(environmentId, user.id, roles)
      return user
    },
    made: ({ id }) => ({ object: { kind: 'member', id, name } }),
  })
}
