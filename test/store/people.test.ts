import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'
import { minutesLater, NOON, someId } from './builders.ts'
import { sessionFor } from '../support/people.ts'

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

const anAccount = () => ({ name: someId(), retentionDays: null, twoFactorRequired: false })

describe('accounts and environments', () => {
  it('are created or updated by name and keep their ids', async () => {
    const account = { name: someId(), retentionDays: null, twoFactorRequired: false }
    const first = await store.accounts.upsertAccount(account)
    expect(first).toMatchObject({
      ...account,
      agencyId: null,
      policy: {},
      deactivatedAt: null,
      entraTenants: [],
    })
    const second = await store.accounts.upsertAccount({ ...account, retentionDays: 30 })
    expect(second).toEqual({ ...first, retentionDays: 30 })

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

  it('are found by their ids and by accounts, in the order of their names', async () => {
    const account = await store.accounts.upsertAccount(anAccount())
    const second = await store.accounts.upsertEnvironment(anEnvironment('b', account.id))
    const first = await store.accounts.upsertEnvironment(anEnvironment('a', account.id))
    await store.accounts.upsertEnvironment(anEnvironment('c'))
    expect(await store.accounts.findAccount(account.id)).toEqual(account)
    expect(await store.accounts.findAccount('nonsense')).toBeNull()
    expect(await store.accounts.environmentsOf([account.id, someId()])).toEqual([first, second])
    expect(await store.accounts.environmentsOf([])).toEqual([])
  })
})

describe('the organisations of an account', () => {
  it('stay as they are unless they are named', async () => {
    const account = anAccount()
    expect((await store.accounts.upsertAccount(account)).entraTenants).toEqual([])
    const entraTenants = [someId(), someId()]
    expect((await store.accounts.upsertAccount({ ...account, entraTenants })).entraTenants).toEqual(
      entraTenants,
    )
    expect((await store.accounts.upsertAccount(account)).entraTenants).toEqual(entraTenants)
    expect((await store.accounts.upsertAccount({ ...account, entraTenants: [] })).entraTenants).toEqual([])
  })

  it('lead to the account, in whatever case they are written', async () => {
    const [shared, own] = [someId(), someId()]
    const first = await store.accounts.upsertAccount({
      ...anAccount(),
      name: `a${own}`,
      entraTenants: [shared],
    })
    const second = await store.accounts.upsertAccount({
      ...anAccount(),
      name: `b${own}`,
      entraTenants: [shared.toUpperCase(), own, shared],
    })
    expect(second.entraTenants).toEqual([shared, own])
    expect(await store.accounts.accountsOfTenants([shared])).toEqual([first, second])
    expect(await store.accounts.accountsOfTenants([own.toUpperCase(), shared])).toEqual([first, second])
    expect(await store.accounts.accountsOfTenants([own])).toEqual([second])
    expect(await store.accounts.accountsOfTenants([someId()])).toEqual([])
    expect(await store.accounts.accountsOfTenants([])).toEqual([])
  })

  it('are none in an account that names none, also in one from before there were any', async () => {
    const none = await store.accounts.upsertAccount(anAccount())
    const named = await store.accounts.upsertAccount({ ...anAccount(), entraTenants: [someId()] })
    const old = { ...anAccount(), _id: someId() }
    await store.raw.collection<{ _id: string }>('accounts').insertOne(old)
    const found = await store.accounts.accountsWithoutTenant()
    expect(found).toContainEqual(none)
    expect(found).toContainEqual({ ...none, id: old._id, name: old.name })
    expect(found).not.toContainEqual(named)
    expect((await store.accounts.findAccount(old._id))?.entraTenants).toEqual([])
  })
})

describe('users', () => {
  it('are created or updated by e-mail, in whatever case it is written', async () => {
    const email = `${someId()}@example.test`
    const user = await store.people.upsertUser({ email: email.toUpperCase(), name: 'Anna' })
    expect(user).toEqual({
      id: user.id,
      email,
      name: 'Anna',
      passwordHash: null,
      locale: null,
      entra: null,
      twoFactor: false,
      lastSeenAt: null,
    })
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

describe('a person in Microsoft Entra', () => {
  const aUser = () => store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Anna' })
  const aPerson = () => ({ tenantId: someId(), objectId: someId() })

  it('is found once a user is linked to them', async () => {
    const [user, person] = [await aUser(), aPerson()]
    expect(await store.people.findUserByEntra(person)).toBeNull()
    const linked = await store.people.linkEntra(user.id, person)
    expect(linked).toEqual({ ...user, entra: person })
    expect(await store.people.findUserByEntra(person)).toEqual(linked)
    expect(await store.people.findUser(user.id)).toEqual(linked)
    expect(await store.people.findUserByEntra({ ...person, tenantId: someId() })).toBeNull()
    expect(await store.people.linkEntra(user.id, person)).toEqual(linked)
    expect((await store.people.upsertUser({ email: user.email, name: 'Anna B.' })).entra).toEqual(person)
  })

  it('is one user, and a user is one person', async () => {
    const [user, colleague] = [await aUser(), await aUser()]
    const [person, stranger] = [aPerson(), aPerson()]
    await store.people.linkEntra(user.id, person)
    expect(await store.people.linkEntra(user.id, stranger)).toBeNull()
    expect(await store.people.linkEntra(colleague.id, person)).toBeNull()
    expect((await store.people.findUserByEntra(person))?.id).toBe(user.id)
    expect((await store.people.findUser(colleague.id))?.entra).toBeNull()
    // The same object id in another organisation is somebody else.
    const namesake = { ...person, tenantId: someId() }
    expect((await store.people.linkEntra(colleague.id, namesake))?.entra).toEqual(namesake)
    expect(await store.people.linkEntra(someId(), aPerson())).toBeNull()
  })

  it('is linked to one of many at once, from several processes', async () => {
    const other = await openTestStoreAt(store.database)
    const person = aPerson()
    const users = await Promise.all(Array.from({ length: 6 }, aUser))
    const linked = await Promise.all(
      users.map(({ id }, index) => (index % 2 === 0 ? store : other).people.linkEntra(id, person)),
    )
    expect(linked.filter((user) => user !== null)).toHaveLength(1)
    const [user, persons] = [await aUser(), Array.from({ length: 6 }, aPerson)]
    const taken = await Promise.all(
      persons.map((one, index) => (index % 2 === 0 ? store : other).people.linkEntra(user.id, one)),
    )
    expect(taken.filter((one) => one !== null)).toHaveLength(1)
    await other.close()
  })

  it('is nobody yet for a user from before people were linked', async () => {
    const old = {
      _id: someId(),
      email: `${someId()}@example.test`,
      name: 'Zoe',
      passwordHash: null,
      locale: null,
    }
    await store.raw.collection<{ _id: string }>('users').insertOne(old)
    expect((await store.people.findUser(old._id))?.entra).toBeNull()
    const person = aPerson()
    expect((await store.people.linkEntra(old._id, person))?.entra).toEqual(person)
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
      ownRoles: ['agent', 'operator'],
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

  it('of an agency work in every environment below it, with their roles there and their own (DX-ROLE-10)', async () => {
    const { agency, account, environment } = await aCustomer()
    const elsewhere = await store.accounts.upsertEnvironment(anEnvironment('elsewhere'))
    const petra = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Petra' })
    const own = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Otto' })
    await store.people.setRoles(agency.id, petra.id, ['producer', 'agent'])
    await store.people.setRoles(environment.id, petra.id, ['agent', 'analyst'])
    await store.people.setRoles(environment.id, own.id, ['agent'])

    expect(await store.people.membersOf(environment.id)).toMatchObject([
      { name: 'Otto', roles: ['agent'], ownRoles: ['agent'] },
      { name: 'Petra', roles: ['agent', 'analyst', 'producer'], ownRoles: ['agent', 'analyst'] },
    ])
    expect((await store.people.membersOf(agency.id)).map(({ name }) => name)).toEqual(['Petra'])
    expect(await store.people.membersOf(elsewhere.id)).toEqual([])
    const places = await store.people.membershipsOf(petra.id)
    expect(places.map((place) => place.environment.id).toSorted()).toEqual(
      [agency.id, environment.id].toSorted(),
    )
    expect((await store.people.membershipsOf(own.id)).map((place) => place.environment.id)).toEqual([
      environment.id,
    ])
    expect(account.agencyId).toBe(agency.id)
  })

  it('work nowhere in an account that is not in use', async () => {
    const { agency, account, environment } = await aCustomer()
    const petra = await store.people.upsertUser({ email: `${someId()}@example.test`, name: 'Petra' })
    await store.people.setRoles(agency.id, petra.id, ['agent'])
    await store.people.setRoles(environment.id, petra.id, ['agent'])
    const accounts = store.raw.collection<{ _id: string }>('accounts')
    await accounts.updateOne({ _id: account.id }, { $set: { deactivatedAt: NOON } })
    expect(await store.people.membersOf(environment.id)).toEqual([])
    expect(await store.people.membershipsOf(petra.id)).toMatchObject([{ environment: { id: agency.id } }])
    await accounts.updateOne({ _id: account.id }, { $set: { deactivatedAt: null } })
    expect(await store.people.membersOf(environment.id)).toHaveLength(1)
  })
})

/** An agency with one customer's environment below it. */
async function aCustomer() {
  const agency = await store.accounts.upsertAgency({
    name: someId(),
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })
  const account = await store.accounts.upsertAccount({ ...anAccount(), agencyId: agency.id })
  const place = { ...anEnvironment('below', account.id), agencyId: agency.id }
  return { agency, account, environment: await store.accounts.upsertEnvironment(place) }
}

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
    expect(first).toMatchObject(service)
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
    ...sessionFor(someId()),
    tokenHash: someId(),
    createdAt: NOON,
    expiresAt: minutesLater(60),
  })

  it('are found by the hash of their token until they end', async () => {
    const session = aSession()
    const { tokenHash, ...visible } = session
    const inserted = await store.sessions.insert(session)
    expect(inserted).toEqual({
      ...visible,
      id: inserted.id,
      lastSeenAt: visible.createdAt,
      address: null,
      device: null,
    })
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
