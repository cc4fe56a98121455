import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../server/store/audit-store.ts'
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

const anEntry = (change: Partial<AuditEntry> = {}): Omit<AuditEntry, 'id'> => ({
  environmentId,
  at: NOON,
  actor: { kind: 'member', id: someId(), name: 'Anna' },
  address: '203.0.113.7',
  verb: 'changed',
  object: { kind: 'service', id: someId(), name: 'Hotline' },
  changes: [{ path: 'policy.recording', before: null, after: { 'dotted.name': [1, null] } }],
  ...change,
})

describe('the audit log', () => {
  it('keeps entries as they were written, whatever was changed', async () => {
    const entry = anEntry()
    await store.audit.append(entry)
    const { items } = await store.audit.list(environmentId, { after: null, limit: 10 })
    expect(items).toEqual([{ ...entry, id: expect.stringMatching(/^[0-9a-f]{24}$/) }])
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

  it('has no method that changes or deletes an entry', () => {
    expect(Object.keys(store.audit).toSorted()).toEqual(['append', 'list'])
  })
})
