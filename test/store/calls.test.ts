import fc from 'fast-check'
import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callResult } from '../../server/contract/call.ts'
import { deliveryStatus, type DeliveryStatus } from '../../server/contract/delivery.ts'
import { advances } from '../../server/domain/delivery-status.ts'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { listFilter, openEnd } from '../../server/store/call-repository.ts'
import { encodeCursor } from '../../server/store/keyset.ts'
import type { Call } from '../../server/store/entities.ts'
import type { CallDocument } from '../../server/store/models/call.ts'
import type { Store } from '../../server/store/store.ts'
import {
  closeTestStore,
  ON_OTHER_SERVER,
  openTestStore,
  openTestStoreAt,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { aCall, aConversation, anInvitation, aStep, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
/** The same database as another process sees it. */
let elsewhere: Store
beforeAll(async () => {
  store = await openTestStore()
  elsewhere = await openTestStoreAt(store.database)
})
afterAll(async () => {
  await elsewhere?.close()
  await closeTestStore(store)
})

async function insertCall(fields: Partial<Call> = {}): Promise<Call> {
  const { call } = await store.calls.insert(aCall(fields))
  return call
}

const secondsLater = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000)
const reload = ({ environmentId, id }: Call) => store.calls.find(environmentId, id)
const next = ({ turn }: Call, eventKey: string | null = null) => ({ turn, eventKey, now: NOON })
/** Something done by both processes a few times at once. */
const byBoth = <T>(times: number, act: (by: Store, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => act(index % 2 === 0 ? store : elsewhere, index)))

describe('a new call', () => {
  it('is found as it was inserted, by its id and by the platform’s, and shows nothing that only the database needs', async () => {
    const fields = aCall({
      id: someId(),
      steps: [aStep({ heard: 'ja, gerne' })],
      consent: { at: NOON, prompt: 'Dürfen wir?', language: 'de', answer: 'ja', number: '+491711234567' },
      invitation: anInvitation(),
    })
    const { call, inserted } = await store.calls.insert(fields)
    expect(inserted).toBe(true)
    expect(call).toEqual(fields)
    expect(await reload(call)).toEqual(call)
    expect(await store.calls.findByExternalId(call.channelId, call.externalId)).toEqual(call)
  })

  it('is the only one with its platform’s id on a line, also when two processes insert it at once', async () => {
    const line = { channelId: someId(), externalId: 'CA1' }
    const results = await byBoth(8, (by, turn) => by.calls.insert(aCall({ ...line, turn })))
    expect(results.filter(({ inserted }) => inserted)).toHaveLength(1)
    expect(new Set(results.map(({ call }) => call.id)).size).toBe(1)
    expect(await store.raw.collection('calls').countDocuments(line)).toBe(1)
  })

  it('comes back as it stands when its first webhook is repeated', async () => {
    const fields = aCall()
    const { call } = await store.calls.insert(fields)
    const advanced = await store.calls.advance(call.id, next(call), { language: 'en' })
    expect(await store.calls.insert(fields)).toEqual({ call: advanced, inserted: false })
  })

  it('may have an id that another line’s platform has given as well', async () => {
    const { externalId } = await insertCall()
    expect((await store.calls.insert(aCall({ externalId }))).inserted).toBe(true)
    expect(await store.calls.findByExternalId(someId(), externalId)).toBeNull()
  })
})

describe('an event of a call', () => {
  it('changes everything at once: what is known, the step, the turn, the key and the time', async () => {
    const call = await insertCall({ steps: [aStep()], applied: ['first'], turn: 1 })
    const step = aStep({ asked: 'phoneQuestion', input: 'keys', understood: 'number' })
    const change = {
      language: 'en',
      state: { at: 'sending' },
      actions: [{ do: 'pause' as const, seconds: 2 }],
      result: 'invited' as const,
      offered: true,
      accepted: true,
      otherNumber: true,
      destination: '+4915112345',
      recording: 'on' as const,
    }
    const event = { turn: 1, eventKey: 'second', now: secondsLater(9) }
    const advanced = await store.calls.advance(call.id, event, { ...change, step })
    expect(advanced).toEqual({
      ...call,
      ...change,
      steps: [aStep(), step],
      applied: ['first', 'second'],
      turn: 2,
      activeAt: secondsLater(9),
    })
    expect(await reload(call)).toEqual(advanced)
  })

  it('is applied once, by whichever process is first', async () => {
    const call = await insertCall()
    const results = await byBoth(8, (by, index) =>
      by.calls.advance(call.id, next(call), { step: aStep({ understood: `answer ${index}` }) }),
    )
    expect(results.filter((result) => result !== null)).toHaveLength(1)
    expect(await reload(call)).toMatchObject({ turn: 1, steps: [{ asked: 'reuseQuestion' }] })
  })

  it('of another turn, with a key that was applied, or after the end changes nothing', async () => {
    const call = await insertCall({ turn: 3, applied: ['a', 'b'] })
    const late = { language: 'en', step: aStep() }
    expect(await store.calls.advance(call.id, { turn: 2, eventKey: 'c', now: NOON }, late)).toBeNull()
    expect(await store.calls.advance(call.id, { turn: 4, eventKey: null, now: NOON }, late)).toBeNull()
    expect(await store.calls.advance(call.id, next(call, 'a'), late)).toBeNull()
    expect(await reload(call)).toEqual(call)
    const ended = await store.calls.advance(call.id, next(call, 'c'), { endedAt: NOON, result: 'refused' })
    expect(ended).toMatchObject({ endedAt: NOON, turn: 4 })
    expect(await store.calls.advance(call.id, { turn: 4, eventKey: 'd', now: NOON }, late)).toBeNull()
    expect(await reload(call)).toEqual(ended)
    expect(await store.calls.advance(someId(), next(call), late)).toBeNull()
  })

  it('that came with an older time does not make the call look silent', async () => {
    const call = await insertCall()
    const advanced = await store.calls.advance(call.id, { ...next(call), now: minutesLater(-5) }, {})
    expect(advanced?.activeAt).toEqual(NOON)
  })

  it('leaves the newest 100 steps and 50 keys', async () => {
    const call = await insertCall({
      steps: Array.from({ length: 100 }, (_, index) => aStep({ understood: `${index}` })),
      applied: Array.from({ length: 50 }, (_, index) => `${index}`),
    })
    const advanced = await store.calls.advance(call.id, next(call, 'new'), {
      step: aStep({ understood: 'new' }),
    })
    expect(advanced?.steps.map(({ understood }) => understood)).toEqual([
      ...Array.from({ length: 99 }, (_, index) => `${index + 1}`),
      'new',
    ])
    expect(advanced?.applied).toEqual([...Array.from({ length: 49 }, (_, index) => `${index + 1}`), 'new'])
  })

  it('may hold any text without its being taken for something else', async () => {
    const call = await insertCall()
    const change = {
      state: { asking: '$turn', nested: { text: '$$ROOT' } },
      hungUpAt: '$steps',
      destination: '$caller',
      step: aStep({ heard: '$externalId', asked: '$language' }),
    }
    const { step, ...fields } = change
    const advanced = await store.calls.advance(call.id, next(call, '$applied'), change)
    expect(advanced).toMatchObject({ ...fields, steps: [step], applied: ['$applied'] })
  })
})

describe('the end of a call', () => {
  const end = {
    endedAt: minutesLater(1),
    durationSeconds: 60,
    result: 'abandoned' as const,
    hungUpAt: 'welcome',
  }

  it('is noted once, by whichever process is first, and does not raise the turn', async () => {
    const call = await insertCall({ turn: 7 })
    const results = await byBoth(6, (by, index) =>
      by.calls.finish(call.id, { ...end, hungUpAt: `prompt ${index}` }),
    )
    const [noted, ...others] = results.filter((result) => result !== null)
    expect(others).toEqual([])
    // What was said of numbers goes with the end.
    const said = { candidate: null, alternatives: [], denied: [], doubted: null, partialDigits: '' }
    const state = { ...(call.state as object), ...said }
    expect(noted).toEqual({ ...call, ...end, hungUpAt: noted?.hungUpAt, actions: [], state })
    expect(await reload(call)).toEqual(noted)
  })

  it('gets a duration that comes later, once', async () => {
    const call = await insertCall()
    await store.calls.finish(call.id, { ...end, durationSeconds: null })
    expect((await store.calls.setDuration(call.id, 61.5))?.durationSeconds).toBe(61.5)
    expect(await store.calls.setDuration(call.id, 3)).toBeNull()
    expect((await reload(call))?.durationSeconds).toBe(61.5)
    expect(await store.calls.setDuration(someId(), 3)).toBeNull()
  })

  it('keeps a duration that came before it, and replaces it by its own', async () => {
    const [early, corrected] = [await insertCall(), await insertCall()]
    await store.calls.setDuration(early.id, 42)
    await store.calls.setDuration(corrected.id, 42)
    expect((await store.calls.finish(early.id, { ...end, durationSeconds: null }))?.durationSeconds).toBe(42)
    expect((await store.calls.finish(corrected.id, end))?.durationSeconds).toBe(60)
  })
})

describe('an invitation', () => {
  const accepted = { accepted: true, offered: true, destination: '+491711234567' }

  it('is tied to its call once, by whichever process is first', async () => {
    const call = await insertCall(accepted)
    const results = await byBoth(6, (by) => by.calls.setInvitation(call.id, anInvitation()))
    const [tied, ...others] = results.filter((result) => result !== null)
    expect(others).toEqual([])
    expect(await reload(call)).toEqual(tied)
    expect(tied).toEqual({ ...call, invitation: tied?.invitation })
  })

  it('moves forward by its message’s news, whatever their order, and never back', async () => {
    const statuses = fc.array(fc.constantFrom(...deliveryStatus.options), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(statuses, async (reported) => {
        const invitation = anInvitation()
        const call = await insertCall({ ...accepted, invitation })
        for (const status of reported)
          await store.calls.recordInvitation(call.environmentId, invitation.messageId, { status })
        const expected = reported.reduce<DeliveryStatus>(
          (known, status) => (advances(known, status) ? status : known),
          'queued',
        )
        expect((await reload(call))?.invitation).toEqual({ ...invitation, status: expected })
      }),
      { numRuns: 25 },
    )
  })

  it('keeps the first instant of each kind, also when reports skip steps or come late', async () => {
    const invitation = anInvitation()
    const { environmentId } = await insertCall({ ...accepted, invitation })
    const record = (news: Parameters<Store['calls']['recordInvitation']>[2]) =>
      store.calls.recordInvitation(environmentId, invitation.messageId, news)
    await record({ status: 'read', readAt: secondsLater(9) })
    await record({ status: 'sent', sentAt: secondsLater(1) })
    await record({ status: 'delivered', deliveredAt: secondsLater(2) })
    await record({ status: 'sent', sentAt: secondsLater(3), readAt: secondsLater(10) })
    const call = await record({ answeredAt: secondsLater(20) })
    expect(call?.invitation).toEqual({
      ...invitation,
      status: 'read',
      sentAt: secondsLater(1),
      deliveredAt: secondsLater(2),
      readAt: secondsLater(9),
      answeredAt: secondsLater(20),
    })
  })

  it('fails with a reason that stays; a failure after it had arrived leaves no trace', async () => {
    const [refused, arrived] = [anInvitation(), anInvitation({ status: 'delivered' })]
    const environmentId = someId()
    await insertCall({ ...accepted, environmentId, invitation: refused })
    await insertCall({ ...accepted, environmentId, invitation: arrived })
    const failure = { status: 'failed' as const, failedAt: secondsLater(3), errorCode: 'not_on_channel' }
    const failed = await store.calls.recordInvitation(environmentId, refused.messageId, failure)
    expect(failed?.invitation).toEqual({ ...refused, ...failure })
    const again = { status: 'failed' as const, failedAt: secondsLater(9), errorCode: '$status' }
    expect(await store.calls.recordInvitation(environmentId, refused.messageId, again)).toEqual(failed)
    const delivered = await store.calls.recordInvitation(environmentId, refused.messageId, {
      status: 'delivered',
    })
    expect(delivered).toEqual(failed)
    const late = await store.calls.recordInvitation(environmentId, arrived.messageId, failure)
    expect(late?.invitation).toEqual(arrived)
  })

  it('is known by its message within its environment only', async () => {
    const invitation = anInvitation()
    const call = await insertCall({ ...accepted, invitation })
    expect(await store.calls.recordInvitation(someId(), invitation.messageId, { status: 'sent' })).toBeNull()
    expect(await store.calls.recordInvitation(call.environmentId, someId(), { status: 'sent' })).toBeNull()
    expect(await reload(call)).toEqual(call)
  })

  it('is answered once; without one there is nothing to answer', async () => {
    const call = await insertCall({ ...accepted, invitation: anInvitation() })
    const answers = await byBoth(6, (by, index) =>
      by.calls.recordAnswer(call.environmentId, call.id, secondsLater(index)),
    )
    const [answered, ...others] = answers.filter((answer) => answer !== null)
    expect(others).toEqual([])
    expect(await reload(call)).toEqual(answered)
    expect(answered?.invitation?.answeredAt).toBeInstanceOf(Date)
    const bare = await insertCall()
    expect(await store.calls.recordAnswer(bare.environmentId, bare.id, NOON)).toBeNull()
    expect(await store.calls.recordAnswer(someId(), call.id, NOON)).toBeNull()
  })
})

describe('what a crash or a silent platform leaves behind', () => {
  const consent = { accepted: true, destination: '+491711234567' }
  const ids = (calls: Call[]): string[] => calls.map(({ id }) => id)

  /** Far from the other tests' calls: these look-ups are over all environments. */
  const day = (number: number): Date => new Date(Date.UTC(2030, 0, number, 12))

  async function accept(at: Date, fields: Partial<Call> = {}, change: object = {}): Promise<Call> {
    const call = await insertCall({ startedAt: at, activeAt: at, ...fields })
    const advanced = await store.calls.advance(
      call.id,
      { turn: call.turn, eventKey: null, now: at },
      { ...consent, ...change },
    )
    return advanced!
  }

  it('is a consent without invitation, the oldest first, until it has one', async () => {
    const [second, first] = [await accept(day(2)), await accept(new Date(day(2).getTime() - 60_000))]
    await accept(day(2), {}, { accepted: false })
    await accept(day(2), {}, { destination: null })
    await accept(day(2), { invitation: anInvitation() })
    const left = () => store.calls.withoutInvitation(new Date(day(2).getTime() + 1), 10)
    expect(ids(await left())).toEqual(ids([first, second]))
    expect(await store.calls.withoutInvitation(new Date(day(2).getTime() + 1), 1)).toEqual([first])
    await store.calls.setInvitation(first.id, anInvitation())
    expect(ids(await left())).toEqual(ids([second]))
    // An event that says the same again does not bring the first one back.
    await store.calls.advance(first.id, { ...next(first), now: day(2) }, consent)
    expect(ids(await left())).toEqual(ids([second]))
  })

  it('counts from the consent, whatever happens on the line afterwards, and also when the caller is gone', async () => {
    const call = await accept(day(4))
    const later = new Date(day(4).getTime() + 30_000)
    await store.calls.advance(call.id, { ...next(call), now: later }, consent)
    await store.calls.finish(call.id, {
      endedAt: later,
      durationSeconds: 30,
      result: 'invited',
      hungUpAt: null,
    })
    expect(ids(await store.calls.withoutInvitation(new Date(day(4).getTime() + 1), 10))).toEqual([call.id])
    expect(await store.calls.withoutInvitation(day(4), 10)).toEqual([])
  })

  it('is let go after a day, and at once when the caller was told that it failed', async () => {
    const call = await accept(day(6))
    await accept(day(6), {}, { result: 'invitation_failed' })
    const told = await accept(day(6))
    await store.calls.finish(told.id, {
      endedAt: day(6),
      durationSeconds: null,
      result: 'invitation_failed',
      hungUpAt: null,
    })
    expect(ids(await store.calls.withoutInvitation(day(7), 10))).toEqual([call.id])
    expect(await store.calls.withoutInvitation(new Date(day(7).getTime() + 1), 10)).toEqual([])
  })

  it('is a call that has not ended and of which nothing was heard since, the longest silent first', async () => {
    const begin = new Date(Date.UTC(2020, 0, 1))
    const after = (minutes: number) => new Date(begin.getTime() + minutes * 60_000)
    const quiet = await insertCall({ activeAt: after(2) })
    const quieter = await insertCall({ activeAt: after(1) })
    const ended = await insertCall({ activeAt: after(1) })
    await store.calls.finish(ended.id, {
      endedAt: NOON,
      durationSeconds: 1,
      result: 'refused',
      hungUpAt: null,
    })
    const endedByEvent = await insertCall({ activeAt: after(1) })
    await store.calls.advance(endedByEvent.id, next(endedByEvent), { endedAt: NOON })
    await insertCall({ activeAt: after(1), endedAt: after(2) })
    expect(await store.calls.silentSince(after(3), 10)).toEqual([quieter, quiet])
    expect(await store.calls.silentSince(after(3), 1)).toEqual([quieter])
    expect(await store.calls.silentSince(after(2), 10)).toEqual([quieter])
    await store.calls.advance(quieter.id, next(quieter), {})
    expect(await store.calls.silentSince(after(3), 10)).toEqual([quiet])
  })
})

describe('lists of calls', () => {
  async function pages(environmentId: string, query: object, between = () => Promise.resolve()) {
    const found: Call[][] = []
    let after: string | null = null
    do {
      const page: { items: Call[]; nextCursor: string | null } = await store.calls.list(environmentId, {
        limit: 2,
        ...query,
        after,
      })
      found.push(page.items)
      after = page.nextCursor
      await between()
    } while (after !== null)
    return found
  }

  it('show the newest first, each call once, also those of the same instant and while others come in', async () => {
    const environmentId = someId()
    const at = [0, 1, 1, 1, 2, 2]
    const calls = await Promise.all(
      at.map((minute) => insertCall({ environmentId, startedAt: minutesLater(minute) })),
    )
    const expected = calls.toSorted((a, b) =>
      a.startedAt.getTime() === b.startedAt.getTime()
        ? a.id < b.id
          ? 1
          : -1
        : b.startedAt.getTime() - a.startedAt.getTime(),
    )
    const found = await pages(environmentId, {}, async () => {
      await insertCall({ environmentId, startedAt: minutesLater(9) })
    })
    expect(found.map((page) => page.length)).toEqual([2, 2, 2])
    expect(found.flat()).toEqual(expected)
  })

  it('can be of one service, of one result, or both', async () => {
    const environmentId = someId()
    const services = [someId(), someId()]
    const results = ['invited', 'refused', 'in_progress'] as const
    for (let index = 0; index < 12; index += 1) {
      await insertCall({
        environmentId,
        serviceId: services[index % 2]!,
        result: results[index % 3]!,
        startedAt: minutesLater(index),
      })
    }
    const all = (await pages(environmentId, {})).flat()
    for (const serviceId of [undefined, ...services, someId()]) {
      for (const result of [undefined, ...results, 'forwarded' as const]) {
        const query = {
          ...(serviceId === undefined ? {} : { serviceId }),
          ...(result === undefined ? {} : { result }),
        }
        const expected = all.filter(
          (call) =>
            call.serviceId === (serviceId ?? call.serviceId) && call.result === (result ?? call.result),
        )
        expect((await pages(environmentId, query)).flat()).toEqual(expected)
      }
    }
  })

  it('refuse cursors of other lists', async () => {
    const environmentId = someId()
    for (const after of ['nonsense', encodeCursor(['activity', 0, someId()]), encodeCursor([0, 0])])
      await expect(store.calls.list(environmentId, { after, limit: 1 })).rejects.toThrow(InvalidInputError)
  })
})

it.skipIf(ON_OTHER_SERVER)(
  'reads every list and every look-up off an index, about as many keys as it shows',
  async () => {
    const environmentId = someId()
    const serviceId = someId()
    const documents = store.raw.collection<CallDocument>('calls')
    const far = new Date(Date.UTC(2040, 0, 1))
    const kinds = callResult.options
    await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        insertCall({
          environmentId,
          serviceId: index % 4 === 0 ? serviceId : someId(),
          result: kinds[index % kinds.length]!,
          startedAt: minutesLater(index),
          activeAt: new Date(far.getTime() + index),
          endedAt: index % 50 === 1 ? null : NOON,
          accepted: true,
          destination: '+491711234567',
          invitation: index % 50 === 1 ? null : anInvitation(),
        }),
      ),
    )
    const examined = async (filter: mongo.Filter<CallDocument>, sort: Record<string, 1 | -1>) => {
      const explained = (await documents
        .find(filter)
        .sort(sort)
        .limit(5)
        .explain('executionStats')) as mongo.Document
      const plan = winningPlan(explained)
      const { totalKeysExamined, totalDocsExamined } = explained['executionStats'] as Record<string, number>
      return plan.includes('COLLSCAN')
        ? Infinity
        : Math.max(totalKeysExamined ?? NaN, totalDocsExamined ?? NaN)
    }
    const newest = { startedAt: -1, _id: -1 } as const
    const { nextCursor } = await store.calls.list(environmentId, { after: null, limit: 50 })
    for (const after of [null, nextCursor]) {
      for (const query of [
        {},
        { serviceId },
        { result: 'invited' as const },
        { serviceId, result: kinds[0]! },
      ])
        // Merging the results looks at one key of each beyond those that it takes.
        expect(await examined(listFilter(environmentId, { ...query, after }), newest)).toBeLessThanOrEqual(
          5 + 24,
        )
    }
    const soon = new Date(far.getTime() + 1_000)
    expect(await examined(openEnd.withoutInvitation(soon), { acceptedAt: 1 })).toBeLessThanOrEqual(9)
    expect(await examined({ ...openEnd.silentSince(soon) }, { activeAt: 1 })).toBeLessThanOrEqual(9)
    const messageId = someId()
    expect(await examined({ 'invitation.messageId': messageId, environmentId }, {})).toBe(0)
  },
)

describe('a conversation', () => {
  const insertConversation = async (fields: Parameters<typeof aConversation>[0] = {}) => {
    const conversation = await store.conversations.insert(aConversation(fields))
    return conversation!
  }

  it('notes each auto reply once, by whichever process is first (DX-HOURS-03)', async () => {
    const { environmentId, id } = await insertConversation()
    const added = await byBoth(6, (by) => by.conversations.addAutoReply(environmentId, id, 'online'))
    expect(added.filter((one) => one)).toHaveLength(1)
    const closed = 'offline:2026-03-04T17:00:00.000Z'
    expect(await store.conversations.addAutoReply(environmentId, id, closed)).toBe(true)
    expect(await store.conversations.addAutoReply(environmentId, id, closed)).toBe(false)
    expect(await store.conversations.addAutoReply(someId(), id, 'other')).toBe(false)
    expect((await store.conversations.findAnywhere(id))?.autoReplies).toEqual(['online', closed])
  })

  it('awaits the answer to its last call only, and is cleared once', async () => {
    const conversation = await insertConversation()
    const { environmentId, id } = conversation
    const [first, second] = [someId(), someId()]
    await store.conversations.awaitAnswer(environmentId, id, first)
    expect(await store.conversations.awaitAnswer(environmentId, id, second)).toEqual({
      ...conversation,
      awaitingCallId: second,
    })
    expect(await store.conversations.clearAwaited(environmentId, id, first)).toBe(false)
    const cleared = await byBoth(6, (by) => by.conversations.clearAwaited(environmentId, id, second))
    expect(cleared.filter((one) => one)).toHaveLength(1)
    expect(await store.conversations.findAnywhere(id)).toEqual(conversation)
    expect(await store.conversations.awaitAnswer(environmentId, someId(), first)).toBeNull()
  })

  it('carries both in what an inbound event answers with', async () => {
    const fields = { awaitingCallId: someId(), autoReplies: ['online'] }
    const { environmentId, serviceId, contactId, channelId } = await insertConversation(fields)
    const applied = await store.conversations.applyInbound(environmentId, serviceId, contactId, {
      eventId: someId(),
      counts: true,
      channelId,
      contactName: 'Erika',
      searchWords: [],
      lastMessage: null,
      window: { lastInboundAt: NOON, refusedAt: null, closesAt: null },
      now: NOON,
    })
    expect(applied?.conversation).toMatchObject(fields)
  })

  it('from before there were calls is read as one without, and takes part like any other', async () => {
    const conversation = await insertConversation()
    const { environmentId, id } = conversation
    await store.raw
      .collection<{ _id: string }>('conversations')
      .updateOne({ _id: id }, { $unset: { awaitingCallId: '', autoReplies: '' } })
    expect(await store.conversations.find(environmentId, id)).toEqual(conversation)
    expect(await store.conversations.clearAwaited(environmentId, id, someId())).toBe(false)
    expect(await store.conversations.addAutoReply(environmentId, id, 'online')).toBe(true)
    const callId = someId()
    expect(await store.conversations.awaitAnswer(environmentId, id, callId)).toMatchObject({
      awaitingCallId: callId,
      autoReplies: ['online'],
    })
  })
})

describe('a recording', () => {
  const aRecording = (fields: { environmentId: string; callId: string | null; createdAt?: Date }) => ({
    id: someId(),
    conversationId: null,
    messageId: null,
    channelId: someId(),
    kind: 'audio' as const,
    fileName: 'call.wav',
    contentType: 'audio/wav',
    sha256: null,
    source: { url: 'https://voice.example.test/1' },
    createdAt: NOON,
    ...fields,
  })

  it('belongs to its call, with or without a conversation (DX-TEL-03)', async () => {
    const [environmentId, callId] = [someId(), someId()]
    const later = aRecording({ environmentId, callId, createdAt: minutesLater(1) })
    const first = aRecording({ environmentId, callId })
    for (const file of [later, first, aRecording({ environmentId, callId: someId() })])
      await store.files.addPending(file)
    await store.files.addPending(aRecording({ environmentId, callId: null }))
    expect(await store.files.findByCall(environmentId, callId)).toEqual(
      [first, later].map((file) => ({ ...file, size: null, state: 'pending', failure: null, attempts: 0 })),
    )
    expect(await store.files.findByCall(someId(), callId)).toEqual([])
  })

  it('is fetched and stored like any other file, and files from before there were calls are of none', async () => {
    const recording = aRecording({ environmentId: someId(), callId: someId() })
    await store.files.addPending(recording)
    const stored = await store.files.storeContent(recording.id, Buffer.from('RIFF'), 'audio/wav')
    expect(stored).toMatchObject({ callId: recording.callId, conversationId: null, state: 'ready' })
    const plain = aRecording({ environmentId: someId(), callId: null })
    await store.files.addPending(plain)
    expect(await store.files.find(plain.id)).toMatchObject({ callId: null })
    const bare = await store.raw.collection<{ _id: string }>('files').findOne({ _id: plain.id })
    expect(bare).not.toHaveProperty('callId')
  })
})
