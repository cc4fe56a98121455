import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../server/contract/member.ts'
import type { Environment, User } from '../../server/store/entities.ts'
import type { Deps } from '../../server/usecases/ports.ts'
import { recognise, recogniseUser, type EntraWho } from '../../server/usecases/recognise.ts'
import { servesTenant, tenantsOf } from '../../server/usecases/recognise-tenants.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

const HOME = '11111111-aaaa-4000-8000-000000000001'
const PARTNER = '22222222-aaaa-4000-8000-000000000002'
const FOREIGN = '33333333-aaaa-4000-8000-000000000003'

let store: TestStore
let deps: Pick<Deps, 'store' | 'homeTenantId'>
/** Of an account that names no organisation. */
let ours: Environment
/** Of one whose people come from `PARTNER`. */
let theirs: Environment

beforeAll(async () => {
  store = await openTestStore()
  // As somebody may have pasted it into the configuration.
  deps = { store, homeTenantId: HOME.toUpperCase() }
  ours = await environmentOf('Muster GmbH')
  theirs = await environmentOf('Partner AG', [PARTNER])
})
afterAll(() => closeTestStore(store))

async function environmentOf(name: string, entraTenants?: string[]): Promise<Environment> {
  const account = await store.accounts.upsertAccount({
    name,
    retentionDays: null,
    twoFactorRequired: false,
    ...(entraTenants === undefined ? {} : { entraTenants }),
  })
  return store.accounts.upsertEnvironment({
    accountId: account.id,
    name,
    timeZone: 'Europe/Berlin',
    country: 'DE',
  })
}

let last = 0
const newObjectId = (): string => `44444444-bbbb-4000-8000-${String((last += 1)).padStart(12, '0')}`
const newEmail = (): string => `person${(last += 1)}@example.test`

async function memberOf(environments: Environment[], email = newEmail()): Promise<User> {
  const user = await store.people.upsertUser({ email, name: `Name of ${email}` })
  const roles: Role[] = ['agent']
  for (const { id } of environments) await store.people.setRoles(id, user.id, roles)
  return user
}

function who(tenantId: string, emails: string | string[] | null, objectId = newObjectId()): EntraWho {
  return { tenantId, objectId, email: () => Promise.resolve(emails) }
}

const entraOf = async (user: User) => (await store.people.findUser(user.id))?.entra

describe('recognising somebody from Microsoft', () => {
  it('goes by tenant and object id once they are linked, and asks for no address any more', async () => {
    const user = await memberOf([ours])
    const person = who(HOME, user.email)
    expect(await recognise(deps, person)).toEqual({
      userId: user.id,
      sessionId: 'teams-bot',
      name: user.name,
      secondFactor: true,
      address: null,
    })
    expect(await entraOf(user)).toEqual({ tenantId: HOME, objectId: person.objectId })
    const again: EntraWho = {
      tenantId: HOME.toUpperCase(),
      objectId: person.objectId.toUpperCase(),
      email: () => Promise.reject(new Error('asked without need')),
    }
    expect(await recogniseUser(deps, again)).toMatchObject({ id: user.id })
    // People marry, addresses change hands: the pair does not.
    expect(await recogniseUser(deps, who(HOME, 'other@example.test', person.objectId))).toMatchObject({
      id: user.id,
    })
  })

  it('finds them at their first coming by any of their addresses, the most reliable first', async () => {
    const [first, second] = [await memberOf([ours]), await memberOf([ours])]
    const both = await recogniseUser(deps, who(HOME, ['nobody@example.test', first.email, second.email]))
    expect(both).toMatchObject({ id: first.id })
    expect(await recogniseUser(deps, who(HOME, ` ${second.email.toUpperCase()} `))).toMatchObject({
      id: second.id,
    })
  })

  it('knows nobody without an address, nor with one that nobody has', async () => {
    for (const emails of [null, '', [], 'nobody@example.test', ['', 'nobody@example.test']])
      expect(await recognise(deps, who(HOME, emails))).toBeNull()
  })

  it("lets no foreign organisation in with a member's address", async () => {
    const victim = await memberOf([ours])
    expect(await recognise(deps, who(FOREIGN, victim.email))).toBeNull()
    expect(await entraOf(victim)).toBeNull()
  })

  it("lets no other customer's organisation in with a member's address", async () => {
    const [ofOurs, ofTheirs] = [await memberOf([ours]), await memberOf([theirs])]
    expect(await recognise(deps, who(PARTNER, ofOurs.email))).toBeNull()
    expect(await recognise(deps, who(HOME, ofTheirs.email))).toBeNull()
    expect([await entraOf(ofOurs), await entraOf(ofTheirs)]).toEqual([null, null])
    expect(await recognise(deps, who(PARTNER, ofTheirs.email))).not.toBeNull()
  })

  it('lets no organisation vouch for somebody who also works where it has no business', async () => {
    const both = await memberOf([ours, theirs])
    expect(await recognise(deps, who(PARTNER, both.email))).toBeNull()
    expect(await recognise(deps, who(HOME, both.email))).toBeNull()
    expect(await entraOf(both)).toBeNull()
  })

  it('lets nobody be somebody who works nowhere', async () => {
    const nowhere = await memberOf([])
    expect(await recognise(deps, who(HOME, nowhere.email))).toBeNull()
    expect(await entraOf(nowhere)).toBeNull()
  })

  it('takes whoever was removed everywhere for a stranger', async () => {
    const user = await memberOf([ours])
    const person = who(HOME, user.email)
    await recognise(deps, person)
    await store.people.setRoles(ours.id, user.id, [])
    expect(await recognise(deps, person)).toBeNull()
    await store.people.setRoles(ours.id, user.id, ['agent'])
    expect(await recognise(deps, person)).toMatchObject({ userId: user.id })
  })

  it('knows nobody of an organisation that has stopped being served', async () => {
    const other = '55555555-aaaa-4000-8000-000000000005'
    const environment = await environmentOf('Former AG', [other])
    const user = await memberOf([environment])
    const person = who(other, user.email)
    expect(await recognise(deps, person)).not.toBeNull()
    await environmentOf('Former AG', [])
    expect(await recognise(deps, person)).toBeNull()
  })

  it('links nobody who is linked with somebody else already', async () => {
    const user = await memberOf([ours])
    const first = who(HOME, user.email)
    await recognise(deps, first)
    expect(await recognise(deps, who(HOME, user.email))).toBeNull()
    expect(await entraOf(user)).toMatchObject({ objectId: first.objectId })
  })

  it('links once when the same person comes many times at once', async () => {
    const user = await memberOf([ours])
    const person = who(HOME, user.email)
    const found = await Promise.all(Array.from({ length: 8 }, () => recogniseUser(deps, person)))
    expect(found.map((one) => one?.id)).toEqual(Array.from({ length: 8 }, () => user.id))
  })

  it('links one of two people who come with the same address at once, for good', async () => {
    const user = await memberOf([ours])
    const people = [who(HOME, user.email), who(HOME, user.email)]
    const found = await Promise.all(people.map((person) => recogniseUser(deps, person)))
    expect(found.filter((one) => one !== null)).toHaveLength(1)
    const again = await Promise.all(people.map((person) => recogniseUser(deps, person)))
    expect(again.map((one) => one?.id)).toEqual(found.map((one) => one?.id))
  })

  it('links one of two users when one person comes with both addresses at once', async () => {
    const [first, second] = [await memberOf([ours]), await memberOf([ours])]
    const objectId = newObjectId()
    const found = await Promise.all([
      recogniseUser(deps, who(HOME, [first.email, second.email], objectId)),
      recogniseUser(deps, who(HOME, [second.email, first.email], objectId)),
    ])
    const linked = [await entraOf(first), await entraOf(second)].filter((entra) => entra !== null)
    expect(linked).toHaveLength(1)
    expect(new Set(found.map((one) => one?.id)).size).toBe(1)
  })
})

describe('the organisations that are served', () => {
  it('are those that accounts name, and our own for those that name none', async () => {
    expect(
      await Promise.all([HOME, PARTNER, PARTNER.toUpperCase(), FOREIGN].map((id) => servesTenant(deps, id))),
    ).toEqual([true, true, true, false])
    expect(await tenantsOf(deps, ours)).toEqual([HOME])
    expect(await tenantsOf(deps, theirs)).toEqual([PARTNER])
  })

  it('are only those that accounts name, on a server that has none of its own', async () => {
    const homeless = { ...deps, homeTenantId: null }
    expect(await servesTenant(homeless, HOME)).toBe(false)
    expect(await servesTenant(homeless, PARTNER)).toBe(true)
    expect(await tenantsOf(homeless, ours)).toEqual([])
    expect(await recognise(homeless, who(HOME, (await memberOf([ours])).email))).toBeNull()
  })
})
