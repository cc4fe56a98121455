import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectors } from '../../server/channels/registry.ts'
import { parseProvisioning, type Provisioning } from '../../server/config/provision.ts'
import { newId } from '../../server/lib/object-id.ts'
import { provision } from '../../server/provision.ts'
import type { Store } from '../../server/store/store.ts'
import { providers } from '../../server/telephony/registry.ts'
import { settleLostNotes } from '../../server/usecases/settle-lost-notes.ts'
import { Crash, dyingStore } from '../support/dying-store.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'

let store: TestStore
let other: Store
let name: string
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await other.close()
  await closeTestStore(store)
})
beforeEach(() => {
  name = newId()
})

const SECRETS = { accessToken: 'hidden-access', appSecret: 'hidden-app', verifyToken: 'hidden-verify' }
const PASSWORD = 'hidden-Otter-swims-9'

const aChannel = () => ({
  name: `wa-${name}`,
  kind: 'whatsapp',
  provider: 'cloud',
  phoneNumber: '+49301234567',
  phoneNumberId: name,
  wabaId: '102290129340398',
  apiBaseUrl: 'https://graph.facebook.com/v26.0',
  ...SECRETS,
})

interface Wanted {
  account?: object
  environment?: object
  roles?: string[]
  service?: object
  channel?: object
  agency?: boolean
}

/** A file with one of everything. */
function aFile({
  account,
  environment,
  roles = ['agent'],
  service,
  channel,
  agency = true,
}: Wanted): Provisioning {
  const hotline = {
    name: 'Hotline',
    template: 'whatsapp-deflector',
    languages: ['de'],
    channels: [{ ...aChannel(), ...channel }],
    ...service,
  }
  const anna = { email: `anna@${name}.example`, name: 'Anna', password: PASSWORD, roles }
  const place = { name, members: [anna], services: [hotline], ...environment }
  const parsed = parseProvisioning(
    JSON.stringify({
      ...(agency ? { agency: { name: `Agency ${name}` } } : {}),
      accounts: [{ name, retentionDays: 30, environments: [place], ...account }],
    }),
  )
  if (!parsed.ok) throw new Error(parsed.faults.join('; '))
  return parsed.value
}

const run = (wanted: Wanted, on: Store = store): Promise<void> =>
  provision(on, connectors, aFile(wanted), { providers })

interface Noted {
  verb: string
  kind: string
  name: string
  actor: string
  outcome: string
  changes: Record<string, [unknown, unknown]>
}

/** What the logs say of this file's environments, oldest first. */
async function notes(): Promise<Noted[]> {
  const places = store.raw.collection('environments').find({ name: { $in: [name, `Agency ${name}`] } })
  const ids = (await places.toArray()).map(({ _id }) => String(_id))
  const lists = ids.map((id) => store.audit.list(id, { after: null, limit: 100 }))
  const entries = (await Promise.all(lists)).flatMap(({ items }) => items)
  return entries
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ verb, object, actor, outcome, changes }) => ({
      verb,
      kind: object.kind,
      name: object.name,
      actor: actor.kind,
      outcome,
      changes: Object.fromEntries(changes.map(({ path, before, after }) => [path, [before, after]])),
    }))
}

const short = ({ verb, kind }: Noted): string => `${kind} ${verb}`

describe('what a provisioning file makes', () => {
  it('is in the audit log as made by the file, secrets only as set (DX-AUDIT-01, -02)', async () => {
    await run({ service: { settings: { deflector: { companyName: 'Muster' } } } })
    const all = await notes()
    expect(all.map(short).toSorted()).toEqual([
      'account created',
      'agency created',
      'channel created',
      'environment created',
      'member created',
      'service created',
      'serviceSettings published',
    ])
    expect(new Set(all.map(({ actor, outcome }) => `${actor} ${outcome}`))).toEqual(
      new Set(['provisioning done']),
    )
    const changes = Object.assign({}, ...all.map((one) => one.changes)) as Noted['changes']
    expect(changes).toMatchObject({
      retentionDays: [null, 30],
      roles: [null, ['agent']],
      password: [null, '•••'],
      'values.phoneNumberId': [null, name],
      'secrets.accessToken': [null, '•••'],
      'deflector.companyName': ['', 'Muster'],
    })
    const raw = JSON.stringify(await store.raw.collection('auditEntries').find({}).toArray())
    for (const secret of [...Object.values(SECRETS), PASSWORD, '$argon2'])
      expect(raw.includes(secret), 'no secret is in the log').toBe(false)
  })

  it('is not noted again by a start with the same file', async () => {
    await run({})
    const before = await notes()
    await run({})
    expect(await notes()).toEqual(before)
  })

  it('is told by the environment where no agency looks after the account', async () => {
    await run({ agency: false })
    const made = (await notes()).find(({ kind }) => kind === 'environment')
    expect(made?.changes).toMatchObject({ 'account.name': [null, name], 'account.retentionDays': [null, 30] })
    await run({ agency: false, account: { retentionDays: 60 } })
    expect((await notes()).at(-1)).toMatchObject({ kind: 'account', changes: { retentionDays: [30, 60] } })
  })
})

const CHANGES: [string, Wanted, string, object][] = [
  ['an account', { account: { retentionDays: null } }, 'account changed', { retentionDays: [30, null] }],
  [
    'an environment',
    { environment: { timeZone: 'Europe/Vienna', country: 'AT' } },
    'environment changed',
    { timeZone: ['Europe/Berlin', 'Europe/Vienna'], country: ['DE', 'AT'] },
  ],
  [
    'the roles of a member',
    { roles: ['analyst', 'agent'] },
    'member changed',
    { roles: [['agent'], ['agent', 'analyst']] },
  ],
  [
    'a service',
    { service: { languages: ['de', 'en'] } },
    'service changed',
    { languages: [['de'], ['de', 'en']] },
  ],
  [
    'settings',
    { service: { settings: { telephony: { beep: true } } } },
    'serviceSettings published',
    { 'telephony.beep': [false, true] },
  ],
  [
    'a secret',
    { channel: { appSecret: 'hidden-other' } },
    'channel changed',
    { 'secrets.appSecret': ['•••', '•••'] },
  ],
  [
    'a value of a channel',
    { channel: { wabaId: '2' } },
    'channel changed',
    { 'values.wabaId': ['102290129340398', '2'] },
  ],
]

describe('what a changed provisioning file changes', () => {
  it.each(CHANGES)('is noted as it was and is: %s', async (_, wanted, said, changes) => {
    await run({})
    const known = await notes()
    await run(wanted)
    const added = (await notes()).slice(known.length)
    const [first] = added.filter((one) => short(one) === said)
    expect(first?.changes).toEqual(changes)
    // A service has the time zone and country of its environment.
    expect(added.filter((one) => short(one) !== said).map(short)).toEqual(
      said === 'environment changed' ? ['service changed'] : [],
    )
  })

  it('of settings tells of the draft where that was another one', async () => {
    await run({})
    const { _id } = (await store.raw.collection('environments').findOne({ name }))!
    const [service] = await store.services.list(String(_id))
    const record = (await store.serviceSettings.find(String(_id), service!.id))!
    const draft = { ...record.draft, deflector: { ...record.draft.deflector, companyName: 'Draft' } }
    const change = { version: record.version, draft, by: 'Max', now: new Date('2026-03-10T12:00:00.000Z') }
    await store.serviceSettings.save(String(_id), service!.id, change)
    await run({ service: { settings: { deflector: { companyName: 'File' } } } })
    expect((await notes()).at(-1)?.changes).toEqual({
      'deflector.companyName': ['', 'File'],
      'draft.deflector.companyName': ['Draft', 'File'],
    })
  })
})

describe('a file that several processes apply at once', () => {
  it('is noted once', async () => {
    await Promise.all([run({}), run({}, other), run({}), run({}, other)])
    expect((await notes()).map(short).toSorted()).toEqual([
      'account created',
      'agency created',
      'channel created',
      'environment created',
      'member created',
      'service created',
    ])
    const wanted = { roles: ['analyst'], channel: { wabaId: '3' } }
    await Promise.all([run(wanted), run(wanted, other)])
    expect((await notes()).slice(6).map(short).toSorted()).toEqual(['channel changed', 'member changed'])
  })
})

describe('a start that breaks off', () => {
  const PARTS = ['accounts', 'people', 'services', 'serviceSettings', 'channels', 'audit'] as const

  it(
    'leaves nothing behind that is not in the log, wherever it breaks off',
    { timeout: 120_000 },
    async () => {
      const service = { settings: { telephony: { beep: true } } }
      for (let n = 1; ; n += 1) {
        name = newId()
        const dying = dyingStore(store, { n, moment: 'before', parts: PARTS })
        await run({ service }, dying.store).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error
        })
        const there = await made()
        const noted = new Set((await notes()).map(({ kind }) => kind))
        expect(there.filter((kind) => !noted.has(kind))).toEqual([])
        // The next start makes up for the rest, and everything is noted as done at least once.
        await run({ service })
        await settleLostNotes({ store }, new Date(Date.now() + 3_600_000))
        const all = await notes()
        expect(all.filter(({ outcome }) => outcome === 'pending')).toEqual([])
        expect((await made()).filter((kind) => !all.some((one) => one.kind === kind))).toEqual([])
        if (!dying.died()) break
        expect(n, 'the steps come to an end').toBeLessThan(60)
      }
    },
  )

  /** Of what kinds something is there. */
  async function made(): Promise<string[]> {
    const { raw } = store
    const agency = await raw.collection('environments').findOne({ name: `Agency ${name}` })
    const account = await raw.collection('accounts').findOne({ name })
    const environment = await raw.collection('environments').findOne({ name })
    const environmentId = String(environment?._id)
    const [service] = await store.services.list(environmentId)
    const settings = await store.serviceSettings.list(environmentId)
    const channels = await store.channels.list(environmentId)
    const members = await raw.collection('memberships').findOne({ environmentId })
    return [
      ...(agency === null ? [] : ['agency']),
      ...(account === null ? [] : ['account']),
      ...(environment === null ? [] : ['environment']),
      ...(service === undefined ? [] : ['service']),
      ...(settings.length === 0 ? [] : ['serviceSettings']),
      ...(channels.length === 0 ? [] : ['channel']),
      ...(members === null ? [] : ['member']),
    ]
  }
})
