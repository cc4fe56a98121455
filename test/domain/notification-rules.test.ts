import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { role, type Role } from '../../server/contract/member.ts'
import { notificationKind, type NotificationKind } from '../../server/contract/teams.ts'
import {
  defaultPreferences,
  isToldInShared,
  mayBeTold,
  readerLocale,
  titleFor,
  wants,
  whoIsTold,
  type Listener,
} from '../../server/domain/notification-rules.ts'

const SERVICE = 'service'
const OTHER = 'other service'

function listener(userId: string, roles: Role[], change: Partial<Listener['preferences']> = {}): Listener {
  return { userId, roles, preferences: { ...defaultPreferences(), ...change } }
}

const TEAM = [
  listener('agent', ['agent']),
  listener('operator', ['operator']),
  listener('away', ['agent'], { availability: 'away' }),
  listener('elsewhere', ['agent'], { serviceIds: [OTHER] }),
  listener('silent', ['agent'], { kinds: [] }),
  listener('analyst', ['analyst']),
  listener('editor', ['contentManager']),
  listener('producer', ['producer']),
  listener('manager', ['environmentManager']),
]

function told(kind: NotificationKind, memberIds: string[] | null): string[] {
  return whoIsTold({ kind, serviceId: SERVICE, memberIds }, TEAM).map(({ userId }) => userId)
}

describe('who is told', () => {
  it.each<[string, NotificationKind, string[] | null, string[]]>([
    ['waiting: who may answer, is there and wants it', 'waiting', null, ['agent', 'operator']],
    ['closing, nobody’s: the same', 'window_closing', null, ['agent', 'operator']],
    ['closing, somebody’s: they alone', 'window_closing', ['agent'], ['agent']],
    ['closing, of somebody away: nobody', 'window_closing', ['away'], []],
    ['answered: whose it is', 'answered', ['operator'], ['operator']],
    ['answered, while away: nobody', 'answered', ['away'], []],
    ['assigned, while away: they all the same', 'assigned', ['away'], ['away']],
    ['mentioned, while away: they all the same', 'mentioned', ['away', 'agent'], ['agent', 'away']],
    ['failed, while away: they all the same', 'failed', ['away'], ['away']],
    ['assigned, in a service not chosen: nobody', 'assigned', ['elsewhere'], []],
    ['mentioned, but chosen nothing: nobody', 'mentioned', ['silent'], []],
    ['mentioned, but may see no conversation: nobody', 'mentioned', ['analyst', 'producer'], []],
    ['not ready: producers and managers', 'not_ready', null, ['producer', 'manager']],
  ])('%s', (_name, kind, memberIds, expected) => {
    expect(told(kind, memberIds)).toEqual(expected)
  })

  it('a role that may only read figures or texts is told of nothing', () => {
    for (const kind of notificationKind.options) {
      expect(mayBeTold(['analyst', 'contentManager', 'developer'], kind)).toBe(false)
    }
  })

  it('nobody is told of what they have not chosen, of no other service, and away of no common matter', () => {
    const preferences = fc.record({
      availability: fc.constantFrom('available' as const, 'away' as const),
      kinds: fc.subarray([...notificationKind.options]),
      serviceIds: fc.option(fc.subarray([SERVICE, OTHER])),
      quietHours: fc.constant(null),
    })
    const person = fc.record({
      userId: fc.constantFrom('a', 'b', 'c'),
      roles: fc.subarray([...role.options]),
      preferences,
    })
    const news = fc.record({
      kind: fc.constantFrom(...notificationKind.options),
      serviceId: fc.constantFrom(SERVICE, OTHER),
      memberIds: fc.option(fc.subarray(['a', 'b', 'c'])),
    })
    fc.assert(
      fc.property(news, fc.array(person), (about, people) => {
        for (const one of whoIsTold(about, people)) {
          expect(people).toContain(one)
          expect(mayBeTold(one.roles, about.kind)).toBe(true)
          expect(one.preferences.kinds).toContain(about.kind)
          expect(one.preferences.serviceIds ?? [about.serviceId]).toContain(about.serviceId)
          expect(about.memberIds ?? [one.userId]).toContain(one.userId)
          const reachesTheAbsent = ['assigned', 'mentioned', 'failed'].includes(about.kind)
          expect(one.preferences.availability === 'available' || reachesTheAbsent).toBe(true)
        }
      }),
    )
  })

  it('somebody who never chose is told of everything', () => {
    for (const kind of notificationKind.options) {
      expect(wants(defaultPreferences(), { kind, serviceId: SERVICE })).toBe(true)
    }
    expect(defaultPreferences().kinds.toSorted()).toEqual([...notificationKind.options].toSorted())
  })
})

describe('a channel', () => {
  const news = (kind: NotificationKind, memberIds: string[] | null = null) => ({
    kind,
    serviceId: SERVICE,
    memberIds,
  })

  it('is told of customers who wait for anybody, and of nothing that concerns people', () => {
    const told = notificationKind.options.filter((kind) => isToldInShared(news(kind), { serviceIds: null }))
    expect(told.toSorted()).toEqual(['waiting', 'window_closing'])
    expect(isToldInShared(news('window_closing', ['agent']), { serviceIds: null })).toBe(false)
  })

  it('is told of the services that it follows', () => {
    expect(isToldInShared(news('waiting'), { serviceIds: [OTHER, SERVICE] })).toBe(true)
    expect(isToldInShared(news('waiting'), { serviceIds: [OTHER] })).toBe(false)
  })

  it('shows the masked title, a personal chat the name (OMNI-START-03)', () => {
    const conversation = { title: 'WhatsApp +49 **** ******', contactName: 'Erika Müller' }
    expect(titleFor('personal', conversation)).toBe('Erika Müller')
    expect(titleFor('channel', conversation)).toBe(conversation.title)
    expect(titleFor('group', conversation)).toBe(conversation.title)
    expect(titleFor('personal', { ...conversation, contactName: '' })).toBe(conversation.title)
  })
})

describe('the language of a card', () => {
  it.each([
    ['chosen here', 'nl', 'de-DE', 'nl'],
    ['that of Teams', null, 'de-AT', 'de'],
    ['that of Teams with an underscore', null, 'es_MX', 'es'],
    ['English for a language that we do not speak', null, 'fr-FR', 'en'],
    ['English for none', null, null, 'en'],
  ] as const)('is the one %s', (_name, chosen, teams, expected) => {
    expect(readerLocale(chosen, teams)).toBe(expected)
  })
})
