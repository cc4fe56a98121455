import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditOutcome } from '../../server/contract/audit.ts'
import { ConflictError } from '../../server/lib/errors.ts'
import { newId } from '../../server/lib/object-id.ts'
import { audited, auditedAt, originOf, type AuditNote } from '../../server/usecases/audit.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { changeEnvironmentSettings } from '../../server/usecases/people/environment-settings.ts'
import { settleLostNotes } from '../../server/usecases/settle-lost-notes.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createPeopleWorld, type PeopleWorld } from './people/people-world.ts'

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

const actor = () => ({
  memberId: newId(),
  name: 'Anna',
  environmentId: world.environmentId,
  address: null,
})
const ofEnvironment = (version?: number): AuditNote => ({
  verb: 'changed',
  object: { kind: 'environment', id: world.environmentId, name: 'Muster' },
  before: { a: 1 },
  after: { a: 2 },
  ...(version === undefined ? {} : { version }),
})
/** A note that a crash left open. */
const leftOpen = (note: AuditNote): Promise<unknown> =>
  audited(world.deps, actor(), note, { change: () => Promise.reject(new Error('gone')) }).catch(() => {})
const rename = async (): Promise<unknown> => {
  const { version } = (await store.accounts.findEnvironment(world.environmentId))!
  const given = { version, name: newId(), timeZone: 'Europe/Berlin', country: 'DE', policy: {} }
  return changeEnvironmentSettings(world.deps, manager, world.environmentId, given)
}
const outcomes = async (): Promise<AuditOutcome[]> =>
  (await world.audit(world.environmentId)).map(({ outcome }) => outcome).toReversed()
const later = (): Promise<void> => settleLostNotes(world.deps, new Date(Date.now() + 3_600_000))

describe('a note that was left open', () => {
  it('is not touched while its change may be under way', async () => {
    await leftOpen(ofEnvironment())
    await settleLostNotes(world.deps, new Date())
    expect(await outcomes()).toEqual(['pending'])
  })

  it('is said to be unknown where nothing tells', async () => {
    await leftOpen(ofEnvironment())
    await leftOpen({ ...ofEnvironment(2), object: { kind: 'invitation', id: newId(), name: 'x' } })
    await leftOpen({ ...ofEnvironment(9), object: { kind: 'environment', id: newId(), name: 'gone' } })
    await later()
    expect(await outcomes()).toEqual(['unknown', 'unknown', 'unknown'])
  })

  it('has failed when the object is older, or when somebody else made that version', async () => {
    await leftOpen(ofEnvironment(2))
    await later()
    expect(await outcomes()).toEqual(['failed'])
    await leftOpen(ofEnvironment(2))
    await rename()
    await later()
    expect(await outcomes()).toEqual(['failed', 'failed', 'done'])
  })

  it('is done when the object has the version and nobody else claims it', async () => {
    await leftOpen(ofEnvironment(1))
    await later()
    expect(await outcomes()).toEqual(['done'])
  })

  it('is unknown when two were left open for one version', async () => {
    await leftOpen(ofEnvironment(1))
    await leftOpen(ofEnvironment(1))
    await later()
    expect(await outcomes()).toEqual(['unknown', 'unknown'])
  })
})

describe('a change that is noted', () => {
  it('answers and refuses as the change does, and is noted as what it was in truth', async () => {
    const change = { change: () => Promise.resolve(3), noted: (a: number) => ({ after: { a } }) }
    expect(await audited(world.deps, actor(), ofEnvironment(), change)).toBe(3)
    const [entry] = await world.audit(world.environmentId)
    expect(entry).toMatchObject({ outcome: 'done', changes: [{ path: 'a', before: 1, after: 3 }] })
  })

  it('leaves no note when it was refused, found nothing to change, or turned out to be none', async () => {
    const refusal = new ConflictError('no')
    const refused = { change: () => Promise.reject(refusal) }
    await expect(audited(world.deps, actor(), ofEnvironment(), refused)).rejects.toBe(refusal)
    expect(
      await audited(world.deps, actor(), ofEnvironment(), { change: () => Promise.resolve(null) }),
    ).toBeNull()
    await audited(world.deps, actor(), ofEnvironment(), {
      change: () => Promise.resolve(1),
      noted: () => null,
    })
    expect(await outcomes()).toEqual([])
  })

  it('is not made when it cannot be noted, and is made when only its note cannot be settled', async () => {
    let made = 0
    const change = { change: () => Promise.resolve((made += 1)) }
    const gone = () => Promise.reject(new Error('the store is gone'))
    const without = (part: object) => ({
      ...world.deps,
      store: { ...store, audit: { ...store.audit, ...part } },
    })
    await expect(audited(without({ announce: gone }), actor(), ofEnvironment(), change)).rejects.toThrow(
      'gone',
    )
    expect(made).toBe(0)
    expect(await audited(without({ settle: gone }), actor(), ofEnvironment(), change)).toBe(1)
    expect(await outcomes()).toEqual(['pending'])
  })

  it('is in every one of several logs', async () => {
    const origins = [world.environmentId, world.aloneId].map((environmentId) =>
      originOf({ ...actor(), environmentId }),
    )
    await auditedAt(world.deps, origins, ofEnvironment(), { change: () => Promise.resolve(true) })
    expect(await outcomes()).toEqual(['done'])
    expect(await world.audit(world.aloneId)).toMatchObject([{ outcome: 'done' }])
  })
})
