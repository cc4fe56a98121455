import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Policy } from '../../../server/contract/policy.ts'
import { newId } from '../../../server/lib/object-id.ts'
import { settingsForNewCall } from '../../../server/usecases/deflector-settings.ts'
import { entryIdOf, refreshCallEntry } from '../../../server/usecases/call-entry.ts'
import { deleteOldRecordings } from '../../../server/usecases/organisation/delete-recordings.ts'
import { forgetDialogueData } from '../../../server/usecases/organisation/forget-dialogue-data.ts'
import type { OpenLine } from '../../../server/usecases/ports.ts'
import { freshSettingsOf } from '../../../server/usecases/service-record.ts'
import type { Call } from '../../../server/store/entities.ts'
import { anInvitation, aQueuedMessage } from '../../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createAgencyWorld, type AgencyWorld } from './agency-world.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

let store: TestStore
let world: AgencyWorld
let line: OpenLine

beforeAll(async () => {
  store = await openTestStore()
  world = await createAgencyWorld(store)
  line = await world.customer.plugIn()
  const { service } = world.customer
  const { version, published } = await freshSettingsOf(world.deps, service)
  const settings = {
    ...published,
    deflector: { ...published.deflector, forwardTo: '+493099999', whenRefused: 'forward' as const },
    telephony: { ...published.telephony, recordSpeech: true, keepTranscripts: true },
  }
  await store.serviceSettings.set(service.environmentId, service.id, {
    version,
    draft: settings,
    published: settings,
    now: world.now,
  })
})
afterAll(() => closeTestStore(store))

beforeEach(async () => {
  await Promise.all([say('agency', {}), say('account', {}), say('environment', {})])
})

async function say(level: 'agency' | 'account' | 'environment', policy: Policy): Promise<void> {
  const { agencyId, accountId, environmentId } = world
  const [collection, id] = {
    agency: ['environments', agencyId],
    account: ['accounts', accountId],
    environment: ['environments', environmentId],
  }[level] as [string, string]
  await store.raw.collection(collection).updateOne({ _id: id as never }, { $set: { policy } })
  world.deps.directory.invalidate()
}

describe('a call', () => {
  it('is recorded, kept in words and forwarded where nobody forbids it', async () => {
    const { settings, keepTranscripts } = await settingsForNewCall(world.deps, line)
    expect(settings).toMatchObject({ recordSpeech: true, forwardTo: '+493099999', whenRefused: 'forward' })
    expect(keepTranscripts).toBe(true)
  })

  for (const level of ['agency', 'account', 'environment'] as const) {
    it(`is not recorded when the ${level} forbids it, whatever the service wants (CVG-HIER-05)`, async () => {
      await say(level, { recording: false })
      expect((await settingsForNewCall(world.deps, line)).settings.recordSpeech).toBe(false)
    })

    it(`ends with a goodbye when the ${level} forbids placing calls (CVG-OUT-01)`, async () => {
      await say(level, { outboundCalls: false })
      const { settings } = await settingsForNewCall(world.deps, line)
      expect(settings).toMatchObject({ forwardTo: null, whenRefused: 'goodbye' })
    })

    it(`is not kept in words when the ${level} forbids it (CVG-DLG-01)`, async () => {
      await say(level, { dialogueData: false })
      expect((await settingsForNewCall(world.deps, line)).keepTranscripts).toBe(false)
    })
  }
})

/** A call that ended at this time, with what was said and its entry in a conversation. */
async function callWithWords(endedAt: Date): Promise<Call> {
  const said = { at: endedAt, asked: 'reuseQuestion', input: 'speech' as const, understood: 'yes' }
  const call = await world.customer.insertCall({
    startedAt: new Date(endedAt.getTime() - MINUTE_MS),
    endedAt,
    result: 'invited',
    accepted: true,
    steps: [
      { ...said, heard: 'ja-gern-geheim' },
      { ...said, input: 'none', understood: 'silence' },
    ],
    invitation: anInvitation(),
  })
  await store.messages.insert({
    ...aQueuedMessage({ environmentId: world.environmentId, conversationId: newId(), kind: 'call' }),
    id: entryIdOf(call.id),
    direction: 'system',
  })
  await refreshCallEntry(world.deps, call)
  return call
}

/** Whether the words of a call are kept: in the call and in the conversation alike. */
async function isKept({ id, environmentId }: Call): Promise<boolean> {
  const call = await store.calls.find(environmentId, id)
  const entry = await store.messages.find(environmentId, entryIdOf(id))
  const [inCall, inEntry] = [call, entry].map((one) => JSON.stringify(one).includes('ja-gern-geheim'))
  expect(inCall).toBe(inEntry)
  expect(call?.steps).toHaveLength(2)
  return inCall === true
}

describe('what callers said', () => {
  const cases: [string, Policy, number][] = [
    ['ten minutes where nobody says anything (CVG-DLG-04)', {}, 10 * MINUTE_MS],
    ['an hour where that is chosen', { dialogueDataPeriod: 'hour' }, 60 * MINUTE_MS],
    ['a month at the longest (CVG-DLG-05)', { dialogueDataPeriod: 'month' }, 30 * DAY_MS],
  ]
  for (const [period, policy, ms] of cases)
    it(`is kept for ${period}, from the end of the call on (CVG-DLG-03)`, async () => {
      await say('account', policy)
      const call = await callWithWords(world.now)
      world.now = new Date(world.now.getTime() + ms)
      await forgetDialogueData(world.deps, 'one')
      expect(await isKept(call)).toBe(true)
      world.now = new Date(world.now.getTime() + 1)
      await forgetDialogueData(world.deps, 'one')
      expect(await isKept(call)).toBe(false)
      world.now = new Date(world.now.getTime() + DAY_MS)
    })

  it('goes when a level above becomes stricter, and at once when it may not be kept at all', async () => {
    await say('environment', { dialogueDataPeriod: 'month' })
    const call = await callWithWords(world.now)
    world.now = new Date(world.now.getTime() + 2 * DAY_MS)
    await forgetDialogueData(world.deps, 'one')
    expect(await isKept(call)).toBe(true)
    await say('agency', { dialogueDataPeriod: 'day' })
    await forgetDialogueData(world.deps, 'one')
    expect(await isKept(call)).toBe(false)
    const fresh = await callWithWords(new Date(world.now.getTime() - 1))
    await say('account', { dialogueData: false })
    await forgetDialogueData(world.deps, 'one')
    expect(await isKept(fresh)).toBe(false)
  })

  it('is found by an index that calls leave when it is gone', async () => {
    const kept = { 'steps.heard': { $exists: true } }
    const filter = { environmentId: { $nin: [newId()] }, endedAt: { $lt: world.now }, ...kept }
    const plan = await store.raw.collection('calls').find(filter).hint('words').explain()
    expect(JSON.stringify(plan)).toContain('IXSCAN')
    await callWithWords(world.now)
    expect(await store.raw.collection('calls').countDocuments(kept, { hint: 'words' })).toBeGreaterThan(0)
    world.now = new Date(world.now.getTime() + 2 * DAY_MS)
    await forgetDialogueData(world.deps, 'one')
    expect(await store.raw.collection('calls').countDocuments(kept, { hint: 'words' })).toBe(0)
  })
})

describe('recordings', () => {
  /** A call with its recording, shown in a conversation. */
  async function record(createdAt: Date): Promise<string> {
    const { environmentId } = world
    const call = await callWithWords(createdAt)
    const id = newId()
    const file = { kind: 'audio' as const, fileName: 'a', contentType: 'audio/mpeg' }
    await store.files.addPending({
      ...file,
      id,
      environmentId,
      conversationId: newId(),
      messageId: entryIdOf(call.id),
      callId: call.id,
      channelId: newId(),
      sha256: null,
      source: {},
      createdAt,
    })
    await store.files.storeContent(id, Buffer.from('voice'), 'audio/mpeg')
    await store.messages.addAttachment(environmentId, entryIdOf(call.id), { ...file, id, state: 'ready' })
    return call.id
  }

  it('are deleted after the days that the strictest level allows, with their content and where they are shown (CVG-REC-02, -04)', async () => {
    await say('agency', { recordingDays: 30 })
    await say('environment', { recordingDays: 7 })
    const { environmentId } = world
    const old = await record(new Date(world.now.getTime() - 7 * DAY_MS - MINUTE_MS))
    const young = await record(new Date(world.now.getTime() - 7 * DAY_MS + MINUTE_MS))
    await deleteOldRecordings(world.deps, 'one')
    expect(await store.files.findByCall(environmentId, old)).toEqual([])
    expect(await store.files.findByCall(environmentId, young)).toHaveLength(1)
    expect((await store.messages.find(environmentId, entryIdOf(old)))?.attachments).toEqual([])
    expect((await store.messages.find(environmentId, entryIdOf(young)))?.attachments).toHaveLength(1)
    expect(await store.raw.collection('attachments.files').countDocuments()).toBe(1)
    expect(await store.raw.collection('attachments.chunks').countDocuments()).toBe(1)
    expect(await store.calls.find(environmentId, old)).not.toBeNull()
  })

  it('are deleted after a year where nobody has chosen a period (CVG-REC-02)', async () => {
    const { environmentId } = world
    const old = await record(new Date(world.now.getTime() - 365 * DAY_MS - MINUTE_MS))
    const young = await record(new Date(world.now.getTime() - 365 * DAY_MS + MINUTE_MS))
    await deleteOldRecordings(world.deps, 'one')
    expect(await store.files.findByCall(environmentId, old)).toEqual([])
    expect(await store.files.findByCall(environmentId, young)).toHaveLength(1)
  })

  it('are looked for along an index of their own', async () => {
    const filter = {
      environmentId: world.environmentId,
      callId: { $exists: true },
      createdAt: { $lt: new Date(world.now.getTime() - 365 * DAY_MS) },
    }
    const explained = await store.raw.collection('files').find(filter).explain()
    expect(JSON.stringify(explained['queryPlanner'])).toContain('recordings')
  })
})
