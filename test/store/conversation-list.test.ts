import fc from 'fast-check'
import type { mongo } from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../server/lib/errors.ts'
import { planSearch, pageQuery, type ConversationSort } from '../../server/store/conversation-list.ts'
import type { Conversation } from '../../server/store/entities.ts'
import type { ConversationDocument } from '../../server/store/models/conversation.ts'
import type { ConversationFilter } from '../../server/store/store.ts'
import {
  closeTestStore,
  ON_OTHER_SERVER,
  openTestStore,
  type TestStore,
  winningPlan,
} from '../support/store.ts'
import { aConversation, minutesLater, NOON, someId } from './builders.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => closeTestStore(store))

type Fields = Parameters<typeof aConversation>[0]

async function insertAll(environmentId: string, all: Fields[]): Promise<Conversation[]> {
  const inserted = []
  for (const fields of all) {
    const conversation = await store.conversations.insert(aConversation({ ...fields, environmentId }))
    if (conversation === null) throw new Error('not inserted')
    inserted.push(conversation)
  }
  return inserted
}

async function listAll(
  environmentId: string,
  query: ConversationFilter & { sort: ConversationSort; limit?: number },
  betweenPages: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: { items: Conversation[]; nextCursor: string | null } = await store.conversations.list(
      environmentId,
      {
        limit: 2,
        ...query,
        after,
      },
    )
    ids.push(...page.items.map(({ id }) => id))
    after = page.nextCursor
    await betweenPages()
  } while (after !== null)
  return ids
}

describe('lists', () => {
  it('are sorted by activity, by waiting time, or by the end of the window', async () => {
    const environmentId = someId()
    const [quiet, waitsLong, waitsShort, closing] = await insertAll(environmentId, [
      { lastActivityAt: minutesLater(1) },
      { lastActivityAt: minutesLater(2), waitingSince: minutesLater(-50), windowClosesAt: minutesLater(90) },
      { lastActivityAt: minutesLater(3), waitingSince: minutesLater(-10) },
      { lastActivityAt: minutesLater(4), windowClosesAt: minutesLater(30) },
    ])
    const list = (sort: ConversationSort) => listAll(environmentId, { sort })
    const ids = (...of: (Conversation | undefined)[]) => of.map((conversation) => conversation?.id)
    expect(await list('activity')).toEqual(ids(closing, waitsShort, waitsLong, quiet))
    expect(await list('waiting')).toEqual(ids(waitsLong, waitsShort, closing, quiet))
    expect(await list('window')).toEqual(ids(closing, waitsLong, waitsShort, quiet))
  })

  it('follow what happens to a conversation', async () => {
    const environmentId = someId()
    const [first, second] = await insertAll(environmentId, [
      { waitingSince: minutesLater(-9), lastActivityAt: minutesLater(-9) },
      { waitingSince: minutesLater(-5), lastActivityAt: minutesLater(-5) },
    ])
    await store.conversations.applyOutbound(environmentId, first!.id, {
      statuses: ['open'],
      lastMessage: null,
      answers: true,
      now: NOON,
    })
    expect(await listAll(environmentId, { sort: 'waiting' })).toEqual([second!.id, first!.id])
    expect(await listAll(environmentId, { sort: 'waiting', waiting: true })).toEqual([second!.id])
    expect(await listAll(environmentId, { sort: 'activity', waiting: false })).toEqual([first!.id])
  })

  it('show what every combination of filters asks for, in order and exactly once', async () => {
    const environmentId = someId()
    const members = [null, someId(), someId()]
    const services = [someId(), someId()]
    const statuses = ['open', 'snoozed', 'paused', 'resolved'] as const
    const all = await insertAll(
      environmentId,
      Array.from({ length: 48 }, (_, index) => ({
        status: statuses[index % 4] ?? 'open',
        active: index % 4 < 2,
        assigneeId: members[index % 3] ?? null,
        serviceId: services[index % 7 === 0 ? 1 : 0] ?? '',
        waitingSince: index % 5 === 0 ? minutesLater(-index) : null,
        // Many share one instant, so that paging has to tell them apart by id.
        lastActivityAt: minutesLater(index % 4),
        windowClosesAt: index % 2 === 0 ? minutesLater(index % 6) : null,
        contactName: `n${index}`,
        searchWords: [index % 3 === 0 ? 'muller' : 'meier', `n${index}`],
      })),
    )
    const status = fc.option(fc.subarray([...statuses], { minLength: 1 }), { nil: undefined })
    const filters = fc.record({
      status,
      assigneeId: fc.constantFrom(undefined, ...members),
      serviceId: fc.constantFrom(undefined, ...services, someId()),
      waiting: fc.constantFrom(undefined, true, false),
      words: fc.constantFrom(undefined, ['mul'], ['n1'], ['mei', 'n']),
      sort: fc.constantFrom('activity' as const, 'waiting' as const, 'window' as const),
      limit: fc.integer({ min: 1, max: 20 }),
    })
    const text = (conversation: Conversation, word: string): boolean => {
      const index = Number(conversation.contactName.slice(1))
      return [index % 3 === 0 ? 'muller' : 'meier', `n${index}`, String(conversation.number)].some((one) =>
        one.startsWith(word),
      )
    }
    await fc.assert(
      fc.asyncProperty(filters, async ({ sort, limit, ...given }) => {
        const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
        const expected = all.filter(
          (one) =>
            (given.status === undefined || given.status.includes(one.status)) &&
            (given.assigneeId === undefined || given.assigneeId === one.assigneeId) &&
            (given.serviceId === undefined || given.serviceId === one.serviceId) &&
            (given.waiting === undefined || given.waiting === (one.waitingSince !== null)) &&
            (given.words ?? []).every((word) => text(one, word)),
        )
        const ids = await listAll(environmentId, { ...(filter as ConversationFilter), sort, limit })
        expect(ids).toEqual(expected.sort(comparatorOf(sort)).map(({ id }) => id))
        expect(await store.conversations.count(environmentId, filter, 1000)).toBe(expected.length)
      }),
      { numRuns: 100 },
    )
  })

  it('show each conversation that was there exactly once, while others are inserted', async () => {
    const environmentId = someId()
    const all = await insertAll(
      environmentId,
      Array.from({ length: 15 }, (_, index) => ({ lastActivityAt: minutesLater(index % 3) })),
    )
    let inserted = 0
    const insertOne = async () => {
      inserted += 1
      await insertAll(environmentId, [{ lastActivityAt: minutesLater(inserted % 5) }])
    }
    const ids = await listAll(environmentId, { sort: 'activity', limit: 4 }, insertOne)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(all.map(({ id }) => id)))
  })

  it('refuse a cursor that is none, or another list’s', async () => {
    const environmentId = someId()
    await insertAll(environmentId, [{}, {}])
    const list = (sort: ConversationSort, after: string | null) =>
      store.conversations.list(environmentId, { sort, after, limit: 1 })
    const { nextCursor } = await list('activity', null)
    expect(nextCursor).not.toBeNull()
    await expect(list('activity', 'nonsense')).rejects.toThrow(InvalidInputError)
    await expect(list('window', nextCursor)).rejects.toThrow(InvalidInputError)
  })

  it('take words of a search literally', async () => {
    const environmentId = someId()
    await insertAll(environmentId, [{ searchWords: ['muller'] }])
    const found: string[] = []
    for (const word of ['.*', 'm.ller', '^muller', '(', 'muller$', '\\', 'mull']) {
      const query = { sort: 'activity' as const, after: null, limit: 5, words: [word] }
      if ((await store.conversations.list(environmentId, query)).items.length > 0) found.push(word)
    }
    expect(found).toEqual(['mull'])
  })

  it('find a conversation by its number', async () => {
    const environmentId = someId()
    const [, second] = await insertAll(environmentId, [{}, {}])
    expect(await listAll(environmentId, { sort: 'activity', words: ['2'] })).toEqual([second!.id])
  })

  it('count up to a cap', async () => {
    const environmentId = someId()
    await insertAll(environmentId, [{}, {}, {}])
    expect(await store.conversations.count(environmentId, { status: ['open'] }, 2)).toBe(2)
  })
})

function comparatorOf(sort: ConversationSort): (a: Conversation, b: Conversation) => number {
  const keysOf = (one: Conversation): number[] => {
    const activity = -one.lastActivityAt.getTime()
    if (sort === 'activity') return [activity]
    const time = sort === 'waiting' ? one.waitingSince : one.windowClosesAt
    return time === null ? [1, activity] : [0, time.getTime()]
  }
  const byId = sort === 'activity' ? -1 : 1
  return (a, b) => {
    const [left, right] = [keysOf(a), keysOf(b)]
    for (const [index, key] of left.entries()) {
      const difference = key - (right[index] ?? 0)
      if (difference !== 0) return difference
    }
    return (a.id < b.id ? -1 : 1) * byId
  }
}

describe('an inbox with thousands of conversations', () => {
  const environmentId = someId()
  const me = someId()
  const LIMIT = 50
  const SIZE = 4000

  beforeAll(async () => {
    const template = await store.conversations.insert(aConversation({ environmentId }))
    const documents = store.raw.collection<ConversationDocument>('conversations')
    const stored = await documents.findOne({ _id: template!.id })
    await documents.insertMany(
      Array.from({ length: SIZE }, (_, index): ConversationDocument => {
        const waitingSince = index % 2 === 0 ? minutesLater(-index) : null
        const lastActivityAt = minutesLater(-index)
        const rest = 1e15 - lastActivityAt.getTime()
        return {
          ...stored!,
          _id: someId(),
          number: index + 2,
          contactId: someId(),
          status: index % 4 === 0 ? 'open' : index % 4 === 1 ? 'snoozed' : 'resolved',
          active: index % 4 < 2,
          assigneeId: index % 3 === 0 ? me : index % 3 === 1 ? '' : someId(),
          lastActivityAt,
          waitingSince,
          waiting: waitingSince !== null,
          waitingKey: waitingSince?.getTime() ?? rest,
          windowKey: rest,
          searchWords: ['frequent', `rare${index}`, String(index + 2)],
        }
      }),
    )
  })

  async function explain(query: ConversationFilter & { sort: ConversationSort; after: string | null }) {
    const documents = store.raw.collection<ConversationDocument>('conversations')
    const { words, hint } = await planSearch(documents, environmentId, query)
    const { filter, sort } = pageQuery(environmentId, { ...query, words })
    const explained = (await documents
      .find(filter, hint === undefined ? {} : { hint })
      .sort(sort)
      .limit(LIMIT + 1)
      .explain('executionStats')) as mongo.Document
    const stages = winningPlan(explained)
    const { totalKeysExamined = NaN, totalDocsExamined = NaN } = explained['executionStats'] as Record<
      string,
      number
    >
    return { scansAll: stages.includes('COLLSCAN'), totalKeysExamined, totalDocsExamined }
  }

  const statuses = [['open'], ['snoozed'], ['resolved'], ['open', 'snoozed'], undefined]
  const assignees = [me, null, undefined]
  const sorts = ['activity', 'waiting', 'window'] as const
  const cases = sorts.flatMap((sort) =>
    statuses.flatMap((status) =>
      assignees.flatMap((assigneeId) =>
        [undefined, true].map((waiting) => ({ sort, status, assigneeId, waiting })),
      ),
    ),
  )

  it.skipIf(ON_OTHER_SERVER)(
    'reads every list off an index, about as many keys as it shows',
    async () => {
      const slow: object[] = []
      for (const { sort, ...given } of cases) {
        const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
        const first = await store.conversations.list(environmentId, {
          ...filter,
          sort,
          after: null,
          limit: LIMIT,
        })
        for (const after of [null, first.nextCursor]) {
          const result = await explain({ ...filter, sort, after })
          // Merging several points looks at one key of each beyond those that it takes.
          const most = Math.max(result.totalKeysExamined, result.totalDocsExamined)
          if (result.scansAll || !(most <= LIMIT + 1 + 24)) slow.push({ sort, ...filter, after, ...result })
        }
      }
      expect(slow).toEqual([])
    },
    120_000,
  )

  it.skipIf(ON_OTHER_SERVER)('finds rare words by their index and frequent ones along the list', async () => {
    for (const sort of sorts) {
      const rare = await explain({ sort, after: null, words: ['rare17'] })
      expect(rare.scansAll).toBe(false)
      expect(rare.totalKeysExamined).toBeLessThanOrEqual(200)
      const frequent = await explain({ sort, after: null, words: ['freq'] })
      expect(frequent.scansAll).toBe(false)
      expect(frequent.totalKeysExamined).toBeLessThanOrEqual(LIMIT + 1 + 24)
      const both = await explain({
        sort,
        after: null,
        status: ['open'],
        assigneeId: me,
        words: ['freq', 'rare17'],
      })
      expect(both.totalDocsExamined).toBeLessThanOrEqual(200)
    }
  })
})
