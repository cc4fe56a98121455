import { httpLog } from '../lib/logger.ts'
import type { EntraIdentity, Environment, User } from '../store/entities.ts'
import type { Deps, Principal } from './ports.ts'
import { accountsServedBy } from './recognise-tenants.ts'

/** Somebody whom Entra or Teams has told us of: the pair is proven, the addresses are hearsay. */
export interface EntraWho extends EntraIdentity {
  /** Asked only when the person is not known by the pair; several with the most reliable first. */
  email: () => Promise<string | readonly string[] | null>
}

type Known = Pick<Deps, 'store' | 'homeTenantId'>

/** What a principal of the bot has instead of a session. */
const BOT_SESSION = 'teams-bot'

/**
 * The member behind somebody in Teams, linked by tenant and object id at their first coming. `null` for everybody whom
 * nobody here knows: they may ask for access. Two first comings at once link once.
 */
export async function recognise(deps: Known, who: EntraWho): Promise<Principal | null> {
  const user = await recogniseUser(deps, who)
  return user === null
    ? null
    : { userId: user.id, sessionId: BOT_SESSION, name: user.name, secondFactor: true, address: null }
}

/** As `recognise`, for those who need the whole user. */
export async function recogniseUser(deps: Known, who: EntraWho): Promise<User | null> {
  const identity = normalised(who)
  const served = await accountsServedBy(deps, identity.tenantId)
  if (served.size === 0) return null
  const linked = await deps.store.people.findUserByEntra(identity)
  if (linked !== null) return (await belongsSomewhere(deps, linked)) ? linked : null
  for (const email of addressesOf(await who.email())) {
    const user = await linkByEmail(deps, { identity, served, email })
    if (user !== null) return user
  }
  // Another request of the same person may have linked them since.
  return deps.store.people.findUserByEntra(identity)
}

/**
 * Whether an organisation that serves these accounts vouches for the user: they work somewhere, and nowhere that this
 * organisation does not serve. Its administrator can write any address into a token, so by an address alone it must not open
 * what belongs to somebody else's customer.
 */
export async function isVouchedFor(deps: Known, user: User, served: ReadonlySet<string>): Promise<boolean> {
  // Whoever works somewhere by an agency is a member of that agency, which nobody vouches for.
  const { items } = await deps.store.places.first(user.id, 0)
  return items.length > 0 && items.every(({ environment }) => isServed(environment, served))
}

/** Staff of an agency are nobody's customer: no customer's organisation vouches for them. */
function isServed({ accountId }: Environment, served: ReadonlySet<string>): boolean {
  return accountId !== null && served.has(accountId)
}

/** Ids of Entra are written in either case. */
export function normalised({ tenantId, objectId }: EntraIdentity): EntraIdentity {
  return { tenantId: tenantId.toLowerCase(), objectId: objectId.toLowerCase() }
}

/** Whoever was removed everywhere is a stranger again. */
async function belongsSomewhere(deps: Known, user: User): Promise<boolean> {
  return (await deps.store.places.first(user.id, 1)).items.length > 0
}

async function linkByEmail(
  deps: Known,
  found: { identity: EntraIdentity; served: ReadonlySet<string>; email: string },
): Promise<User | null> {
  const user = await deps.store.people.findUserByEmail(found.email)
  if (user === null || !(await isVouchedFor(deps, user, found.served))) return null
  const linked = await deps.store.people.linkEntra(user.id, found.identity)
  if (linked !== null) httpLog.info({ userId: user.id }, 'linked with a Microsoft account')
  return linked
}

function addressesOf(emails: string | readonly string[] | null): string[] {
  const list = emails === null ? [] : typeof emails === 'string' ? [emails] : emails
  return list.map((email) => email.trim().toLowerCase()).filter((email) => email !== '')
}
