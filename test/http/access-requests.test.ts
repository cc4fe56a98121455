import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessRequestStore } from '../../server/store/store.ts'
import { approveAccess } from '../../server/usecases/access-requests.ts'
import type { EntraAccount } from '../support/entra.ts'
import {
  FOREIGN,
  HOME,
  PARTNER,
  somebody,
  startMicrosoftWorld,
  type Answer,
  type MicrosoftWorld,
} from './microsoft-world.ts'
import { principalFor } from '../support/people.ts'

let world: MicrosoftWorld
/** Managers of the environment: sessions. */
let maria: string
let max: string
/** Manager of the other environment of the account, and of the partner's. */
let nadia: string
let paul: string

beforeAll(async () => {
  world = await startMicrosoftWorld()
  const manager = async (name: string, environmentId = world.environmentId): Promise<string> => {
    const person = somebody({ name })
    return world.signedIn(await world.addMember(person, ['environmentManager'], environmentId))
  }
  maria = await manager('Maria')
  max = await manager('Max')
  nadia = await manager('Nadia', world.secondEnvironmentId)
  paul = await manager('Paul', world.partnerEnvironmentId)
})
afterAll(() => world.close())

async function ask(person: EntraAccount, message?: string): Promise<Answer> {
  const token = await world.entra.issueTeamsToken(person)
  return world.api('POST', '/access-requests', {
    body: { token, ...(message === undefined ? {} : { message }) },
  })
}

const listed = async (token: string, environmentId = world.environmentId): Promise<Answer> =>
  world.api('GET', `/environments/${environmentId}/access-requests`, { token })

async function requestOf(person: EntraAccount, token = maria, environmentId?: string): Promise<string> {
  const { body } = await listed(token, environmentId)
  const found = body.items?.find(({ email }) => email === person.username)
  return String(found?.['id'])
}

interface Decision {
  token?: string
  environmentId?: string
  roles?: string[]
}

async function approve(requestId: string, decision: Decision = {}): Promise<Answer> {
  const { token = maria, environmentId = world.environmentId, roles = ['agent'] } = decision
  return world.api('POST', `/environments/${environmentId}/access-requests/${requestId}/approve`, {
    token,
    body: { roles },
  })
}

async function decline(
  requestId: string,
  { token = maria, environmentId = world.environmentId }: Decision = {},
) {
  return world.api('POST', `/environments/${environmentId}/access-requests/${requestId}/decline`, { token })
}

async function signIn(person: EntraAccount): Promise<Answer> {
  return world.api('POST', '/sessions/teams', { body: { token: await world.entra.issueTeamsToken(person) } })
}

describe('asking for access', () => {
  it('leads from a stranger to a colleague', async () => {
    const person = somebody({ name: 'Jürgen Groß' })
    expect((await signIn(person)).body.code).toBe('unknown_person')
    const asked = await ask(person, '  Ich bin neu im Team.  ')
    expect([asked.status, asked.body]).toEqual([201, { state: 'pending' }])
    const { body } = await listed(maria)
    expect(body.items?.find(({ email }) => email === person.username)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Jürgen Groß',
      email: person.username,
      message: 'Ich bin neu im Team.',
      requestedAt: world.deps.clock.now().toISOString(),
    })
    const approved = await approve(await requestOf(person), { roles: ['agent', 'analyst'] })
    expect([approved.status, approved.body]).toEqual([
      200,
      { id: expect.any(String), name: 'Jürgen Groß', roles: ['agent', 'analyst'], answers: true },
    ])
    expect(await requestOf(person)).toBe('undefined')
    // At once, on this process.
    const { status, body: session } = await signIn(person)
    expect(status).toBe(201)
    const me = await world.api('GET', '/me', { token: session.token! })
    expect(me.body['environments']).toEqual([
      expect.objectContaining({ id: world.environmentId, roles: ['agent', 'analyst'] }),
    ])
    const members = await world.api('GET', `/environments/${world.environmentId}/members`, { token: maria })
    expect(members.body.items).toContainEqual({
      id: approved.body['id'],
      name: 'Jürgen Groß',
      roles: ['agent', 'analyst'],
      answers: true,
    })
  })

  it('changes the message only when it is repeated, and keeps the place in the row', async () => {
    const [first, second] = [somebody(), somebody()]
    await ask(first, 'one')
    await ask(second)
    const before = await requestOf(first)
    await ask({ ...first, name: 'Married' }, 'two')
    const { items = [] } = (await listed(maria)).body
    const mine = items.filter(({ email }) => email === first.username)
    expect(mine).toEqual([expect.objectContaining({ id: before, name: 'Married', message: 'two' })])
    const order = items.map(({ email }) => email)
    expect(order.indexOf(first.username)).toBeLessThan(order.indexOf(second.username))
    expect(items.find(({ email }) => email === second.username)?.['message']).toBeNull()
  })

  it('makes one request of many at once', async () => {
    const person = somebody()
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(person)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const { items = [] } = (await listed(maria)).body
    expect(items.filter(({ email }) => email === person.username)).toHaveLength(1)
  })

  it('needs a good token of an organisation that is served here', async () => {
    const before = (await listed(maria)).body.items?.length
    const foreign = somebody({ tenantId: FOREIGN })
    expect((await ask(foreign)).body.code).toBe('unauthenticated')
    for (const overrides of [{ forged: true }, { claims: { scp: undefined } }, { issuedAgoSeconds: 9999 }]) {
      const token = await world.entra.issueTeamsToken(somebody(), overrides)
      expect((await world.api('POST', '/access-requests', { body: { token } })).status).toBe(401)
    }
    expect((await listed(maria)).body.items).toHaveLength(before ?? 0)
  })

  it('is for strangers: a member is told so', async () => {
    const person = somebody()
    await world.addMember(person)
    const { status, body } = await ask(person)
    expect([status, body.code]).toEqual([409, 'conflict'])
  })

  it('is not for somebody without any address, who could not be told from others', async () => {
    const guest = somebody({ username: 'anna_elsewhere.test#EXT#@muster.example.test' })
    expect((await ask(guest)).body).toMatchObject({ code: 'conflict' })
  })

  it('bounds the message', async () => {
    expect((await ask(somebody(), 'x'.repeat(501))).status).toBe(400)
    expect((await ask(somebody(), 'x'.repeat(500))).status).toBe(201)
  })
})

describe('who decides', () => {
  it('is a manager of an environment that the organisation serves, and nobody else', async () => {
    const person = somebody({ tenantId: PARTNER })
    await ask(person)
    const requestId = await requestOf(person, paul, world.partnerEnvironmentId)
    expect(requestId).toMatch(/^[0-9a-f]{24}$/)
    expect(await requestOf(person)).toBe('undefined')
    // Of another customer: there is no such request, and no such environment.
    expect((await approve(requestId)).status).toBe(404)
    expect((await decline(requestId)).status).toBe(404)
    expect((await approve(requestId, { environmentId: world.partnerEnvironmentId })).status).toBe(404)
    expect((await listed(maria, world.partnerEnvironmentId)).status).toBe(404)
    const agent = await world.signedIn(await world.addMember(somebody(), ['agent', 'operator', 'producer']))
    expect((await listed(agent)).status).toBe(403)
    const ours = somebody()
    await ask(ours)
    const oursId = await requestOf(ours)
    expect((await approve(oursId, { token: agent })).status).toBe(403)
    expect((await decline(oursId, { token: agent })).status).toBe(403)
    expect((await approve('0'.repeat(24))).status).toBe(404)
    expect((await approve('nonsense')).status).toBe(404)
    expect(
      (await approve(requestId, { token: paul, environmentId: world.partnerEnvironmentId })).status,
    ).toBe(200)
  })

  it('gives roles that there are, and at least one', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    for (const roles of [[], ['owner'], ['agent', 7]])
      expect((await approve(requestId, { roles: roles as string[] })).status).toBe(400)
    expect((await approve(requestId)).status).toBe(200)
  })
})

describe('deciding', () => {
  it('comes out once when two managers are at it together', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    const answers = await Promise.all([
      approve(requestId, { roles: ['agent'] }),
      approve(requestId, { token: max, roles: ['operator'] }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[0].body).toEqual(answers[1].body)
    const stored = await world.deps.store.accessRequests.find(requestId)
    expect(stored).toMatchObject({ state: 'approved' })
    // Whoever was first.
    const roles = stored?.decidedBy === 'Maria' ? ['agent'] : ['operator']
    expect(answers[0].body['roles']).toEqual(roles)
  })

  it('is told to the slower one when the two disagree', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    const [yes, no] = await Promise.all([approve(requestId), decline(requestId, { token: max })])
    const { state } = (await world.deps.store.accessRequests.find(requestId))!
    expect([yes.status, no.status]).toEqual(state === 'approved' ? [200, 409] : [409, 200])
    expect(state === 'approved' ? no.body['detail'] : yes.body['detail']).toMatch(/by (Maria|Max)$/)
    expect((await signIn(person)).status).toBe(state === 'approved' ? 201 : 403)
  })

  it('loses against another process that was faster between our look and our write', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    const { store } = world.deps
    const decide: AccessRequestStore['decide'] = async (id, decision) => {
      await store.accessRequests.decide(id, { ...decision, state: 'declined', by: 'Max' })
      return store.accessRequests.decide(id, decision)
    }
    const accessRequests = { ...store.accessRequests, decide }
    const deps = { ...world.deps, store: { ...store, accessRequests } }
    const manager = await world.addMember(somebody(), ['environmentManager'])
    const principal = principalFor(manager)
    const refs = { environmentId: world.environmentId, requestId }
    await expect(approveAccess(deps, principal, refs, ['agent'])).rejects.toThrow('already declined by Max')
    expect((await signIn(person)).body.code).toBe('unknown_person')
    expect(await store.people.findUserByEmail(person.username)).toBeNull()
  })

  it('changes nothing when it is repeated', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    const first = await approve(requestId, { roles: ['agent'] })
    expect(await approve(requestId, { roles: ['environmentManager'] })).toEqual(first)
    const other = somebody()
    await ask(other)
    const otherId = await requestOf(other)
    expect((await decline(otherId)).body).toEqual({})
    expect((await decline(otherId, { token: max })).body).toEqual({})
  })

  it('against somebody lasts, however often they ask', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    await decline(requestId)
    expect((await ask(person, 'please')).body).toEqual({ state: 'declined' })
    expect(await requestOf(person)).toBe('undefined')
    expect((await approve(requestId)).body.code).toBe('conflict')
    expect((await signIn(person)).body.code).toBe('unknown_person')
  })

  it('lets somebody into the environment whose manager decided, and into no other', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person, nadia, world.secondEnvironmentId)
    await approve(requestId, { token: nadia, environmentId: world.secondEnvironmentId })
    const { body } = await signIn(person)
    const me = await world.api('GET', '/me', { token: body.token! })
    expect(me.body['environments']).toEqual([expect.objectContaining({ id: world.secondEnvironmentId })])
  })

  it('lets somebody who was removed ask again and come back as who they were', async () => {
    const person = somebody()
    await ask(person)
    const { body: member } = await approve(await requestOf(person))
    await world.deps.store.people.setRoles(world.environmentId, String(member['id']), [])
    world.deps.directory.invalidate()
    expect((await signIn(person)).body.code).toBe('unknown_person')
    expect((await ask(person)).body).toEqual({ state: 'pending' })
    expect((await approve(await requestOf(person))).body).toEqual(member)
  })
})

describe('who somebody becomes', () => {
  it('is never a user for whom their organisation does not vouch', async () => {
    const victim = somebody()
    const user = await world.addMember(victim, ['agent'], world.partnerEnvironmentId)
    const impostor = somebody({ username: victim.username })
    await ask(impostor)
    const requestId = await requestOf(impostor)
    const answer = await approve(requestId)
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict'])
    // Nothing was decided: it is still there, to be declined.
    expect(await requestOf(impostor)).toBe(requestId)
    expect(await world.deps.store.people.findUser(user.id)).toMatchObject({ entra: null })
    expect(await world.deps.store.people.findMember(world.environmentId, user.id)).toBeNull()
    expect((await signIn(impostor)).body.code).toBe('unknown_person')
  })

  it('is never a user with a password who works nowhere any more', async () => {
    const former = somebody()
    await world.deps.store.people.upsertUser({
      email: former.username,
      name: former.name,
      passwordHash: 'of somebody who knows it',
    })
    await ask(former)
    expect((await approve(await requestOf(former))).body.code).toBe('conflict')
  })

  it('is never a user who is linked with somebody else', async () => {
    const first = somebody()
    const user = await world.addMember(first)
    await signIn(first)
    const second = somebody({ username: first.username })
    await ask(second)
    const requestId = await requestOf(second)
    expect((await approve(requestId)).body.code).toBe('conflict')
    expect(await requestOf(second)).toBe(requestId)
    expect((await world.deps.store.people.findUser(user.id))?.entra?.objectId).toBe(first.objectId)
  })

  it('is the colleague who was made a member since they asked', async () => {
    const person = somebody()
    await ask(person)
    const requestId = await requestOf(person)
    const user = await world.addMember(person, ['analyst'], world.secondEnvironmentId)
    const { body } = await approve(requestId)
    expect(body).toMatchObject({ id: user.id, roles: ['agent'] })
    expect(await world.deps.store.people.findUser(user.id)).toMatchObject({
      entra: { tenantId: HOME, objectId: person.objectId },
    })
  })

  it('is made up for when a crash has cut an approval short', async () => {
    const { accessRequests, people } = world.deps.store
    const decision = { state: 'approved' as const, at: world.deps.clock.now(), by: 'Maria' }
    // Decided, and nothing else.
    const first = somebody()
    await ask(first)
    const firstId = await requestOf(first)
    await accessRequests.decide(firstId, decision)
    expect((await approve(firstId)).status).toBe(200)
    expect((await signIn(first)).status).toBe(201)
    // The user was made, but neither linked nor let in.
    const second = somebody()
    await ask(second)
    const secondId = await requestOf(second)
    await accessRequests.decide(secondId, decision)
    await people.upsertUser({ email: second.username, name: second.name })
    expect((await approve(secondId)).status).toBe(200)
    expect((await signIn(second)).status).toBe(201)
    // They asked again, as nobody repeated it.
    const third = somebody()
    await ask(third)
    await accessRequests.decide(await requestOf(third), decision)
    expect((await ask(third)).body).toEqual({ state: 'pending' })
    expect((await approve(await requestOf(third))).status).toBe(200)
  })
})
