import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseProvisioning, type Provisioning } from '../../server/config/provision.ts'
import { createDemo } from '../../server/demo.ts'
import { provision } from '../../server/provision.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const petra = { email: 'petra@partner.example', name: 'Petra', roles: ['environmentManager' as const] }
const anna = { email: 'anna@kunde.example', name: 'Anna', roles: ['agent' as const] }
const environment = { name: 'Kunde', members: [anna], services: [] }
const fileWith = (change: Partial<Provisioning>): Provisioning => ({
  accounts: [{ name: 'Kunde', environments: [environment] }],
  ...change,
})
const run = (file: Provisioning): Promise<void> => provision(store, [], file)

describe('the agency of a provisioning file', () => {
  it('may be left out, and takes a name and members', () => {
    const parse = (agency: unknown) => parseProvisioning(JSON.stringify({ agency, accounts: [] }))
    expect(parse(undefined).ok).toBe(true)
    expect(parse({ name: 'Partner', members: [petra] }).ok).toBe(true)
    expect(parse({ name: 'Partner', member: [] })).toMatchObject({ ok: false })
  })

  it('takes over what was there without one, and its people get into it (DX-ORG-05)', async () => {
    await run(fileWith({}))
    const user = (await store.people.findUserByEmail(anna.email))!
    const [before] = await store.people.membershipsOf(user.id)
    await run(fileWith({ agency: { name: 'Partner', members: [petra] } }))
    const [after] = await store.people.membershipsOf(user.id)
    expect(after?.environment.id).toBe(before?.environment.id)
    const manager = (await store.people.findUserByEmail(petra.email))!
    const places = await store.people.membershipsOf(manager.id)
    const kinds = places.map(({ environment: { name, kind }, roles }) => [name, kind, roles])
    expect(kinds).toEqual([
      ['Kunde', 'customer', ['environmentManager']],
      ['Partner', 'agency', ['environmentManager']],
    ])
    const account = await store.accounts.findAccount(after!.environment.accountId!)
    expect(account?.agencyId).toBe(after?.environment.agencyId)
  })

  it('changes nothing when it is applied again, and keeps what people have set since', async () => {
    const file = fileWith({ agency: { name: 'Partner', members: [petra] } })
    await run(file)
    const manager = (await store.people.findUserByEmail(petra.email))!
    const places = await store.people.membershipsOf(manager.id)
    const { environment: kunde } = places.find(({ environment: { kind } }) => kind === 'customer')!
    await store.environmentSettings.change(kunde.id, kunde.version, {
      name: 'Kunde',
      timeZone: 'Europe/Vienna',
      country: 'AT',
      policy: { recording: false },
    })
    const account = (await store.accounts.findAccount(kunde.accountId!))!
    await store.accounts.changeAccount(account.id, account.version, {
      retentionDays: 30,
      twoFactorRequired: true,
    })
    await run(file)
    expect(await store.accounts.findEnvironment(kunde.id)).toMatchObject({
      timeZone: 'Europe/Vienna',
      country: 'AT',
      policy: { recording: false },
      agencyId: account.agencyId,
    })
    expect(await store.accounts.findAccount(account.id)).toMatchObject({
      retentionDays: 30,
      twoFactorRequired: true,
    })
  })

  it('puts back what the file names itself', async () => {
    const named = { name: 'Kunde', retentionDays: 7, environments: [{ ...environment, timeZone: 'UTC' }] }
    await run(fileWith({ agency: { name: 'Partner', members: [] }, accounts: [named] }))
    const user = (await store.people.findUserByEmail(anna.email))!
    const [place] = await store.people.membershipsOf(user.id)
    expect(place?.environment.timeZone).toBe('UTC')
    expect(await store.accounts.findAccount(place!.environment.accountId!)).toMatchObject({
      retentionDays: 7,
    })
  })
})

it('the demonstration offers a partner last, who looks after two customers', () => {
  const { provisioning, signIn } = createDemo('http://127.0.0.1:9', Buffer.alloc(32))
  expect(signIn.accounts.map(({ name, role }) => [name, role])).toEqual([
    ['Anna Krüger', 'agent'],
    ['Luca Moretti', 'agent'],
    ['Olga Brandt', 'operator'],
    ['Max Richter', 'environmentManager'],
    ['Petra Adler', 'environmentManager'],
  ])
  expect(provisioning.agency?.name).toBe('Callover Partner')
  expect(provisioning.accounts.map(({ name }) => name)).toEqual(['Muster GmbH', 'Blumen Weber'])
})
