import fc from 'fast-check'
import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFigures, callResult, type CallFigures } from '../../server/contract/call.ts'
import { deliveryStatus } from '../../server/contract/delivery.ts'
import { figuresFilter } from '../../server/store/call-figures.ts'
import type { Call, CallInvitation, CallStepRecord } from '../../server/store/entities.ts'
import type { CallDocument } from '../../server/store/models/call.ts'
import type { CallPeriod } from '../../server/store/store.ts'
import {
  closeTestStore,
  ON_OTHER_SERVER,
  openTestStore,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { aCall, anInvitation, aStep, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

const BERLIN = 'Europe/Berlin'
const HOUR_MS = 3_600_000
const MARCH = {
  from: new Date('2026-02-28T23:00:00Z'),
  until: new Date('2026-03-31T22:00:00Z'),
  timeZone: BERLIN,
}
const MONDAY = new Date('2026-03-02T09:00:00Z')
const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

/** A call of March 2nd that has ended. */
async function insertCall(environmentId: string, fields: Partial<Call> = {}): Promise<Call> {
  const startedAt = fields.startedAt ?? MONDAY
  const { call } = await store.calls.insert(
    aCall({ environmentId, startedAt, activeAt: startedAt, endedAt: secondsAfter(startedAt, 60), ...fields }),
  )
  return call
}

const NOTHING: CallFigures = {
  calls: 0,
  offered: 0,
  accepted: 0,
  otherNumber: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  answered: 0,
  failed: 0,
  results: {},
  languages: {},
  hangUps: {},
  notUnderstood: {},
  silences: {},
  secondsToInvitation: null,
  secondsToFirstMessage: null,
  callSeconds: null,
  answersByKey: 0,
  answersBySpeech: 0,
}

describe('call figures', () => {
  it('are empty where nobody has called', async () => {
    expect(await store.calls.figures(someId(), MARCH)).toEqual({ total: NOTHING, days: [], services: [] })
  })

  it('follow a call through all that happens to it', async () => {
    const environmentId = someId()
    const total = async () => (await store.calls.figures(environmentId, MARCH)).total
    const call = await insertCall(environmentId, { endedAt: null })
    expect(await total()).toEqual({ ...NOTHING, calls: 1, languages: { de: 1 }, results: { in_progress: 1 } })
    const event = (turn: number) => ({ turn, eventKey: null, now: secondsAfter(MONDAY, turn) })
    await store.calls.advance(call.id, event(0), {
      offered: true,
      step: aStep({ understood: 'silence', input: 'none' }),
    })
    await store.calls.advance(call.id, event(1), {
      step: aStep({ asked: 'tryAgain', understood: 'not_understood' }),
    })
    await store.calls.advance(call.id, event(2), {
      accepted: true,
      otherNumber: true,
      destination: '+4915112345',
      step: aStep({ asked: 'phoneQuestion', input: 'keys', understood: 'number' }),
    })
    const invitation = anInvitation()
    await store.calls.setInvitation(call.id, invitation)
    const consented = {
      ...NOTHING,
      calls: 1,
      languages: { de: 1 },
      offered: 1,
      accepted: 1,
      otherNumber: 1,
      results: { in_progress: 1 },
      silences: { reuseQuestion: 1 },
      notUnderstood: { tryAgain: 1 },
      answersByKey: 1,
      answersBySpeech: 1,
    }
    expect(await total()).toEqual(consented)
    const record = (news: Partial<CallInvitation>) =>
      store.calls.recordInvitation(environmentId, invitation.messageId, news)
    await record({ status: 'sent', sentAt: secondsAfter(MONDAY, 40) })
    await store.calls.finish(call.id, {
      endedAt: secondsAfter(MONDAY, 50),
      durationSeconds: 50,
      result: 'invited',
      hungUpAt: 'close',
    })
    const ended = {
      ...consented,
      sent: 1,
      results: { invited: 1 },
      hangUps: { close: 1 },
      secondsToInvitation: 40,
      callSeconds: 50,
    }
    expect(await total()).toEqual(ended)
    // A report that says “read” says “delivered” as well.
    await record({ status: 'read', readAt: secondsAfter(MONDAY, 70) })
    expect(await total()).toEqual({ ...ended, delivered: 1, read: 1 })
    await store.calls.recordAnswer(environmentId, call.id, secondsAfter(MONDAY, 100))
    expect(await total()).toEqual({
      ...ended,
      delivered: 1,
      read: 1,
      answered: 1,
      secondsToFirstMessage: 100,
    })
  })

  it('take an answer for one within a day of the invitation, to the millisecond', async () => {
    const environmentId = someId()
    const sentAt = secondsAfter(MONDAY, 30)
    for (const delay of [-500, 24 * HOUR_MS, 24 * HOUR_MS + 1]) {
      const answeredAt = new Date(sentAt.getTime() + delay)
      await insertCall(environmentId, { invitation: anInvitation({ status: 'sent', sentAt, answeredAt }) })
    }
    const { total } = await store.calls.figures(environmentId, MARCH)
    expect(total).toMatchObject({ sent: 3, answered: 2 })
    expect(total.secondsToFirstMessage).toBeCloseTo(30 + (48 * 3600 - 0.499) / 3)
  })

  it('count every exchange, also those that the history no longer keeps', async () => {
    const environmentId = someId()
    const call = await insertCall(environmentId, {
      endedAt: null,
      steps: Array.from({ length: 100 }, () => aStep({ input: 'none', understood: 'silence' })),
    })
    for (let turn = 0; turn < 3; turn += 1) {
      const step = aStep({ input: 'keys', understood: 'not_understood' })
      await store.calls.advance(call.id, { turn, eventKey: null, now: MONDAY }, { step })
    }
    expect((await store.calls.find(environmentId, call.id))?.steps).toHaveLength(100)
    expect((await store.calls.figures(environmentId, MARCH)).total).toMatchObject({
      silences: { reuseQuestion: 100 },
      notUnderstood: { reuseQuestion: 3 },
      answersByKey: 3,
    })
  })

  it('are of the period from its first instant to before its last, of the environment, and of the service asked for', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    const { from, until } = MARCH
    const inside = [from, new Date(until.getTime() - 1)]
    for (const startedAt of [...inside, new Date(from.getTime() - 1), until])
      await insertCall(environmentId, { startedAt, serviceId })
    await insertCall(someId(), { serviceId })
    const other = await insertCall(environmentId)
    const all = await store.calls.figures(environmentId, MARCH)
    expect(all.total.calls).toBe(3)
    expect(all.days.map(({ date, figures }) => [date, figures.calls])).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 1],
      ['2026-03-31', 1],
    ])
    expect(new Map(all.services.map((one) => [one.serviceId, one.figures.calls]))).toEqual(
      new Map([
        [serviceId, 2],
        [other.serviceId, 1],
      ]),
    )
    const one = await store.calls.figures(environmentId, { ...MARCH, serviceId })
    expect(one.total.calls).toBe(2)
    expect(one.services).toEqual([{ serviceId, figures: one.total }])
  })

  it('count each call once in a long period, wherever it falls', async () => {
    const environmentId = someId()
    const [from, days] = [new Date('2025-12-31T23:00:00Z'), 60]
    const begin = (day: number): number => from.getTime() + day * 24 * HOUR_MS
    const begins = Array.from({ length: days }, (_, day) => [begin(day), begin(day + 1) - 1]).flat()
    await Promise.all(begins.map((at) => insertCall(environmentId, { startedAt: new Date(at) })))
    const period = { from, until: new Date(begin(days)), timeZone: BERLIN }
    const { total, days: found } = await store.calls.figures(environmentId, period)
    expect(total.calls).toBe(2 * days)
    expect(found.map(({ figures }) => figures.calls)).toEqual(Array.from({ length: days }, () => 2))
  })

  it('belong to the day on which clocks in the time zone showed it, also when they are changed', async () => {
    const environmentId = someId()
    // In Berlin the 29th of March 2026 has 23 hours, the 25th of October 25.
    const begins = [
      ['2026-03-28T22:59:59.999Z', '2026-03-28'],
      ['2026-03-28T23:00:00.000Z', '2026-03-29'],
      ['2026-03-29T00:59:59.999Z', '2026-03-29'],
      ['2026-03-29T01:00:00.000Z', '2026-03-29'],
      ['2026-03-29T21:59:59.999Z', '2026-03-29'],
      ['2026-03-29T22:00:00.000Z', '2026-03-30'],
      ['2026-10-24T21:59:59.999Z', '2026-10-24'],
      ['2026-10-24T22:00:00.000Z', '2026-10-25'],
      ['2026-10-25T00:30:00.000Z', '2026-10-25'],
      ['2026-10-25T01:30:00.000Z', '2026-10-25'],
      ['2026-10-25T22:59:59.999Z', '2026-10-25'],
      ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ] as const
    for (const [startedAt] of begins) await insertCall(environmentId, { startedAt: new Date(startedAt) })
    const period = { from: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-11-01T00:00:00Z') }
    const { days } = await store.calls.figures(environmentId, { ...period, timeZone: BERLIN })
    const expected = new Map<string, number>()
    for (const [, day] of begins) expected.set(day, (expected.get(day) ?? 0) + 1)
    expect(new Map(days.map(({ date, figures }) => [date, figures.calls]))).toEqual(expected)
    const inTokyo = await store.calls.figures(environmentId, { ...period, timeZone: 'Asia/Tokyo' })
    expect(inTokyo.days.map(({ date }) => date)).toEqual([
      '2026-03-29',
      '2026-03-30',
      '2026-10-25',
      '2026-10-26',
    ])
  })

  it.skipIf(ON_OTHER_SERVER)('are read off an index, the period’s calls and no others', async () => {
    const [environmentId, serviceId] = [someId(), someId()]
    for (let index = 0; index < 60; index += 1) {
      const startedAt = new Date(MARCH.until.getTime() - (index - 30) * 24 * HOUR_MS)
      await insertCall(environmentId, { startedAt, serviceId: index % 3 === 0 ? serviceId : someId() })
    }
    const documents = store.raw.collection<CallDocument>('calls')
    for (const [period, most] of [
      [MARCH, 30],
      [{ ...MARCH, serviceId }, 10],
    ] as const) {
      const explained = (await documents
        .find(figuresFilter(environmentId, period))
        .explain('executionStats')) as mongo.Document
      expect(winningPlan(explained)).not.toContain('COLLSCAN')
      const { totalDocsExamined } = explained['executionStats'] as { totalDocsExamined: number }
      expect(totalDocsExamined).toBeGreaterThan(0)
      expect(totalDocsExamined).toBeLessThanOrEqual(most)
    }
  })
})

const PROMPTS = ['welcome', 'reuseQuestion', 'tryAgain', 'phoneQuestion', '__proto__']
const instantAfter = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: null })

const someSteps = fc.array(
  fc.record({
    asked: fc.constantFrom(...PROMPTS),
    input: fc.constantFrom('speech' as const, 'keys' as const, 'none' as const),
    understood: fc.constantFrom('yes', 'number', 'silence', 'not_understood'),
  }),
  { maxLength: 4 },
)

/** Any call around the night in which clocks in Berlin go forward, however unlikely its combination of facts. */
const someCall = fc
  .record({
    startedMs: fc.integer({ min: 0, max: 6 * 24 * HOUR_MS }),
    service: fc.nat(2),
    language: fc.constantFrom('de', 'en'),
    result: fc.constantFrom(...callResult.options),
    offered: fc.boolean(),
    accepted: fc.boolean(),
    otherNumber: fc.boolean(),
    hungUpAt: fc.option(fc.constantFrom(...PROMPTS), { nil: null }),
    durationSeconds: instantAfter(600),
    steps: someSteps,
    invitation: fc.option(
      fc.record({
        status: fc.constantFrom(...deliveryStatus.options),
        sentAt: instantAfter(60_000),
        deliveredAt: instantAfter(HOUR_MS),
        readAt: instantAfter(HOUR_MS),
        failedAt: instantAfter(HOUR_MS),
        answeredAt: instantAfter(48 * HOUR_MS),
      }),
      { nil: null },
    ),
  })
  .map(({ startedMs, service, steps, invitation, ...rest }) => {
    const startedAt = new Date(Date.UTC(2026, 2, 27) + startedMs)
    const after = (ms: number | null): Date | null =>
      ms === null ? null : new Date(startedAt.getTime() + ms)
    return {
      ...rest,
      service,
      startedAt,
      steps: steps.map((step): CallStepRecord => ({ at: startedAt, ...step })),
      invitation:
        invitation &&
        anInvitation({
          status: invitation.status,
          sentAt: after(invitation.sentAt),
          deliveredAt: after(invitation.deliveredAt),
          readAt: after(invitation.readAt),
          failedAt: after(invitation.failedAt),
          answeredAt: after(invitation.answeredAt),
        }),
    }
  })

const count = <T>(all: readonly T[], counts: (one: T) => boolean): number => all.filter(counts).length

function tally(names: readonly (string | null)[]): Record<string, number> {
  const known = names.filter((name) => name !== null)
  return Object.fromEntries([...new Set(known)].map((name) => [name, count(known, (one) => one === name)]))
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** The contract's figures, read off the calls one by one. */
function plainFigures(calls: readonly Call[]): CallFigures {
  const invitations = calls.map(({ invitation }) => invitation).filter((invitation) => invitation !== null)
  const reached = (...[statuses, ...instants]: [string[], ...(keyof CallInvitation)[]]) =>
    count(invitations, (one) => statuses.includes(one.status) || instants.some((at) => one[at] !== null))
  const seconds = (at: 'sentAt' | 'answeredAt') =>
    mean(
      calls
        .map(
          ({ startedAt, invitation }) =>
            invitation?.[at] && (invitation[at].getTime() - startedAt.getTime()) / 1000,
        )
        .map((value) => value ?? null),
    )
  const steps = calls.flatMap((call) => call.steps)
  const askedWhere = (understood: string) =>
    tally(steps.filter((step) => step.understood === understood).map(({ asked }) => asked))
  return {
    calls: calls.length,
    offered: count(calls, ({ offered }) => offered),
    accepted: count(calls, ({ accepted }) => accepted),
    otherNumber: count(calls, ({ accepted, otherNumber }) => accepted && otherNumber),
    sent: reached(['sent', 'delivered', 'read'], 'sentAt', 'deliveredAt', 'readAt'),
    delivered: reached(['delivered', 'read'], 'deliveredAt', 'readAt'),
    read: reached(['read'], 'readAt'),
    answered: count(
      invitations,
      ({ sentAt, answeredAt }) =>
        sentAt !== null && answeredAt !== null && answeredAt.getTime() - sentAt.getTime() <= 24 * HOUR_MS,
    ),
    failed: reached(['failed']),
    results: tally(calls.map(({ result }) => result)),
    languages: tally(calls.map(({ language }) => language)),
    hangUps: tally(calls.map(({ hungUpAt }) => hungUpAt)),
    notUnderstood: askedWhere('not_understood'),
    silences: askedWhere('silence'),
    secondsToInvitation: seconds('sentAt'),
    secondsToFirstMessage: seconds('answeredAt'),
    callSeconds: mean(calls.map(({ durationSeconds }) => durationSeconds)),
    answersByKey: count(steps, ({ input }) => input === 'keys'),
    answersBySpeech: count(steps, ({ input }) => input === 'speech'),
  }
}

const AVERAGES = ['secondsToInvitation', 'secondsToFirstMessage', 'callSeconds'] as const

function expectAlike(found: CallFigures, expected: CallFigures): void {
  // The order in which one adds up shows in the last digits.
  const apart = AVERAGES.filter(
    (name) =>
      found[name] !== expected[name] &&
      !(Math.abs((found[name] ?? Infinity) - (expected[name] ?? Infinity)) < 1e-6),
  )
  const averages = Object.fromEntries(AVERAGES.map((name) => [name, expected[name]]))
  expect(apart).toEqual([])
  expect({ ...found, ...averages }).toEqual(expected)
}

function grouped(calls: readonly Call[], by: (call: Call) => string): [string, Call[]][] {
  const groups = new Map<string, Call[]>()
  for (const call of calls) groups.set(by(call), [...(groups.get(by(call)) ?? []), call])
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: BERLIN, dateStyle: 'short' })

/** Inserts the call as it is, or lets everything happen to it event by event. */
async function happen(call: ReturnType<typeof aCall>, stepwise: boolean): Promise<Call> {
  if (!stepwise) return (await store.calls.insert(call)).call
  const { steps, invitation, result, hungUpAt, durationSeconds, ...rest } = call
  const { call: begun } = await store.calls.insert({
    ...rest,
    steps: [],
    invitation: null,
    result: 'in_progress',
    hungUpAt: null,
    durationSeconds: null,
  })
  for (const [turn, step] of steps.entries())
    await store.calls.advance(begun.id, { turn, eventKey: null, now: begun.startedAt }, { step })
  if (invitation !== null) await store.calls.setInvitation(begun.id, invitation)
  const endedAt = secondsAfter(begun.startedAt, 60)
  await store.calls.finish(begun.id, { endedAt, durationSeconds, result, hungUpAt })
  return (await store.calls.find(begun.environmentId, begun.id))!
}

it('call figures are what one finds by going through the calls, in all, by day and by service', async () => {
  const period: CallPeriod = {
    from: new Date('2026-03-26T23:00:00Z'),
    until: new Date('2026-04-02T22:00:00Z'),
    timeZone: BERLIN,
  }
  await fc.assert(
    fc.asyncProperty(fc.array(someCall, { maxLength: 25 }), fc.boolean(), async (facts, stepwise) => {
      const environmentId = someId()
      const services = [someId(), someId(), someId()]
      const calls = await Promise.all(
        facts.map(({ service, ...fact }) =>
          happen(aCall({ environmentId, serviceId: services[service]!, ...fact }), stepwise),
        ),
      )
      const found = await store.calls.figures(environmentId, period)
      expect(callFigures.safeParse(found.total).error).toBeUndefined()
      expectAlike(found.total, plainFigures(calls))
      const days = grouped(calls, ({ startedAt }) => calendar.format(startedAt))
      expect(found.days.map(({ date }) => date)).toEqual(days.map(([date]) => date))
      for (const [index, [, ofDay]] of days.entries())
        expectAlike(found.days[index]!.figures, plainFigures(ofDay))
      const byService = grouped(calls, ({ serviceId }) => serviceId)
      expect(found.services.map(({ serviceId }) => serviceId)).toEqual(byService.map(([id]) => id))
      for (const [index, [, ofService]] of byService.entries())
        expectAlike(found.services[index]!.figures, plainFigures(ofService))
      for (const { sent, delivered, read, answered, offered, accepted, otherNumber, calls: all } of [
        found.total,
        ...found.days.map(({ figures }) => figures),
      ]) {
        expect([sent >= delivered, delivered >= read, sent >= answered]).not.toContain(false)
        expect([accepted >= otherNumber, all >= offered, all >= accepted]).not.toContain(false)
      }
    }),
    { numRuns: 25 },
  )
})
