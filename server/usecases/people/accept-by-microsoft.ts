import { httpLog } from '../../lib/logger.ts'
import type { User } from '../../store/entities.ts'
import type { EntraIdentity } from '../../store/teams-entities.ts'
import type { Invitation } from '../../store/invitation-store.ts'
import type { Deps } from '../ports.ts'
import { isVouchedFor, normalised } from '../recognise.ts'
import { accountsServedBy } from '../recognise-tenants.ts'
import { admit, environmentOf, isNobody, whileClaimed } from './admit.ts'
import { ConflictError, LinkExpiredError } from '../../lib/errors.ts'

/** Somebody whose token Microsoft has signed: the pair is proven, the addresses are what their organisation says. */
export interface MicrosoftPerson extends EntraIdentity {
  emails: readonly string[]
  name: string | null
  /** The client's IP address, for the audit log. */
  address?: string | null
}

/**
 * Accepts the pending invitations of somebody who signed in with Microsoft, for exactly the addresses that their organisation
 * gives them (DX-MEM-04), in environments that this organisation serves: another one could have written any address into its
 * token. Staff of an agency follow their link. Answers with the user, whom it links where needed; `null` when there was nothing
 * for them. Repeating it changes nothing.
 */
export async function acceptByMicrosoft(deps: Deps, person: MicrosoftPerson): Promise<User | null> {
  const identity = normalised(person)
  const linked = await deps.store.people.findUserByEntra(identity)
  const given = person.emails.map((email) => email.trim().toLowerCase())
  const emails = [...new Set([...given, linked?.email ?? ''])].filter((email) => email !== '')
  const invitations = await deps.store.invitations.pendingFor(emails, new Date())
  if (invitations.length === 0) return null
  const served = await accountsServedBy(deps, identity.tenantId)
  let accepted: User | null = null
  for (const invitation of invitations) {
    if (!(await isServed(deps, invitation, served))) continue
    const user = await personOf(deps, { invitation, identity, served, name: person.name })
    if (user !== null && (await accept(deps, invitation, user, person.address ?? null))) accepted = user
  }
  return accepted
}

async function isServed(deps: Deps, invitation: Invitation, served: ReadonlySet<string>): Promise<boolean> {
  const environment = await environmentOf(deps, invitation)
  return environment !== null && environment.accountId !== null && served.has(environment.accountId)
}

interface Joining {
  invitation: Invitation
  identity: EntraIdentity
  served: ReadonlySet<string>
  name: string | null
}

/** The user whom the person is, or is from now on; `null` when the address is somebody else's here. */
async function personOf(
  deps: Deps,
  { invitation: { email }, identity, served, name }: Joining,
): Promise<User | null> {
  const linked = await deps.store.people.findUserByEntra(identity)
  const found = await deps.store.people.findUserByEmail(email)
  if (linked !== null) return found === null || found.id === linked.id ? linked : null
  if (found !== null && found.entra !== null) return null
  const free = found === null || (await isVouchedFor(deps, found, served)) || (await isNobody(deps, found))
  if (!free) return null
  const user = found ?? (await deps.store.people.upsertUser({ email, name: name ?? email }))
  // Somebody may have taken the address since it was looked for.
  if (found === null && user.passwordHash !== null) return null
  return deps.store.people.linkEntra(user.id, identity)
}

/** `false` when somebody else was faster: then there is nothing left to do here. */
async function accept(
  deps: Deps,
  invitation: Invitation,
  user: User,
  address: string | null,
): Promise<boolean> {
  try {
    await whileClaimed(deps, invitation, (claimId) => admit(deps, { invitation, claimId, user, address }))
    return true
  } catch (error) {
    if (!(error instanceof ConflictError || error instanceof LinkExpiredError)) throw error
    httpLog.info({ invitationId: invitation.id }, 'invitation accepted elsewhere')
    return false
  }
}
