import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry, NewAuditEntry } from '../../server/store/audit-store.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { NOON, someId } from './builders.ts'

let store: TestStore
let environmentId: string
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(() => {
  environmentId = someId()
})

const anEntry = (change: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  environmentId,
  at: NOON,
  actor: { kind: 'member', id: someId(), name: 'Anna' },
  address: '203.0.113.7',
  verb: 'changed',
  object: { kind: 'service', id: someId(), name: 'Hotline' },
  changes: [{ path: 'policy.recording', before: null, after: { 'dotted.name': [1, null] } }],
  version: null,
  ...change,
})

describe('the audit log', () => {
  it('keeps entries as they were written, whatever was changed', async () => {
    const entry = anEntry()
    await store.audit.append(entry)
    const { items } = await store.audit.list(environmentId, { after: null, limit: 10 })
    expect(items).toEqual([{ ...entry, outcome: 'done', id: expect.stringMatching(/^[0-9a-f]{24}$/) }])
  })

  it('orders what happened within one millisecond, and repeats and skips nothing between pages', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `entry ${index}`)
    for (const name of names) await store.audit.append(anEntry({ object: { kind: 'order', id: null, name } }))
    const read: string[] = []
    let after: string | null = null
    do {
      const page: { items: AuditEntry[]; nextCursor: string | null } = await store.audit.list(environmentId, {
        after,
        limit: 10,
      })
      read.push(...page.items.map(({ object }) => object.name))
      after = page.nextCursor
    } while (after !== null)
    expect(read).toEqual(names.toReversed())
  })

  it('shows nothing of another environment', async () => {
    await store.audit.append(anEntry())
    expect(await store.audit.list(someId(), { after: null, limit: 10 })).toEqual({
      items: [],
      nextCursor: null,
    })
  })

  it('reads entries that were stored without an outcome as done', async () => {
    const { version: _version, ...entry } = anEntry()
    await store.raw.collection('auditEntries').insertOne({ _id: someId() as never, ...entry })
    const query = { outcome: 'done', after: null, limit: 10 } as const
    const { items } = await store.audit.list(environmentId, query)
    expect(items).toMatchObject([{ outcome: 'done', version: null }])
  })
})

describe('an announced entry', () => {
  const RESULT = { verb: 'restored', object: { kind: 'order', id: 'x', name: 'y' }, changes: [] } as const
  const result = { ...RESULT, changes: [...RESULT.changes] }
  const only = async (): Promise<AuditEntry | undefined> =>
    (await store.audit.list(environmentId, { after: null, limit: 10 })).items[0]
  const soon = () => new Date(Date.now() + 2_000)

  it('is settled once, and then nothing changes or deletes it', async () => {
    const entry = anEntry()
    const id = await store.audit.announce(entry)
    expect(await only()).toEqual({ ...entry, id, outcome: 'pending' })
    expect(await store.audit.settle(environmentId, id, result)).toBe(true)
    const settled = { ...entry, ...result, id, outcome: 'done' }
    expect(await only()).toEqual(settled)
    const other = { ...result, changes: [{ path: 'a', before: 1, after: 2 }] }
    expect(await store.audit.settle(environmentId, id, other)).toBe(false)
    await store.audit.judge(environmentId, id, 'failed')
    await store.audit.withdraw(environmentId, id)
    expect(await only()).toEqual(settled)
  })

  it.each(['append', 'judge'] as const)('that is settled by `%s` cannot be withdrawn', async (how) => {
    if (how === 'append') await store.audit.append(anEntry())
    else await store.audit.judge(environmentId, await store.audit.announce(anEntry()), 'unknown')
    const before = await only()
    await store.audit.withdraw(environmentId, before?.id ?? '')
    await store.audit.judge(environmentId, before?.id ?? '', 'failed')
    expect(await only()).toEqual(before)
    expect(before).toBeDefined()
  })

  it('is gone when nothing was done, and only for its own environment', async () => {
    const id = await store.audit.announce(anEntry())
    await store.audit.withdraw(someId(), id)
    await store.audit.judge(someId(), id, 'failed')
    expect(await store.audit.settle(someId(), id, result)).toBe(false)
    expect(await only()).toMatchObject({ outcome: 'pending' })
    await store.audit.withdraw(environmentId, id)
    expect(await only()).toBeUndefined()
  })

  it('can be said to have been done by whoever did it after others took it for lost', async () => {
    const id = await store.audit.announce(anEntry())
    await store.audit.judge(environmentId, id, 'unknown')
    expect(await store.audit.settle(environmentId, id, result)).toBe(true)
    expect(await only()).toMatchObject({ outcome: 'done', verb: 'restored' })
  })

  it('is found when it was left open, and not before its time', async () => {
    const id = await store.audit.announce(anEntry())
    const lost = async (before: Date) => (await store.audit.lost(before, 1_000)).map((one) => one.id)
    expect(await lost(soon())).toContain(id)
    expect(await lost(new Date(Date.now() - 60_000))).not.toContain(id)
    await store.audit.judge(environmentId, id, 'unknown')
    expect(await lost(soon())).not.toContain(id)
  })
})
