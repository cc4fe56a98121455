import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const anEnvironment = (name: string, accountId = someId()) => ({
  accountId,
  name,
  timeZone: 'Europe/Berlin',
  country: 'DE',
})

describe('accounts and environments', () => {
  it('are created or updated by name and keep their ids', async () => {
    const account = { name: someId(), retentionDays: null, twoFactorRequired: false }
    const first = await store.accounts.upsertAccount(account)
    expect(first).toEqual({ ...account, id: first.id })
    const second = await store.accounts.upsertAccount({ ...account, retentionDays: 30 })
    expect(second).toEqual({ ...account, id: first.id, retentionDays: 30 })

    const environment = await store.accounts.upsertEnvironment(anEnvironment('a', first.id))
    const updated = await store.accounts.upsertEnvironment({ ...anEnvironment('a', first.id), country: 'NL' })
    expect(updated).toEqual({ ...environment, country: 'NL' })
    expect(await store.accounts.findEnvironment(environment.id)).toEqual(updated)
    expect((await store.accounts.upsertEnvironment(anEnvironment('a'))).id).not.toBe(environment.id)
    expect(await store.accounts.findEnvironment('nonsense')).toBeNull()
  })

  it('are created once when several processes provision them at once', async () => {
    const account = { name: someId(), retentionDays: null, twoFactorRequired: false }
    const all = await Promise.all(Array.from({ length: 8 }, () => store.accounts.upsertAccount(account)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  })
})

describe('users', () => {
  it('are created or updated by e-mail, in whatever case it is written', async () => {
    const email = `${someId()}@example.test`
    const user = await store.people.upsertUser({ email: email.toUpperCase(), name: 'Anna' })
    expect(user).toEqual({ id: user.id, email, name: 'Anna', passwordHash: null, locale: null })
    const withPassword = await store.people.upsertUser({ email, name: 'Anna', passwordHash: 'hash' })
    expect(withPassword).toEqual({ ...user, passwordHash: 'hash' })
    const renamed = await store.people.upsertUser({ email, name: 'Anna B.' })
    expect(renamed).toEqual({ ...withPassword, name: 'Anna B.' })
    expect(await store.people.findUserByEmail(email.toUpperCase())).toEqual(renamed)
    expect(await store.people.findUser(user.id)).toEqual(renamed)
  })

  it('keep the language they have chosen', async () => {
    const { id, email } = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
    expect((await store.people.setLocale(id, 'de'))?.locale).toBe('de')
    expect((await store.people.upsertUser({ email, name: 'Anna' })).locale).toBe('de')
    expect((await store.people.setLocale(id, null))?.locale).toBeNull()
    expect(await store.people.setLocale(someId(), 'de')).toBeNull()
  })

  it('are not found by what is no string', async () => {
    expect(await store.people.findUserByEmail('')).toBeNull()
    expect(await store.people.findUser('nonsense')).toBeNull()
  })
})

describe('members', () => {
  it('are users with roles in an environment, until they have none left', async () => {
    const environment = await store.accounts.upsertEnvironment(anEnvironment('a'))
    const other = await store.accounts.upsertEnvironment(anEnvironment('b'))
    const user = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Zoe' })
    const colleague = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
    await store.people.setRoles(environment.id, user.id, ['agent'])
    await store.people.setRoles(environment.id, user.id, ['agent', 'operator'])
    await store.people.setRoles(environment.id, colleague.id, ['analyst'])
    await store.people.setRoles(other.id, user.id, ['agent'])

    const member = {
      id: user.id,
      environmentId: environment.id,
      name: 'Zoe',
      email: user.email,
      roles: ['agent', 'operator'],
    }
    expect(await store.people.findMember(environment.id, user.id)).toEqual(member)
    expect((await store.people.membersOf(environment.id)).map(({ name }) => name)).toEqual(['Anna', 'Zoe'])
    expect(await store.people.membershipsOf(user.id)).toEqual([
      { environment, roles: ['agent', 'operator'] },
      { environment: other, roles: ['agent'] },
    ])

    await store.people.setRoles(environment.id, user.id, [])
    expect(await store.people.findMember(environment.id, user.id)).toBeNull()
    expect(await store.people.membershipsOf(user.id)).toHaveLength(1)
  })
})

describe('services', () => {
  it('are created or updated by environment and name', async () => {
    const environmentId = someId()
    const service = {
      environmentId,
      name: 'Hotline',
      template: 'whatsapp-deflector',
      languages: ['de', 'en'],
      country: 'DE',
      timeZone: 'Europe/Berlin',
      invitationTemplate: null,
      readReceipts: 'on_reply' as const,
    }
    const first = await store.services.upsert(service)
    expect(first).toEqual({ ...service, id: first.id })
    const second = await store.services.upsert({ ...service, languages: ['nl'] })
    expect(second).toEqual({ ...first, languages: ['nl'] })
    await store.services.upsert({ ...service, name: 'Bestellung' })
    expect((await store.services.list(environmentId)).map(({ name }) => name)).toEqual([
      'Bestellung',
      'Hotline',
    ])
  })
})

describe('sessions', () => {
  const aSession = () => ({
    userId: someId(),
    tokenHash: someId(),
    createdAt: NOON,
    expiresAt: minutesLater(60),
  })

  it('are found by the hash of their token until they end', async () => {
    const session = aSession()
    const { tokenHash, ...visible } = session
    const inserted = await store.sessions.insert(session)
    expect(inserted).toEqual({ ...visible, id: inserted.id })
    expect(await store.sessions.findByTokenHash(tokenHash, minutesLater(59))).toEqual(inserted)
    expect(await store.sessions.findByTokenHash(tokenHash, minutesLater(60))).toBeNull()
    expect(await store.sessions.findByTokenHash('other', NOON)).toBeNull()
  })

  it('are gone once they are deleted', async () => {
    const session = aSession()
    const { id } = await store.sessions.insert(session)
    await store.sessions.delete(id)
    expect(await store.sessions.findByTokenHash(session.tokenHash, NOON)).toBeNull()
  })

  it('never share a token', async () => {
    const session = aSession()
    await store.sessions.insert(session)
    await expect(store.sessions.insert(session)).rejects.toThrow(/duplicate key/)
  })
})
