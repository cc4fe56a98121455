import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyPassword } from '../../../server/auth/passwords.ts'
import { hashToken } from '../../../server/auth/tokens.ts'
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  LinkExpiredError,
  NotFoundError,
  PasswordRefusedError,
  UnauthenticatedError,
} from '../../../server/lib/errors.ts'
import { newId } from '../../../server/lib/object-id.ts'
import type { Deps, Principal } from '../../../server/usecases/ports.ts'
import { acceptInvitation, lookInvitation } from '../../../server/usecases/people/invitations.ts'
import {
  inviteMember,
  listInvitations,
  renewInvitation,
  withdrawInvitation,
  type SentInvitation,
} from '../../../server/usecases/people/invite.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, KNOWN_PASSWORD, type PeopleWorld } from './people-world.ts'

const NEW_PASSWORD = 'seven Herons walk at dusk'

let store: TestStore
let world: PeopleWorld
let manager: Principal
let email: string
let address = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
  manager = await world.member(world.environmentId, 'environmentManager')
  email = `${newId()}@example.test`
  address += 1
})

interface Wish {
  roles?: ('agent' | 'analyst' | 'operator')[]
  sendMail?: boolean
  deps?: Deps
  to?: string
  environmentId?: string
  by?: Principal
}

function invite(wish: Wish = {}): Promise<SentInvitation> {
  const { roles = ['agent'], sendMail = false, to = email } = wish
  const asked = { email: to, roles, sendMail }
  return inviteMember(
    wish.deps ?? world.deps,
    wish.by ?? manager,
    wish.environmentId ?? world.environmentId,
    asked,
  )
}

const tokenIn = (link: string | null): string => /#invitation=(inv_[\w-]+)$/.exec(link ?? '')?.[1] ?? ''
const mailedToken = (): string => /#invitation=(inv_[\w-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? ''

function accept(token: string, change: { name?: string; password?: string; deps?: Deps } = {}) {
  const { deps = world.deps, password = NEW_PASSWORD, name } = change
  const given = { token, password, address: `198.51.100.${address}` }
  return acceptInvitation(deps, { ...given, ...(name === undefined ? {} : { name }) })
}

const rolesOf = async (address_ = email, environmentId = world.environmentId) => {
  const user = await store.people.findUserByEmail(address_)
  return user === null ? null : (await store.people.findMember(environmentId, user.id))?.ownRoles
}

describe('inviting', () => {
  it('sends a mail with the link, which nobody else sees (DX-MEM-02, DX-MEM-03)', async () => {
    const { invitation, link } = await invite({ sendMail: true, roles: ['operator', 'agent'] })
    expect(link).toBeNull()
    expect(invitation).toMatchObject({
      email,
      roles: ['agent', 'operator'],
      invitedBy: manager.name,
      state: 'pending',
      sentBy: 'mail',
    })
    expect(world.mails).toEqual([expect.objectContaining({ to: email })])
    expect(world.mails[0]?.subject).toContain('Muster GmbH')
    const week = Date.parse(invitation.expiresAt) - Date.parse(invitation.invitedAt)
    expect(week).toBe(7 * 24 * 3_600_000)
    expect(await lookInvitation(world.deps, mailedToken())).toMatchObject({ kind: 'invitation', email })
  })

  it('writes in the language of the inviter, or of the country', async () => {
    await invite({ sendMail: true })
    const german = world.mails[0]?.subject
    await store.people.setLocale(manager.userId, 'nl')
    await invite({ sendMail: true })
    expect(world.mails[1]?.subject).not.toBe(german)
    await store.people.setLocale(manager.userId, 'de')
    await invite({ sendMail: true })
    expect(world.mails[2]?.subject).toBe(german)
  })

  it('shows the link where no mail is wanted, there is no mail server, or it fails', async () => {
    const failing = { send: () => Promise.reject(new Error(`no mailbox ${email}`)) }
    const answers = [
      await invite({ sendMail: false }),
      await invite({ sendMail: true, deps: { ...world.deps, mail: null } }),
      await invite({ sendMail: true, deps: { ...world.deps, mail: failing } }),
    ]
    expect(answers.map(({ invitation }) => invitation.sentBy)).toEqual(['link', 'link', 'link'])
    expect(answers.every(({ link }) => tokenIn(link) !== '')).toBe(true)
    expect(world.mails).toEqual([])
  })

  it('again replaces roles and link', async () => {
    const first = await invite()
    const second = await invite({ roles: ['analyst'] })
    expect(second.invitation.id).toBe(first.invitation.id)
    await expect(lookInvitation(world.deps, tokenIn(first.link))).rejects.toThrow(LinkExpiredError)
    expect((await lookInvitation(world.deps, tokenIn(second.link))).roles).toEqual(['analyst'])
    const { items } = await listInvitations(world.deps, manager, world.environmentId)
    expect(items).toHaveLength(1)
  })

  it('refuses members, those of the agency as well', async () => {
    const member = await world.member(world.environmentId, 'agent')
    const partner = await world.member(world.agencyId, 'agent')
    for (const { user } of [member, partner])
      await expect(invite({ to: user.email.toUpperCase() })).rejects.toThrow(ConflictError)
  })

  it('is for managers of the environment and of the agency above (DX-MEM-09)', async () => {
    const agent = await world.member(world.environmentId, 'agent', 'producer')
    const partner = await world.member(world.agencyId, 'environmentManager')
    const stranger = await world.member(world.aloneId, 'environmentManager')
    await expect(invite({ by: agent })).rejects.toThrow(ForbiddenError)
    await expect(invite({ by: stranger })).rejects.toThrow(NotFoundError)
    await expect(invite({ by: manager, environmentId: world.agencyId })).rejects.toThrow(NotFoundError)
    expect((await invite({ by: partner })).invitation.invitedBy).toBe(partner.name)
    expect((await invite({ by: partner, environmentId: world.agencyId })).invitation.email).toBe(email)
  })

  it('keeps the token out of store and audit log', async () => {
    const { link } = await invite()
    const token = tokenIn(link)
    const stored = await store.raw.collection('invitations').find({}).toArray()
    const written = JSON.stringify([stored, await world.audit(world.environmentId)])
    expect(written).not.toContain(token.slice(4))
    expect(JSON.stringify(await world.audit(world.environmentId))).not.toContain(hashToken(token))
  })
})

describe('withdrawing and renewing', () => {
  it('end the link, and are noted', async () => {
    const { invitation, link } = await invite()
    const ref = { environmentId: world.environmentId, invitationId: invitation.id }
    const renewed = await renewInvitation(world.deps, manager, ref, { sendMail: false })
    await expect(lookInvitation(world.deps, tokenIn(link))).rejects.toThrow(LinkExpiredError)
    await withdrawInvitation(world.deps, manager, ref)
    await withdrawInvitation(world.deps, manager, ref)
    await expect(accept(tokenIn(renewed.link), { name: 'Erika' })).rejects.toThrow(LinkExpiredError)
    await expect(renewInvitation(world.deps, manager, ref, { sendMail: false })).rejects.toThrow(
      ConflictError,
    )
    expect((await world.audit(world.environmentId)).map(({ verb }) => verb)).toEqual([
      'withdrawn',
      'invited',
      'invited',
    ])
  })

  it('revive one that is too old', async () => {
    const { invitation, link } = await invite()
    await store.raw
      .collection('invitations')
      .updateOne({ _id: invitation.id as never }, { $set: { expiresAt: new Date(Date.now() - 1) } })
    await expect(accept(tokenIn(link), { name: 'Erika' })).rejects.toThrow(LinkExpiredError)
    const { items } = await listInvitations(world.deps, manager, world.environmentId)
    expect(items[0]?.state).toBe('expired')
    const ref = { environmentId: world.environmentId, invitationId: invitation.id }
    const renewed = await renewInvitation(world.deps, manager, ref, { sendMail: true })
    expect(renewed.invitation.state).toBe('pending')
    expect((await lookInvitation(world.deps, mailedToken())).email).toBe(email)
  })

  it('find no invitation of elsewhere', async () => {
    const { invitation } = await invite()
    const stranger = await world.member(world.aloneId, 'environmentManager')
    const ref = { environmentId: world.aloneId, invitationId: invitation.id }
    await expect(withdrawInvitation(world.deps, stranger, ref)).rejects.toThrow(NotFoundError)
    await expect(renewInvitation(world.deps, stranger, ref, { sendMail: false })).rejects.toThrow(
      NotFoundError,
    )
  })
})

describe('accepting as somebody new', () => {
  it('makes a member with the invited address, name and password, and signs in (DX-MEM-04)', async () => {
    const { link, invitation } = await invite({ roles: ['agent', 'analyst'] })
    const looked = await lookInvitation(world.deps, tokenIn(link))
    expect(looked).toMatchObject({ known: false, name: null, microsoft: true, invitedBy: manager.name })
    const session = await accept(tokenIn(link), { name: 'Erika Muster' })
    expect(session.user).toMatchObject({ email, name: 'Erika Muster' })
    expect(await store.sessions.findByTokenHash(hashToken(session.token), new Date())).toMatchObject({
      userId: session.user.id,
      method: 'password',
      secondFactor: false,
    })
    expect(await rolesOf()).toEqual(['agent', 'analyst'])
    const user = await store.people.findUserByEmail(email)
    expect(await verifyPassword(user!.passwordHash, NEW_PASSWORD)).toBe(true)
    const [entry] = await world.audit(world.environmentId)
    expect(entry).toMatchObject({
      verb: 'accepted',
      actor: { kind: 'member', id: session.user.id, name: 'Erika Muster' },
      object: { kind: 'invitation', id: invitation.id, name: email },
    })
    await expect(accept(tokenIn(link), { name: 'Erika' })).rejects.toThrow(LinkExpiredError)
    expect((await listInvitations(world.deps, manager, world.environmentId)).items).toEqual([])
  })

  it('needs a name and a good password, and can be tried again', async () => {
    const token = tokenIn((await invite()).link)
    await expect(accept(token)).rejects.toThrow(InvalidInputError)
    await expect(accept(token, { name: 'Erika', password: 'short' })).rejects.toThrow(PasswordRefusedError)
    expect(await store.people.findUserByEmail(email)).toBeNull()
    expect((await accept(token, { name: 'Erika' })).user.email).toBe(email)
  })

  it('happens once when it is tried many times at once, on two processes', async () => {
    const token = tokenIn((await invite()).link)
    const deps = [world.deps, world.another(), world.deps, world.another()]
    const tries = await Promise.allSettled(deps.map((one) => accept(token, { name: 'Erika', deps: one })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const members = await store.people.membersOf(world.environmentId)
    expect(members.filter((member) => member.email === email)).toHaveLength(1)
    const verbs = (await world.audit(world.environmentId)).map(({ verb }) => verb)
    expect(verbs.filter((verb) => verb === 'accepted')).toHaveLength(1)
  })

  it('goes on where a process stopped after the password was chosen', async () => {
    const { link, invitation } = await invite()
    const stored = await store.invitations.find(world.environmentId, invitation.id)
    const past = new Date(Date.now() - 60_000)
    await store.invitations.claim(stored!, { id: newId(), now: past, until: new Date(Date.now() - 1) })
    const user = await store.people.upsertUser({ email, name: 'Erika' })
    const { passwordHash } = (await world.member(world.aloneId, 'agent')).user
    await store.people.setPassword(user.id, { passwordHash: passwordHash! })
    await accept(tokenIn(link), { password: KNOWN_PASSWORD })
    expect(await rolesOf()).toEqual(['agent'])
  })

  it('leads nowhere once the account is not in use any more', async () => {
    const { link } = await invite()
    await store.raw
      .collection('accounts')
      .updateOne({ _id: world.accountId as never }, { $set: { deactivatedAt: new Date() } })
    await expect(lookInvitation(world.deps, tokenIn(link))).rejects.toThrow(LinkExpiredError)
    await expect(accept(tokenIn(link), { name: 'Erika' })).rejects.toThrow(LinkExpiredError)
  })
})

describe('accepting as somebody known', () => {
  it('takes their password, and adds to the roles they have', async () => {
    const known = await world.member(world.aloneId, 'agent')
    const { link } = await invite({ to: known.user.email, roles: ['analyst'] })
    expect(await lookInvitation(world.deps, tokenIn(link))).toMatchObject({ known: true, name: null })
    await expect(accept(tokenIn(link), { password: 'not their password' })).rejects.toThrow(
      UnauthenticatedError,
    )
    // Somebody else may have given them roles meanwhile.
    await store.people.setRoles(world.environmentId, known.userId, ['agent'])
    const session = await accept(tokenIn(link), { password: KNOWN_PASSWORD, name: 'Other name' })
    expect(session.user).toMatchObject({ id: known.userId, name: known.name })
    expect(await rolesOf(known.user.email)).toEqual(['agent', 'analyst'])
    expect(await rolesOf(known.user.email, world.aloneId)).toEqual(['agent'])
  })

  it('is greeted by name only behind a link that left by mail', async () => {
    const known = await world.member(world.aloneId, 'agent')
    await invite({ to: known.user.email, sendMail: true })
    expect(await lookInvitation(world.deps, mailedToken())).toMatchObject({ name: known.name })
  })

  it('gives nobody who was passed a link what a user without a password has already', async () => {
    const shell = await store.people.upsertUser({ email, name: 'Erika' })
    await store.people.setRoles(world.aloneId, shell.id, ['environmentManager'])
    const { link } = await invite()
    await expect(accept(tokenIn(link), { name: 'Impostor' })).rejects.toThrow(ConflictError)
    expect(await store.people.findUser(shell.id)).toMatchObject({ name: 'Erika', passwordHash: null })
    // Whoever reads the mailbox is that user.
    await invite({ sendMail: true })
    expect((await accept(mailedToken())).user).toMatchObject({ id: shell.id, name: 'Erika' })
  })

  it('lets two invitations choose a first password once', async () => {
    const stranger = await world.member(world.aloneId, 'environmentManager')
    const first = tokenIn((await invite()).link)
    const second = tokenIn((await invite({ by: stranger, environmentId: world.aloneId })).link)
    const outcomes = await Promise.allSettled([
      accept(first, { name: 'Erika', password: NEW_PASSWORD }),
      accept(second, { name: 'Erika', password: `${NEW_PASSWORD} again` }),
    ])
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const user = await store.people.findUserByEmail(email)
    const chosen = won === 0 ? NEW_PASSWORD : `${NEW_PASSWORD} again`
    expect(await verifyPassword(user!.passwordHash, chosen)).toBe(true)
    expect(await rolesOf(email, won === 0 ? world.aloneId : world.environmentId)).toBeUndefined()
  })
})

it('a token that nobody was given is good for nothing', async () => {
  await expect(lookInvitation(world.deps, `inv_${'x'.repeat(43)}`)).rejects.toThrow(LinkExpiredError)
  await expect(accept('rst_something', { name: 'Erika' })).rejects.toThrow(LinkExpiredError)
})
