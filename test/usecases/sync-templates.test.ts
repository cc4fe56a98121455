import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../server/lib/object-id.ts'
import type { StoredTemplate } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import type { Deps, OpenChannel } from '../../server/usecases/ports.ts'
import { syncTemplates } from '../../server/usecases/sync-templates.ts'
import { settleLostNotes } from '../../server/usecases/settle-lost-notes.ts'
import { Crash, dyingStore } from '../support/dying-store.ts'
import { createFakeDeps } from '../support/fakes.ts'
import { closeTestStore, openTestStore, openTestStoreAt, type TestStore } from '../support/store.ts'

type Given = Omit<StoredTemplate, 'id' | 'channelId' | 'environmentId' | 'syncedAt'>

let store: TestStore
let other: Store
let environmentId: string
let channelId: string
let platform: Given[]
beforeAll(async () => {
  store = await openTestStore()
  other = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await other.close()
  await closeTestStore(store)
})
beforeEach(() => {
  environmentId = newId()
  channelId = newId()
  platform = []
})

const template = (name: string, change: Partial<Given> = {}): Given => ({
  externalId: name,
  name,
  language: 'de',
  category: 'UTILITY',
  status: 'APPROVED',
  quality: null,
  sendable: true,
  parameterFormat: 'positional',
  header: null,
  body: 'Guten Tag {{1}}',
  bodyParameters: [{ key: '1' }],
  footer: null,
  buttons: [],
  ...change,
})

/** The channel as the platform has it at this moment. */
const openChannel = (): OpenChannel =>
  ({
    record: { id: channelId, environmentId, name: 'wa' },
    channel: {
      listTemplates: () => Promise.resolve(platform),
      sendTemplate: () => Promise.reject(new Error()),
    },
  }) as unknown as OpenChannel

const depsOn = (on: Store): Deps => ({ ...createFakeDeps(), store: on })
const sync = (on: Store = store): Promise<void> => syncTemplates(depsOn(on), openChannel())

/** Oldest first. */
async function notes() {
  const { items } = await store.audit.list(environmentId, { after: null, limit: 100 })
  return items.toReversed().map(({ verb, object, actor, outcome, changes }) => ({
    said: `${verb} ${object.name}`,
    kind: object.kind,
    by: actor.kind,
    outcome,
    changes: Object.fromEntries(changes.map(({ path, before, after }) => [path, [before, after]])),
  }))
}
const said = async () => (await notes()).map((one) => one.said)

const many = (count: number, change: Partial<Given> = {}): Given[] =>
  Array.from({ length: count }, (_, index) => template(`template_${String(index).padStart(3, '0')}`, change))

describe('templates that are synchronised', () => {
  it('are one entry of the audit log at first, by the system, and none when nothing has changed', async () => {
    platform = many(120)
    await sync()
    await sync()
    const [only, ...rest] = await notes()
    expect(rest).toEqual([])
    expect(only).toMatchObject({ said: 'created wa', kind: 'template', by: 'system', outcome: 'done' })
    const [before, after] = only!.changes['templates'] as [unknown, string[]]
    expect(before).toEqual([])
    expect(after).toContain('template_007 (de): APPROVED')
    expect(await store.templates.list(environmentId, channelId)).toHaveLength(120)
  })

  it('are noted each once when they appear, are approved, rejected, paused, changed or gone', async () => {
    platform = [template('a'), template('b')]
    await sync()
    platform = [...platform, template('c', { status: 'PENDING', sendable: false })]
    await sync()
    const states: Partial<Given>[] = [
      { status: 'APPROVED' },
      { status: 'PAUSED' },
      { status: 'REJECTED' },
      { status: 'REJECTED', body: 'Hallo' },
    ]
    for (const state of states) {
      platform = [template('a'), template('b'), template('c', state)]
      await sync()
      await sync()
    }
    platform = [template('b'), template('c', states.at(-1))]
    await sync()
    expect((await said()).slice(1)).toEqual([
      'created c (de)',
      'approved c (de)',
      'changed c (de)',
      'declined c (de)',
      'changed c (de)',
      'deleted a (de)',
    ])
    const all = await notes()
    expect(all[3]?.changes).toEqual({ status: ['APPROVED', 'PAUSED'] })
    expect(all[5]?.changes).toEqual({ body: ['Guten Tag {{1}}', 'Hallo'] })
    expect(all[6]?.changes).toMatchObject({ status: ['APPROVED', null] })
  })

  it('are noted once when two processes see the change at the same time', async () => {
    platform = many(30)
    await Promise.all([sync(), sync(other), sync(), sync(other)])
    const listed = (await notes()).flatMap(({ changes }) => changes['templates']?.[1] as string[])
    expect(listed).toHaveLength(30)
    expect(new Set(listed).size).toBe(30)
    const known = (await notes()).length
    platform = [...many(29), template('template_029', { status: 'PAUSED' })]
    await Promise.all([sync(), sync(other), sync(), sync(other)])
    expect((await said()).slice(known)).toEqual(['changed template_029 (de)'])
  })

  it('are not noted again and again when the platform names one twice', async () => {
    platform = [template('a'), template('a', { body: 'another' }), template('b')]
    await sync()
    await sync()
    expect(await said()).toEqual(['created wa'])
  })

  it('are in the log whenever the server dies in between', { timeout: 60_000 }, async () => {
    for (let n = 1; ; n += 1) {
      environmentId = newId()
      channelId = newId()
      platform = [template('a'), template('b')]
      await sync()
      platform = [template('a', { status: 'PAUSED' }), template('c')]
      const dying = dyingStore(store, { n, moment: 'before', parts: ['templates', 'audit'] })
      await sync(dying.store).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
      const there = await store.templates.list(environmentId, channelId)
      const changed = [
        ...(there.some(({ status }) => status === 'PAUSED') ? ['changed a (de)'] : []),
        ...(there.some(({ name }) => name === 'c') ? ['created c (de)'] : []),
        ...(there.some(({ name }) => name === 'b') ? [] : ['deleted b (de)']),
      ]
      expect(await said()).toEqual(expect.arrayContaining(changed))
      await sync()
      await settleLostNotes({ store }, new Date(Date.now() + 3_600_000))
      const outcomes = (await notes()).map(({ outcome }) => outcome)
      expect(outcomes).not.toContain('pending')
      if (!dying.died()) break
      expect(n, 'the steps come to an end').toBeLessThan(40)
    }
  })
})
