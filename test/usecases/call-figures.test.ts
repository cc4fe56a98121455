import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFiguresView, callView, deflectedCall } from '../../server/contract/call.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../server/lib/errors.ts'
import type { Call, CallInvitation, Service } from '../../server/store/entities.ts'
import { getCallFigures } from '../../server/usecases/call-figures.ts'
import { viewDeflectedCall } from '../../server/usecases/call-views.ts'
import { listCalls } from '../../server/usecases/list-calls.ts'
import type { Principal } from '../../server/usecases/ports.ts'
import { createServiceWorld, type ServiceWorld } from '../support/service-world.ts'
import { aConversation } from '../store/builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'

let store: TestStore
let world: ServiceWorld
let analyst: Principal
let other: Service

beforeAll(async () => {
  store = await openTestStore()
  world = await createServiceWorld(store)
  analyst = await world.memberWith('analyst')
  const { id: _id, ...rest } = world.service
  other = await store.services.upsert({ ...rest, name: 'Another line' })
})
afterAll(() => closeTestStore(store))

function invitationOf(change: Partial<CallInvitation>): CallInvitation {
  return {
    messageId: 'a'.repeat(24),
    conversationId: 'b'.repeat(24),
    status: 'sent',
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    failedAt: null,
    answeredAt: null,
    errorCode: null,
    ...change,
  }
}

const list = (query: { result?: Call['result']; serviceId?: string; cursor?: string; limit?: number } = {}) =>
  listCalls(world.deps, analyst, world.environmentId, { limit: 50, ...query })

const figures = (query: { from: string; to: string; serviceId?: string }) =>
  getCallFigures(world.deps, analyst, world.environmentId, query)

describe('a call', () => {
  const at = new Date('2026-04-01T10:00:00.000Z')
  const steps = [
    { at, asked: 'phoneQuestion', input: 'keys' as const, understood: 'number', heard: '01511234567' },
  ]

  it('is whole in the thread, whose readers may see the contact', async () => {
    const call = await world.insertCall({ startedAt: at, endedAt: null, steps })
    expect(deflectedCall.parse(viewDeflectedCall(call))).toEqual({
      id: call.id,
      startedAt: '2026-04-01T10:00:00.000Z',
      endedAt: null,
      language: 'de',
      callerKind: 'mobile',
      caller: '+4915112345678',
      otherNumber: false,
      result: 'abandoned',
      steps: [{ ...steps[0], at: '2026-04-01T10:00:00.000Z' }],
    })
  })

  it('shows no number in the list, not even the one that was said or typed', async () => {
    const result = 'not_understood' as const
    await world.insertCall({ startedAt: at, steps, result })
    await world.insertCall({
      startedAt: new Date(at.getTime() - 1),
      caller: null,
      callerKind: 'withheld',
      result,
    })
    const { items } = await list({ result })
    expect(items.map((item) => callView.parse(item).callerTitle)).toEqual(['+49 **** *******', null])
    expect(items[0]).toMatchObject({
      service: { id: world.service.id, name: 'Hotline' },
      durationSeconds: 30,
    })
    expect(items[0]?.steps).toEqual([
      { at: '2026-04-01T10:00:00.000Z', asked: 'phoneQuestion', input: 'keys', understood: 'number' },
    ])
    expect(JSON.stringify(items)).not.toContain('1511234')
  })

  it('leads to its conversation and tells what became of the invitation', async () => {
    const result = 'invited' as const
    const conversation = await store.conversations.insert(
      aConversation({ environmentId: world.environmentId, serviceId: world.service.id }),
    )
    const answeredAt = new Date('2026-04-01T10:05:00.000Z')
    const known = invitationOf({ conversationId: conversation!.id, status: 'read', answeredAt })
    await world.insertCall({ startedAt: at, result, invitation: known })
    const gone = invitationOf({ status: 'failed', errorCode: 'not_on_channel' })
    await world.insertCall({ startedAt: new Date(at.getTime() - 1), result, invitation: gone })
    const { items } = await list({ result })
    expect(items.map(({ conversation: link, invitation }) => ({ link, invitation }))).toEqual([
      {
        link: { id: conversation!.id, number: conversation!.number },
        invitation: { status: 'read', answeredAt: answeredAt.toISOString() },
      },
      { link: null, invitation: { status: 'failed', answeredAt: null, errorCode: 'not_on_channel' } },
    ])
  })

  it('is in one page of the list only', async () => {
    const result = 'forwarded' as const
    for (const minute of [1, 2, 3])
      await world.insertCall({ startedAt: new Date(at.getTime() + minute * 60_000), result })
    const first = await list({ result, limit: 2 })
    const second = await list({ result, limit: 2, cursor: first.nextCursor! })
    expect([...first.items, ...second.items].map(({ startedAt }) => startedAt.slice(11, 16))).toEqual([
      '10:03',
      '10:02',
      '10:01',
    ])
    expect(second.nextCursor).toBeNull()
    await expect(list({ cursor: 'nonsense' })).rejects.toThrow(InvalidInputError)
  })

  it('is listed for those who look at figures, in their environment alone', async () => {
    const agent = await world.memberWith('agent', 'contentManager')
    await expect(listCalls(world.deps, agent, world.environmentId, { limit: 1 })).rejects.toThrow(
      ForbiddenError,
    )
    await expect(listCalls(world.deps, analyst, 'f'.repeat(24), { limit: 1 })).rejects.toThrow(NotFoundError)
    expect((await list({ serviceId: 'f'.repeat(24) })).items).toEqual([])
  })
})

describe('figures', () => {
  it('count a call on the day on which it began by the clocks of the environment, and fill the days between', async () => {
    // Berlin puts its clocks forward on 29 March 2026: that day has 23 hours.
    for (const startedAt of [
      '2026-03-27T22:59:59.999Z',
      '2026-03-27T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      '2026-03-29T22:00:00.000Z',
    ])
      await world.insertCall({ startedAt: new Date(startedAt), serviceId: other.id })
    const view = callFiguresView.parse(
      await figures({ from: '2026-03-28', to: '2026-03-29', serviceId: other.id }),
    )
    expect(view).toMatchObject({ from: '2026-03-28', to: '2026-03-29', timeZone: 'Europe/Berlin' })
    expect(view.days.map(({ date, figures: { calls } }) => [date, calls])).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 1],
    ])
    const week = await figures({ from: '2026-03-24', to: '2026-03-30', serviceId: other.id })
    expect(week.days.map((day) => day.figures.calls)).toEqual([0, 0, 0, 1, 1, 1, 1])
    expect(week.total.calls).toBe(4)
  })

  it('are there for each service by its name', async () => {
    const startedAt = new Date('2025-06-15T10:00:00.000Z')
    await world.insertCall({ startedAt, accepted: true })
    await world.insertCall({ startedAt, serviceId: other.id })
    await world.insertCall({ startedAt, serviceId: other.id, accepted: true, otherNumber: true })
    const view = await figures({ from: '2025-06-01', to: '2025-06-30' })
    expect(view.services.map(({ service, figures: sums }) => [service, sums.calls, sums.accepted])).toEqual([
      [{ id: other.id, name: 'Another line' }, 2, 1],
      [{ id: world.service.id, name: 'Hotline' }, 1, 1],
    ])
    expect(view.total).toMatchObject({ calls: 3, offered: 3, accepted: 2, otherNumber: 1, callSeconds: 30 })
  })

  it('of a time without calls are zeros, and no averages', async () => {
    const view = callFiguresView.parse(await figures({ from: '2024-02-29', to: '2024-02-29' }))
    expect(view.days).toEqual([{ date: '2024-02-29', figures: view.total }])
    expect(view.total).toMatchObject({ calls: 0, results: {}, callSeconds: null, secondsToInvitation: null })
    expect(view.services).toEqual([])
  })

  it('cover a leap year and no more', async () => {
    expect((await figures({ from: '2024-01-01', to: '2024-12-31' })).days).toHaveLength(366)
    await expect(figures({ from: '2024-01-01', to: '2025-01-01' })).rejects.toThrow(InvalidInputError)
  })

  it.each([
    ['ends before it begins', '2026-01-02', '2026-01-01', 'query.to'],
    ['lies before computers', '1066-10-14', '1066-10-14', 'query.from'],
    ['lies at the end of the calendar', '9999-12-31', '9999-12-31', 'query.to'],
  ])('refuse a period that %s', async (_name, from, to, path) => {
    await expect(figures({ from, to })).rejects.toMatchObject({ issues: [{ path }] })
  })

  it('are for those who may see calls, of services of their environment', async () => {
    const query = { from: '2026-01-01', to: '2026-01-01' }
    await expect(figures({ ...query, serviceId: 'f'.repeat(24) })).rejects.toThrow(NotFoundError)
    const agent = await world.memberWith('operator')
    await expect(getCallFigures(world.deps, agent, world.environmentId, query)).rejects.toThrow(
      ForbiddenError,
    )
  })
})
