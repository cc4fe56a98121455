import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../server/lib/errors.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { note, noteBySystem } from '../../../server/usecases/audit.ts'
import { exportAudit, listAudit } from '../../../server/usecases/people/audit-log.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people-world.ts'

let store: TestStore
let world: PeopleWorld
let manager: Principal
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))
beforeEach(async () => {
  world = await createPeopleWorld(store)
  manager = await world.member(world.environmentId, 'environmentManager')
})

/** Something done at an instant, by whomever. */
async function done(at: string, change: { kind?: 'service' | 'channel'; by?: string; id?: string } = {}) {
  const { kind = 'service', by = newId(), id = newId() } = change
  const actor = {
    memberId: by,
    name: 'Jürgen',
    environmentId: world.environmentId,
    address: null,
  }
  const clock = { now: () => new Date(at) }
  const object = { kind, id, name: at }
  await note({ store, clock }, actor, { verb: 'changed', object, before: { a: 1 }, after: { a: 2 } })
}

const list = (query: object = {}) =>
  listAudit(world.deps, manager, world.environmentId, { limit: 50, ...query })
const namesOf = async (query: object = {}) => (await list(query)).items.map(({ object }) => object.name)

async function csv(query: object = {}): Promise<string> {
  const file = await exportAudit(world.deps, manager, world.environmentId, query)
  let text = ''
  for await (const part of file.read()) text += part
  return text
}

describe('the audit log', () => {
  it('tells time, person, object and change, newest first, page by page (DX-AUDIT-01, DX-AUDIT-02)', async () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => `${day}T10:00:00.000Z`)
    for (const day of days) await done(day)
    const first = await list({ limit: 2 })
    expect(first.items[0]).toMatchObject({
      at: days[2],
      actor: { kind: 'member', name: 'Jürgen' },
      verb: 'changed',
      changes: [{ path: 'a', before: 1, after: 2 }],
    })
    const second = await list({ limit: 2, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map(({ at }) => at)).toEqual(days.toReversed())
    expect(second.nextCursor).toBeNull()
  })

  it('is filtered by what, by whom, and by days of the place, the last one included', async () => {
    const [by, id] = [newId(), newId()]
    // In Berlin the 29th of March 2026 begins at 23:00 UTC and, with summer time, ends at 22:00 UTC.
    await done('2026-03-28T22:59:59.999Z')
    await done('2026-03-28T23:00:00.000Z', { kind: 'channel' })
    await done('2026-03-29T21:59:59.999Z', { by })
    await done('2026-03-29T22:00:00.000Z', { id })
    const day = { from: '2026-03-29', to: '2026-03-29' }
    expect(await namesOf(day)).toEqual(['2026-03-29T21:59:59.999Z', '2026-03-28T23:00:00.000Z'])
    expect(await namesOf({ ...day, object: 'channel' })).toEqual(['2026-03-28T23:00:00.000Z'])
    expect(await namesOf({ actor: by })).toEqual(['2026-03-29T21:59:59.999Z'])
    expect(await namesOf({ objectId: id })).toEqual(['2026-03-29T22:00:00.000Z'])
    expect(await namesOf({ to: '2026-03-28' })).toEqual(['2026-03-28T22:59:59.999Z'])
    expect(await namesOf({ from: '2026-03-30' })).toEqual(['2026-03-29T22:00:00.000Z'])
  })

  it('names the product for what it does by itself', async () => {
    const object = { kind: 'account' as const, id: null, name: 'Muster' }
    await noteBySystem(world.deps, world.environmentId, { verb: 'deleted', object })
    expect((await list()).items[0]).toMatchObject({
      actor: { kind: 'system', id: null, name: 'Callover' },
      address: null,
      changes: [],
    })
  })

  it('of an environment is for its managers alone', async () => {
    await done('2026-03-01T10:00:00.000Z')
    const agent = await world.member(world.environmentId, 'agent', 'producer')
    const stranger = await world.member(world.aloneId, 'environmentManager')
    for (const read of [listAudit, exportAudit]) {
      const query = { limit: 50 }
      await expect(read(world.deps, agent, world.environmentId, query)).rejects.toThrow(ForbiddenError)
      await expect(read(world.deps, stranger, world.environmentId, query)).rejects.toThrow(NotFoundError)
    }
    expect((await listAudit(world.deps, stranger, world.aloneId, { limit: 50 })).items).toEqual([])
  })

  it('refuses a cursor that is none', async () => {
    await expect(list({ cursor: '{"$gt":""}' })).rejects.toThrow(InvalidInputError)
  })
})

describe('the exported audit log', () => {
  it('is a file that spreadsheets read, and says itself that it was made', async () => {
    await done('2026-03-01T10:00:00.000Z')
    const file = await exportAudit(world.deps, manager, world.environmentId, { object: 'service' })
    expect(file.fileName).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/)
    const lines = (await csv()).split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFFtime,actor,actor kind,address,action,object kind,object,object id,field,before,after,outcome',
    )
    expect(lines.slice(1).map((line) => line.split(',')[4] ?? '')).toEqual([
      'exported',
      'exported',
      'changed',
      '',
    ])
    expect((await list()).items[1]).toMatchObject({
      verb: 'exported',
      actor: { id: manager.userId },
      changes: [{ path: 'auditLog.object', before: null, after: 'service' }],
    })
  })

  it('takes the same filters', async () => {
    await done('2026-03-01T10:00:00.000Z')
    await done('2026-03-02T10:00:00.000Z', { kind: 'channel' })
    expect((await csv({ object: 'channel', to: '2026-03-02' })).trim().split('\r\n')).toHaveLength(2)
  })

  it('is read page by page, so that its length does not matter', async () => {
    const many = Array.from({ length: 1_201 }, (_, index) => ({
      _id: index.toString(16).padStart(24, '0') as never,
      environmentId: world.environmentId,
      at: new Date('2026-03-01T10:00:00.000Z'),
      actor: { kind: 'system', id: null, name: 'Callover' },
      address: null,
      verb: 'changed',
      object: { kind: 'order', id: null, name: `order ${index}` },
      changes: [],
    }))
    await store.raw.collection('auditEntries').insertMany(many)
    const file = await exportAudit(world.deps, manager, world.environmentId, { object: 'order' })
    const sizes: number[] = []
    for await (const part of file.read()) sizes.push(part.split('\r\n').length - 1)
    expect(sizes).toEqual([1, 500, 500, 201])
    const text = await csv({ object: 'order' })
    expect(new Set(text.match(/order \d+/g)).size).toBe(1_201)
  })
})
