import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChannelError } from '../../../server/lib/errors.ts'
import type { Call } from '../../../server/store/entities.ts'
import type { LeftRecordingView } from '../../../server/contract/privacy-routes.ts'
import { deleteOldRecordings } from '../../../server/usecases/organisation/delete-recordings.ts'
import { enforceRetention } from '../../../server/usecases/enforce-retention.ts'
import type { Deps, OpenLine } from '../../../server/usecases/ports.ts'
import { eraseCaller } from '../../../server/usecases/privacy/callers.ts'
import {
  discardElsewhere,
  listLeftRecordings,
  retryLeftRecording,
  retryLeftRecordings,
  settleLeftRecording,
} from '../../../server/usecases/privacy/left-recordings.ts'
import { receiveRecording } from '../../../server/usecases/receive-recording.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createPrivacyWorld, type PrivacyWorld } from './privacy-world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let store: TestStore
let world: PrivacyWorld
let deps: Deps
let channelId: string
/** What the platform does with a request to delete; the ids of calls that it was asked about. */
let refuses = true
let asked: string[] = []
let isLinked = true

beforeAll(async () => {
  store = await openTestStore()
  world = await createPrivacyWorld(store)
  const [channel] = await store.channels.list(world.environmentId)
  channelId = channel!.id
  const line = {
    fetchRecording: () => Promise.reject(new Error('not here')),
    async discardRecordings(callId: string) {
      asked.push(callId)
      if (refuses)
        throw new ChannelError({ connector: 'fake', reason: 'channel_unavailable', outcome: 'not-sent' })
    },
  }
  const open = { line, record: channel, service: null } as unknown as OpenLine
  deps = { ...world.deps, lines: { ...world.deps.lines, get: async () => (isLinked ? open : null) } }
})
afterAll(async () => {
  await world.close()
  await closeTestStore(store)
})
beforeEach(async () => {
  refuses = true
  isLinked = true
  asked = []
  await store.raw.collection('left_recordings').deleteMany({})
})

let last = 0

/** A caller who was recorded; the recording never reached us. */
async function recorded(state?: 'failed'): Promise<Call> {
  last += 1
  const call = await world.rings({ number: `+4930${6_660_000 + last}` }, { recording: 'on' })
  if (state !== undefined) {
    const id = await world.record(call, 'x')
    await store.raw.collection<{ _id: string }>('files').updateOne({ _id: id }, { $set: { state } })
  }
  return call
}

async function listed(): Promise<LeftRecordingView[]> {
  return (await listLeftRecordings(deps, world.manager, world.environmentId)).items
}

async function notes(): Promise<{ recording: unknown; actor: string }[]> {
  const { items } = await store.audit.list(world.environmentId, {
    objectId: channelId,
    after: null,
    limit: 50,
  })
  return items.map(({ actor, changes }) => ({
    recording: changes.find(({ path }) => path === 'recording')?.after,
    actor: actor.kind,
  }))
}

function atPlatform(callId: string, more: { certain?: boolean } = {}) {
  return {
    environmentId: world.environmentId,
    channelId,
    callId,
    source: {},
    startedAt: world.now,
    certain: true,
    ...more,
  }
}

describe('a recording that a platform refuses to delete', () => {
  it('is shown with call, platform and since when, and is gone from the list once the platform obeys', async () => {
    await discardElsewhere(deps, atPlatform('CA-shown'))
    expect(await listed()).toMatchObject([
      {
        callAtPlatform: 'CA-shown',
        channel: { id: channelId },
        state: 'trying',
        attempts: 1,
        since: world.now.toISOString(),
        startedAt: world.now.toISOString(),
        reason: 'channel_unavailable',
      },
    ])
    refuses = false
    await retryLeftRecordings(deps, new Date(Date.now() + HOUR_MS))
    expect(await listed()).toEqual([])
    expect(asked).toEqual(['CA-shown', 'CA-shown'])
  })

  it('is asked for with growing pauses, for seven days, and then the audit log says so, once', async () => {
    const before = await notes()
    const began = world.now
    await discardElsewhere(deps, atPlatform('CA-stuck'))
    await retryLeftRecordings(deps, new Date(Date.now() + 60_000))
    expect(asked).toHaveLength(1)
    let machine = Date.now()
    for (let hours = 0; hours < 7 * 24 + 13; hours += 6) {
      world.now = new Date(began.getTime() + hours * HOUR_MS)
      machine += 7 * HOUR_MS
      await retryLeftRecordings(deps, new Date(machine))
    }
    const attempts = asked.length
    expect(attempts).toBeGreaterThan(20)
    expect(await listed()).toMatchObject([{ state: 'given_up', attempts }])
    expect((await notes()).slice(0, -before.length || undefined)).toEqual([
      { recording: 'not deleted', actor: 'system' },
    ])
    await retryLeftRecordings(deps, new Date(machine + 30 * DAY_MS))
    expect(asked).toHaveLength(attempts)
  })

  it('can be tried again by an admin: refused once more it stays, and its end is noted', async () => {
    await discardElsewhere(deps, atPlatform('CA-again'))
    world.now = new Date(world.now.getTime() + 8 * DAY_MS)
    await retryLeftRecordings(deps, new Date(Date.now() + HOUR_MS))
    const [left] = await listed()
    const refs = { environmentId: world.environmentId, recordingId: left!.id }
    expect(await retryLeftRecording(deps, world.manager, refs)).toEqual({ gone: false })
    expect(await listed()).toMatchObject([{ state: 'given_up', attempts: 3 }])
    refuses = false
    expect(await retryLeftRecording(deps, world.manager, refs)).toEqual({ gone: true })
    expect(await listed()).toEqual([])
    expect((await notes())[0]).toEqual({ recording: 'deleted', actor: 'system' })
    await expect(retryLeftRecording(deps, world.manager, refs)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('can be said to be done by hand, which the audit log keeps with who said so', async () => {
    await discardElsewhere(deps, atPlatform('CA-hand'))
    const [left] = await listed()
    const refs = { environmentId: world.environmentId, recordingId: left!.id }
    const agent = await world.member('agent', 'operator', 'producer')
    await expect(settleLeftRecording(deps, agent, refs)).rejects.toMatchObject({ code: 'forbidden' })
    await settleLeftRecording(deps, world.manager, refs)
    expect(await listed()).toEqual([])
    expect((await notes())[0]).toEqual({ recording: 'deleted by hand', actor: 'member' })
    await expect(settleLeftRecording(deps, world.manager, refs)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not taken for deleted because its line has been disconnected', async () => {
    isLinked = false
    await discardElsewhere(deps, atPlatform('CA-gone'))
    await discardElsewhere(deps, atPlatform('CA-maybe', { certain: false }))
    expect(await listed()).toMatchObject([{ callAtPlatform: 'CA-gone', reason: 'channel_gone' }])
  })
})

describe('what a platform still holds', () => {
  it('of a caller who is erased is handed over before the call goes', async () => {
    const call = await recorded('failed')
    const refs = { environmentId: world.environmentId, number: call.caller! }
    await eraseCaller(deps, world.manager, refs, call.caller!)
    await retryLeftRecordings(deps, new Date())
    expect(asked).toEqual([call.externalId])
    expect(await listed()).toMatchObject([{ callAtPlatform: call.externalId }])
  })

  it('of calls that are too old goes with them, also when the recording never reached us (DX-RET-06)', async () => {
    const [failed, never] = [await recorded('failed'), await recorded()]
    await store.accounts.upsertAccount({ name: 'Muster GmbH', retentionDays: 30, twoFactorRequired: false })
    world.now = new Date(world.now.getTime() + 31 * DAY_MS)
    await enforceRetention(deps, 'one')
    await retryLeftRecordings(deps, new Date())
    expect(asked).toEqual(expect.arrayContaining([failed.externalId, never.externalId]))
    expect(await store.calls.find(world.environmentId, failed.id)).toBeNull()
    await store.accounts.upsertAccount({ name: 'Muster GmbH', retentionDays: null, twoFactorRequired: false })
  })

  it('goes when a policy wants recordings gone, though the call stays (CVG-REC-02)', async () => {
    const call = await recorded('failed')
    await world.setPolicy({ recordingDays: 1 })
    world.now = new Date(world.now.getTime() + 2 * DAY_MS)
    await deleteOldRecordings(deps, 'one')
    await retryLeftRecordings(deps, new Date())
    expect(asked).toContain(call.externalId)
    expect(await store.files.findByCall(world.environmentId, call.id)).toEqual([])
    expect(await store.calls.find(world.environmentId, call.id)).not.toBeNull()
    await world.setPolicy({})
  })

  it('of a caller who objected is noted when the platform refuses', async () => {
    const call = await world.rings({ number: '+4930666' }, { recording: 'discarded' })
    const open = (await deps.lines.get(channelId))!
    const message = { callId: call.externalId, control: { token: 't' } } as never
    const recording = { externalId: 'RE1', state: 'ready' as const, source: {}, durationSeconds: null }
    await receiveRecording(deps, open, message, recording)
    expect(await listed()).toMatchObject([{ callAtPlatform: call.externalId, reason: 'channel_unavailable' }])
  })
})
