import { createToken, hashToken } from '../../auth/tokens.ts'
import type { Locale, Role } from '../../contract/member.ts'
import type { InvitationView } from '../../contract/people-routes.ts'
import { invitationMail } from '../../domain/mail-texts.ts'
import { ConflictError, NotFoundError } from '../../lib/errors.ts'
import { httpLog } from '../../lib/logger.ts'
import type { Environment } from '../../store/entities.ts'
import type { Invitation, InvitationLink } from '../../store/invitation-store.ts'
import { actIn } from '../access.ts'
import { audited } from '../audit.ts'
import type { Actor, Deps, Principal } from '../ports.ts'
import { freshEnvironment, inOrder } from './people-views.ts'

/** A link is good for a week. */
export const INVITATION_MS = 7 * 24 * 3_600_000

/** Far more than anybody waits for at a time. */
const MOST_LISTED = 1_000

export interface InvitationRef {
  environmentId: string
  invitationId: string
}

/** An invitation with its link, if that did not leave by mail: it is shown this once. */
export interface SentInvitation {
  invitation: InvitationView
  link: string | null
}

/** Invitations of an environment that nobody has accepted or withdrawn, the latest first. */
export async function listInvitations(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: InvitationView[] }> {
  await actIn(deps, principal, environmentId, 'member:manage')
  const pending = await deps.store.invitations.pending(environmentId, MOST_LISTED)
  return { items: pending.map(viewInvitation) }
}

/**
 * Invites somebody by their e-mail address (DX-MEM-02), with a link that is good for a week. Inviting again replaces the roles and
 * the link. Throws `ConflictError` for somebody who works here already, or is accepting an invitation at this moment.
 */
export async function inviteMember(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  asked: { email: string; roles: readonly Role[]; sendMail: boolean },
): Promise<SentInvitation> {
  const actor = await actIn(deps, principal, environmentId, 'member:manage')
  const environment = await freshEnvironment(deps, environmentId)
  const email = asked.email.toLowerCase()
  const members = await deps.store.people.membersOf(environmentId)
  if (members.some((member) => member.email === email)) throw new ConflictError('is a member already')
  const roles = inOrder(asked.roles)
  const { token, link } = freshLink(actor)
  const invitation = await audited(
    deps,
    actor,
    { verb: 'invited', object: { kind: 'invitation', id: null, name: email }, after: { roles } },
    {
      change: () => deps.store.invitations.invite({ environmentId, email, roles, ...link }),
      noted: (made) => ({ object: objectOf(made) }),
    },
  )
  if (invitation === null) throw beingAccepted()
  return send(deps, { environment, invitation, token, sendMail: asked.sendMail })
}

/** A fresh link in place of the earlier one, good for another week. Throws `NotFoundError`, and `ConflictError` as `inviteMember`. */
export async function renewInvitation(
  deps: Deps,
  principal: Principal,
  ref: InvitationRef,
  { sendMail }: { sendMail: boolean },
): Promise<SentInvitation> {
  const actor = await actIn(deps, principal, ref.environmentId, 'member:manage')
  const environment = await freshEnvironment(deps, ref.environmentId)
  const { token, link } = freshLink(actor)
  const known = await deps.store.invitations.find(ref.environmentId, ref.invitationId)
  if (known === null) throw await whyNot(deps, ref)
  const renewed = ({ roles }: Invitation): object => ({ roles, expiresAt: link.expiresAt })
  const invitation = await audited(
    deps,
    actor,
    { verb: 'invited', object: objectOf(known), after: renewed(known) },
    {
      change: () => deps.store.invitations.renew(ref.environmentId, ref.invitationId, link),
      noted: (made) => ({ after: renewed(made) }),
    },
  )
  if (invitation === null) throw await whyNot(deps, ref)
  return send(deps, { environment, invitation, token, sendMail })
}

/** Its link is good for nothing from now on. Repeating it changes nothing. Throws as `renewInvitation` does. */
export async function withdrawInvitation(
  deps: Deps,
  principal: Principal,
  ref: InvitationRef,
): Promise<void> {
  const actor = await actIn(deps, principal, ref.environmentId, 'member:manage')
  const { environmentId, invitationId } = ref
  const known = await deps.store.invitations.find(environmentId, invitationId)
  if (known === null) throw await whyNot(deps, ref)
  const withdrawn = await audited(
    deps,
    actor,
    { verb: 'withdrawn', object: objectOf(known), before: { roles: known.roles }, after: {} },
    {
      change: () => deps.store.invitations.withdraw(environmentId, invitationId, new Date()),
      noted: ({ roles }) => ({ before: { roles } }),
    },
  )
  if (withdrawn !== null) return
  const current = await deps.store.invitations.find(environmentId, invitationId)
  if (current?.state !== 'withdrawn') throw await whyNot(deps, ref)
}

/** The invitation in the audit log: who it is for. */
export function objectOf({ id, email }: Invitation): { kind: 'invitation'; id: string; name: string } {
  return { kind: 'invitation', id, name: email }
}

/** An invitation as environment managers see it. Links go by the machine's time, as sessions do. */
export function viewInvitation(invitation: Invitation): InvitationView {
  const { id, email, roles, invitedBy, invitedAt, expiresAt, state, sentBy } = invitation
  return {
    id,
    email,
    roles: inOrder(roles),
    invitedBy,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: state === 'pending' && expiresAt <= new Date() ? 'expired' : state,
    sentBy,
  }
}

function freshLink(actor: Actor): { token: string; link: InvitationLink } {
  const token = `inv_${createToken()}`
  const invitedAt = new Date()
  const expiresAt = new Date(invitedAt.getTime() + INVITATION_MS)
  const by = { invitedBy: actor.name, invitedById: actor.memberId }
  return { token, link: { tokenHash: hashToken(token), ...by, invitedAt, expiresAt } }
}

function beingAccepted(): ConflictError {
  return new ConflictError('is being accepted at this moment')
}

async function whyNot(deps: Deps, { environmentId, invitationId }: InvitationRef): Promise<Error> {
  const current = await deps.store.invitations.find(environmentId, invitationId)
  if (current === null) return new NotFoundError('no such invitation')
  return current.state === 'pending' ? beingAccepted() : new ConflictError(`was ${current.state} already`)
}

interface Sending {
  environment: Environment
  invitation: Invitation
  token: string
  sendMail: boolean
}

/** By mail if that is wanted, possible and works; otherwise whoever invites passes the link on. */
async function send(
  deps: Deps,
  { environment, invitation, token, sendMail }: Sending,
): Promise<SentInvitation> {
  const link = deps.links.welcome('invitation', token)
  const mailed = sendMail && (await mail(deps, environment, { invitation, link }))
  if (!mailed) return { invitation: viewInvitation(invitation), link }
  const { environmentId, id } = invitation
  const marked = await deps.store.invitations.markMailed(environmentId, id, hashToken(token))
  return { invitation: viewInvitation(marked ?? { ...invitation, sentBy: 'mail' }), link: null }
}

async function mail(
  deps: Deps,
  { name, country, timeZone }: Environment,
  { invitation, link }: { invitation: Invitation; link: string },
): Promise<boolean> {
  if (deps.mail === null) return false
  const inviter = await deps.store.people.findUser(invitation.invitedById)
  const { email, roles, invitedBy, expiresAt, id, environmentId } = invitation
  const text = invitationMail({
    locale: inviter?.locale ?? localeOf(country),
    environment: name,
    invitedBy,
    roles: inOrder(roles),
    link,
    expiresAt,
    timeZone,
  })
  try {
    await deps.mail.send({ to: email, ...text })
    return true
  } catch (err) {
    // Mail servers repeat the address in what they say.
    const reason = err instanceof Error ? err.name : 'unknown'
    httpLog.warn({ reason, invitationId: id, environmentId }, 'invitation not mailed')
    return false
  }
}

const LANGUAGES: Readonly<Record<string, Locale>> = {
  DE: 'de',
  AT: 'de',
  CH: 'de',
  LI: 'de',
  LU: 'de',
  NL: 'nl',
  BE: 'nl',
  ES: 'es',
}

/** What people in a country most likely read. */
function localeOf(country: string): Locale {
  return LANGUAGES[country] ?? 'en'
}
