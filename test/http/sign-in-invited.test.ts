import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken, hashToken } from '../../server/auth/tokens.ts'
import { newId } from '../../server/lib/object-id.ts'
import { somebody, startMicrosoftWorld, type MicrosoftWorld } from './microsoft-world.ts'

let world: MicrosoftWorld
beforeAll(async () => {
  world = await startMicrosoftWorld()
})
afterAll(() => world.close())

async function invited(email: string, environmentId: string): Promise<void> {
  const invitedAt = new Date()
  await world.store.invitations.invite({
    environmentId,
    email,
    roles: ['agent'],
    tokenHash: hashToken(createToken()),
    invitedBy: 'Anna',
    invitedById: newId(),
    invitedAt,
    expiresAt: new Date(invitedAt.getTime() + 3_600_000),
  })
}

const rolesOf = (me: { body: Record<string, unknown> }): unknown =>
  (me.body['environments'] as { id: string; roles: string[] }[]).map(({ id, roles }) => [id, roles])

describe('signing in with Microsoft while invited (DX-MEM-04)', () => {
  it('accepts the invitation for exactly that address', async () => {
    const person = somebody()
    const token = await world.entra.issueTeamsToken(person)
    expect((await world.api('POST', '/sessions/teams', { body: { token } })).body.code).toBe('unknown_person')
    await invited(person.username.toLowerCase(), world.environmentId)
    const answer = await world.api('POST', '/sessions/teams', { body: { token } })
    expect(answer.status).toBe(201)
    const me = await world.api('GET', '/me', { token: answer.body.token! })
    expect(rolesOf(me)).toEqual([[world.environmentId, ['agent']]])
  })

  it('adds another environment for somebody who is known already', async () => {
    const person = somebody()
    await world.addMember(person, ['operator'])
    await invited(person.username.toLowerCase(), world.secondEnvironmentId)
    const token = await world.entra.issueTeamsToken(person)
    const answer = await world.api('POST', '/sessions/teams', { body: { token } })
    const me = await world.api('GET', '/me', { token: answer.body.token! })
    expect(rolesOf(me)).toHaveLength(2)
  })

  it('gives nothing to somebody of an organisation that the environment is not served by', async () => {
    const person = somebody()
    await invited(person.username.toLowerCase(), world.partnerEnvironmentId)
    const token = await world.entra.issueTeamsToken(person)
    expect((await world.api('POST', '/sessions/teams', { body: { token } })).body.code).toBe('unknown_person')
  })
})
