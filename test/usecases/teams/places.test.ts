import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignConversation } from '../../../server/usecases/change-conversation.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import {
  connectPlace,
  disconnectPlace,
  listConnectableQueues,
} from '../../../server/usecases/teams/connect-place.ts'
import { listForBot } from '../../../server/usecases/teams/list-for-bot.ts'
import { getPreferences, savePreferences } from '../../../server/usecases/teams/preferences.ts'
import { forgetPlace, rememberPlace } from '../../../server/usecases/teams/remember-place.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import { createTeamsWorld, kindsIn, TENANT, type TeamsWorld } from './teams-world.ts'

const FOREIGN_TENANT = '99999999-2222-4333-8444-555555555555'
const OBJECT_ID = 'AAAAAAAA-2222-4333-8444-BBBBBBBBBBBB'

let store: TestStore
let world: TeamsWorld
let anna: Principal
let olga: Principal
let lastNumber = 491_580_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
  anna = await world.principalOf('Anna')
  olga = await world.principalOf('Olga')
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  await world.leaveAll()
  world.pass(3_600_000)
  lastNumber += 1
})

const customer = (): string => String(lastNumber)

function seen(
  change: Partial<Parameters<typeof rememberPlace>[1]> = {},
): Parameters<typeof rememberPlace>[1] {
  return {
    tenantId: TENANT,
    conversationId: `a:${lastNumber}`,
    kind: 'personal',
    reference: {},
    person: { teamsUserId: '29:1', objectId: OBJECT_ID },
    team: null,
    name: null,
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    seenAt: world.now,
    ...change,
  }
}

describe('a place', () => {
  it('is its person’s at once when they are known by their account in Entra, however its id is written', async () => {
    expect(await rememberPlace(world.deps, seen())).toMatchObject({ userId: null })
    await world.write(customer(), 'Hello')
    await store.people.linkEntra(anna.userId, { tenantId: TENANT, objectId: OBJECT_ID.toLowerCase() })
    const place = await rememberPlace(world.deps, seen())
    world.places[place.id] = place
    expect(place).toMatchObject({ userId: anna.userId })
    await world.write(customer(), 'Hello?')
    await world.work()
    expect(kindsIn(world.teams, place), 'from the very next message on').toEqual(['waiting'])
    const other = await rememberPlace(
      world.deps,
      seen({ conversationId: 'a:other', person: { teamsUserId: '29:2', objectId: 'somebody else' } }),
    )
    world.places[other.id] = other
    expect(other.userId).toBeNull()
  })

  it('of a person who is not known by their account any more is nobody’s', async () => {
    const place = await rememberPlace(
      world.deps,
      seen({ person: { teamsUserId: '29:3', objectId: 'nobody' } }),
    )
    world.places[place.id] = place
    await store.teamsPlaces.setUser(place.id, anna.userId)
    const again = await rememberPlace(
      world.deps,
      seen({ person: { teamsUserId: '29:3', objectId: 'nobody' } }),
    )
    expect(again.userId).toBeNull()
  })

  it('that is forgotten is told nothing any more', async () => {
    const chat = await world.chatWith('Anna')
    await world.write(customer(), 'Hello')
    await forgetPlace(world.deps, chat.tenantId, chat.conversationId)
    await forgetPlace(world.deps, chat.tenantId, chat.conversationId)
    await world.write(customer(), 'Hello?')
    await world.work()
    expect(world.teams.calls).toEqual([])
  })

  it('of an organisation that does not work here is not told', async () => {
    const place = await rememberPlace(world.deps, seen({ tenantId: FOREIGN_TENANT }))
    world.places[place.id] = place
    await store.teamsPlaces.setUser(place.id, anna.userId)
    await world.write(customer(), 'Hello')
    await world.work()
    expect(world.teams.calls).toEqual([])
  })
})

describe('a channel', () => {
  const queue = (change: object = {}) => ({
    environmentId: world.environmentId,
    serviceIds: null,
    locale: 'es' as const,
    ...change,
  })

  it('may be connected by operators, with what they may connect', async () => {
    expect(await listConnectableQueues(world.deps, anna)).toEqual([])
    const queues = await listConnectableQueues(world.deps, olga)
    expect(queues).toMatchObject([
      { environmentId: world.environmentId, environment: 'Muster GmbH', services: [{ name: 'Hotline' }] },
    ])
    const channel = await world.channel({ connected: false })
    const services = queues[0]!.services.map(({ id }) => id)
    const connected = await connectPlace(world.deps, olga, channel.id, queue({ serviceIds: services }))
    expect(connected.subscription).toMatchObject({ serviceIds: services, locale: 'es', by: olga.userId })
    await world.write(customer(), 'Hello')
    await world.work()
    expect(kindsIn(world.teams, channel), 'told from the next message on').toEqual(['waiting'])
    expect((await disconnectPlace(world.deps, olga, channel.id)).subscription).toBeNull()
    expect((await disconnectPlace(world.deps, olga, channel.id)).subscription).toBeNull()
    await world.write('491580999999', 'Hello')
    await world.work()
    expect(world.teams.in(channel)).toHaveLength(1)
  })

  it('is connected and disconnected by nobody else', async () => {
    const channel = await world.channel()
    await expect(connectPlace(world.deps, anna, channel.id, queue())).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(disconnectPlace(world.deps, anna, channel.id)).rejects.toMatchObject({ code: 'forbidden' })
    const otto = await world.principalOf('Otto')
    await expect(connectPlace(world.deps, otto, channel.id, queue())).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('of another organisation is not connected, whoever asks', async () => {
    const place = await store.teamsPlaces.remember(
      seen({ tenantId: FOREIGN_TENANT, kind: 'channel', person: null, conversationId: '19:foreign' }),
    )
    world.places[place.id] = place
    await expect(connectPlace(world.deps, olga, place.id, queue())).rejects.toMatchObject({
      code: 'forbidden',
    })
    const local = { ...world.deps, homeTenantId: null }
    await expect(connectPlace(local, olga, place.id, queue())).rejects.toMatchObject({ code: 'forbidden' })
    await store.people.linkEntra(olga.userId, { tenantId: FOREIGN_TENANT, objectId: 'olga' })
    expect(await connectPlace(local, olga, place.id, queue())).toMatchObject({ id: place.id })
  })

  it('needs services of the environment, and is no personal chat', async () => {
    const channel = await world.channel({ connected: false })
    for (const serviceIds of [[], ['0'.repeat(24)]]) {
      await expect(connectPlace(world.deps, olga, channel.id, queue({ serviceIds }))).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    const chat = await world.chatWith('Olga')
    await expect(connectPlace(world.deps, olga, chat.id, queue())).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(connectPlace(world.deps, olga, '0'.repeat(24), queue())).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('preferences', () => {
  it('are everything for who has never chosen', async () => {
    const { userId } = await world.principalOf('Carla')
    expect(await getPreferences(world.deps, userId)).toMatchObject({
      availability: 'available',
      serviceIds: null,
      quietHours: null,
    })
  })

  it('are kept as chosen, each thing once; a zone must exist', async () => {
    const quietHours = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' }
    const chosen = {
      availability: 'away' as const,
      kinds: ['failed' as const, 'failed' as const],
      serviceIds: ['a'.repeat(24)],
      quietHours,
    }
    await savePreferences(world.deps, anna.userId, chosen)
    expect(await getPreferences(world.deps, anna.userId)).toEqual({ ...chosen, kinds: ['failed'] })
    const wrong = { ...chosen, quietHours: { ...quietHours, timeZone: 'Mars/Olympus' } }
    await expect(savePreferences(world.deps, anna.userId, wrong)).rejects.toMatchObject({
      issues: [{ path: 'quietHours.timeZone' }],
    })
  })
})

describe('what the bot lists', () => {
  it('is who waits longest first, ten of all, and who is whose', async () => {
    const before = await listForBot(world.deps, anna, 'queue')
    for (let index = 0; index < 12; index += 1) {
      await world.write(`4915810000${String(index).padStart(2, '0')}`, `message ${index}`)
      world.pass(60_000)
    }
    const queue = await listForBot(world.deps, anna, 'queue')
    expect(queue).toMatchObject({ total: before.total + 12, capped: false })
    expect(queue.items).toHaveLength(10)
    const waiting = queue.items.map(({ waitingSince }) => waitingSince!.getTime())
    expect(waiting).toEqual(waiting.toSorted((a, b) => a - b))
    const { id } = await world.conversationOf('491581000011')
    await assignConversation(world.deps, anna, id, 'me')
    const mine = await listForBot(world.deps, anna, 'mine')
    expect(mine).toMatchObject({
      total: 1,
      items: [
        {
          conversationId: id,
          title: 'Person 491581000011',
          service: 'Hotline',
          environment: 'Muster GmbH',
          assignee: { name: 'Anna' },
          window: { open: true },
          lastText: 'message 11',
        },
      ],
    })
    expect(mine.items[0]!.link).toContain(`/c/${id}`)
    expect((await listForBot(world.deps, anna, 'queue')).total).toBe(before.total + 11)
  })

  it('shows nothing personal where others read along', async () => {
    await world.write(customer(), 'My name is Erika')
    const { items } = await listForBot(world.deps, anna, 'queue', { shared: true, environmentId: null })
    expect(items.length).toBeGreaterThan(0)
    expect(JSON.stringify(items)).not.toMatch(/Erika|Person|message/)
  })

  it('is nothing for who may see no conversations', async () => {
    expect(await listForBot(world.deps, await world.principalOf('Carla'), 'queue')).toEqual({
      items: [],
      total: 0,
      capped: false,
    })
  })
})
