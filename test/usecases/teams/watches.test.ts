import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { laneOf } from '../../../server/domain/lanes.ts'
import type { ServiceCard } from '../../../server/domain/teams-card.ts'
import type { TeamsPlace } from '../../../server/store/entities.ts'
import {
  assignConversation,
  resolveConversation,
  snoozeConversation,
} from '../../../server/usecases/change-conversation.ts'
import { markConversationRead } from '../../../server/usecases/mark-read.ts'
import type { Principal } from '../../../server/usecases/ports.ts'
import { sendMessage } from '../../../server/usecases/send-message.ts'
import {
  getServiceSettings,
  publishServiceSettings,
  saveServiceSettings,
} from '../../../server/usecases/service-settings.ts'
import { watchReadiness, type SeenServices } from '../../../server/usecases/teams/watch-readiness.ts'
import { watchWindows, type Said } from '../../../server/usecases/teams/watch-windows.ts'
import { templateOf } from '../../support/service-builders.ts'
import { closeTestStore, openTestStore, type TestStore } from '../../support/store.ts'
import {
  ALL_LANES,
  createTeamsWorld,
  kindsIn,
  newClientId,
  onlyCard,
  type TeamsWorld,
} from './teams-world.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let store: TestStore
let world: TeamsWorld
let anna: Principal
let luca: Principal
let lastNumber = 491_570_000_000

beforeAll(async () => {
  store = await openTestStore()
  world = await createTeamsWorld(store)
  anna = await world.principalOf('Anna')
  luca = await world.principalOf('Luca')
})

afterAll(async () => {
  await closeTestStore(store)
})

beforeEach(async () => {
  await world.leaveAll()
  // Past every window of the tests before.
  world.pass(48 * HOUR_MS)
  lastNumber += 1
})

const customer = (): string => String(lastNumber)

describe('the watch of windows', () => {
  const CLOSING = { kinds: ['window_closing' as const] }
  let said: Said

  beforeEach(() => {
    said = new Map()
  })

  async function watch(options: { lanes?: number[]; aheadMs?: number } = {}): Promise<void> {
    const { lanes = ALL_LANES, aheadMs = 0 } = options
    await watchWindows(world.deps, said, lanes, new Date(Date.now() + aheadMs))
    await world.work()
  }

  it('tells of an unanswered customer in the last two hours, once', async () => {
    const [chat, channel] = [await world.chatWith('Anna', CLOSING), await world.channel()]
    await world.write(customer(), 'Hello')
    world.pass(21.9 * HOUR_MS)
    await watch()
    expect(kindsIn(world.teams, chat)).toEqual([])
    world.pass(0.2 * HOUR_MS)
    await watch()
    await watch()
    await watch({ aheadMs: HOUR_MS })
    said.clear()
    await watch()
    expect(kindsIn(world.teams, chat)).toEqual(['window_closing'])
    expect(kindsIn(world.teams, channel)).toEqual(['waiting', 'window_closing'])
  })

  it('tells whose conversation it is, also of what they have read and of what is snoozed', async () => {
    const [hers, his] = [await world.chatWith('Anna', CLOSING), await world.chatWith('Luca', CLOSING)]
    const channel = await world.channel()
    const { id } = await world.write(customer(), 'Hello')
    await assignConversation(world.deps, anna, id, 'me')
    await markConversationRead(world.deps, anna, id)
    await snoozeConversation(world.deps, anna, id, new Date(world.now.getTime() + 72 * HOUR_MS))
    world.pass(23 * HOUR_MS)
    await watch()
    expect(kindsIn(world.teams, hers)).toEqual(['window_closing'])
    expect([...world.teams.in(his), ...world.teams.in(channel)]).toEqual([])
  })

  it('says nothing of who was answered, whose matter is settled, or whose window is closed', async () => {
    const answered = await world.write('491579000001', 'Hello')
    const settled = await world.write('491579000002', 'Hello')
    await world.write('491579000003', 'Hello')
    await sendMessage(world.deps, luca, answered.id, { clientId: newClientId(), text: 'Hi' })
    await resolveConversation(world.deps, luca, settled.id)
    const chat = await world.chatWith('Anna', CLOSING)
    world.pass(25 * HOUR_MS)
    await watch()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('is settled when the customer writes again, and tells of the next end', async () => {
    const chat = await world.chatWith('Anna', CLOSING)
    await world.write(customer(), 'Hello')
    world.pass(23 * HOUR_MS)
    await watch()
    await world.write(customer(), 'Hello?')
    await world.work()
    expect(onlyCard(world.teams, chat).settled).toBe(true)
    world.pass(23 * HOUR_MS)
    await watch()
    expect(world.teams.in(chat).map(({ content }) => content.settled)).toEqual([true, false])
  })

  it('is dropped when it comes too late to be of use', async () => {
    const chat = await world.chatWith('Anna', CLOSING)
    await world.write(customer(), 'Hello')
    world.pass(23 * HOUR_MS)
    await watchWindows(world.deps, said, ALL_LANES, new Date())
    world.pass(2 * HOUR_MS)
    await world.work()
    expect(world.teams.in(chat)).toEqual([])
  })

  it('says again after a while, for who has come since', async () => {
    await world.write(customer(), 'Hello')
    await world.chatWith('Luca', CLOSING)
    world.pass(23 * HOUR_MS)
    await watch()
    const chat = await world.chatWith('Anna', CLOSING)
    await watch({ aheadMs: MINUTE_MS })
    expect(world.teams.in(chat)).toEqual([])
    await watch({ aheadMs: 6 * MINUTE_MS })
    expect(kindsIn(world.teams, chat)).toEqual(['window_closing'])
  })

  it('looks at the conversations on its own lanes', async () => {
    const chat = await world.chatWith('Anna', CLOSING)
    const { id } = await world.write(customer(), 'Hello')
    world.pass(23 * HOUR_MS)
    await watch({ lanes: ALL_LANES.filter((lane) => lane !== laneOf(id)) })
    expect(world.teams.in(chat)).toEqual([])
    await watch({ lanes: [laneOf(id)] })
    expect(world.teams.in(chat)).toHaveLength(1)
  })
})

describe('the watch of services', () => {
  let seen: SeenServices
  let paula: Principal
  let machineMs: number

  beforeEach(async () => {
    seen = new Map()
    machineMs = Date.now()
    paula = await world.principalOf('Paula')
    await setTemplate(null)
  })

  async function setTemplate(status: string | null): Promise<void> {
    const open = await world.deps.channels.find('wa')
    const { id: channelId, environmentId } = open!.record
    const { id: _id, ...template } = templateOf({
      channelId,
      name: 'callover_invitation',
      language: 'de',
      status: status ?? '',
      sendable: status === 'APPROVED',
    })
    await store.templates.replaceAll(
      environmentId,
      channelId,
      status === null ? [] : [{ ...template, environmentId, externalId: '1', syncedAt: world.now }],
    )
  }

  async function watch(times = 1, lanes = ALL_LANES): Promise<void> {
    for (let round = 0; round < times; round += 1) {
      machineMs += 20_000
      world.pass(20_000)
      await watchReadiness(world.deps, seen, lanes, new Date(machineMs))
      await world.work()
    }
  }

  const shownIn = (place: TeamsPlace) => world.teams.in(place).map(({ content }) => content as ServiceCard)

  it('tells producers what keeps a service from inviting, with since when, and that it is well again (DX-DEFL-13)', async () => {
    const chats = [await world.chatWith('Paula'), await world.chatWith('Anna'), await world.chatWith('Carla')]
    const channel = await world.channel()
    await watch(3)
    const [chat, ...others] = chats
    expect(shownIn(chat!)).toMatchObject([
      {
        about: 'service',
        kind: 'not_ready',
        settled: false,
        locale: 'de',
        service: { name: 'Hotline', environment: 'Muster GmbH' },
        problems: expect.arrayContaining([
          expect.objectContaining({ code: 'template_missing', blocking: true }),
        ]),
      },
    ])
    for (const place of [...others, channel]) expect(world.teams.in(place)).toEqual([])
    expect(shownIn(chat!)[0]!.link).toMatch(/\/studio\/[0-9a-f]{24}$/)
    await setTemplate('PAUSED')
    await watch()
    expect(shownIn(chat!)).toMatchObject([
      {
        settled: false,
        problems: expect.arrayContaining([expect.objectContaining({ code: 'template_not_approved' })]),
      },
    ])
    await setTemplate('APPROVED')
    await watch(2)
    expect(shownIn(chat!)).toMatchObject([{ settled: true, problems: [] }])
    const { updates } = world.teams.in(chat!)[0]!
    await setTemplate(null)
    await watch(2)
    expect(shownIn(chat!).map(({ settled }) => settled)).toEqual([true, false])
    expect(world.teams.in(chat!)[0]!.updates).toBe(updates)
  })

  it('says nothing of what lasts a moment only', async () => {
    const chat = await world.chatWith('Paula')
    await watch()
    await setTemplate('APPROVED')
    await watch()
    await setTemplate(null)
    await watch()
    await setTemplate('APPROVED')
    await watch(3)
    expect(world.teams.in(chat)).toEqual([])
  })

  it('goes on with the same cards after a restart, and on another process', async () => {
    const chat = await world.chatWith('Paula')
    await watch(2)
    seen = new Map()
    await watch(3)
    expect(shownIn(chat)).toHaveLength(1)
    seen = new Map()
    await setTemplate('APPROVED')
    await watch()
    expect(shownIn(chat)).toMatchObject([{ settled: true }])
  })

  it('does not tell somebody who is away, and leaves what is held back alone', async () => {
    const chat = await world.chatWith('Paula', { availability: 'away' })
    await watch(3)
    expect(world.teams.in(chat)).toEqual([])
  })

  it('does not complain of a service that takes no calls and invites nobody', async () => {
    const chat = await world.chatWith('Paula')
    const [service] = [...(await world.deps.directory.services(world.environmentId)).values()]
    const ref = { environmentId: world.environmentId, serviceId: service!.id }
    const publish = async (template: string | null): Promise<void> => {
      const { version, draft } = await getServiceSettings(world.deps, paula, ref)
      const settings = { ...draft, invitation: { ...draft.invitation, template } }
      const saved = await saveServiceSettings(world.deps, paula, ref, { version, settings })
      await publishServiceSettings(world.deps, paula, ref, saved.version)
    }
    await watch(2)
    expect(shownIn(chat)).toMatchObject([{ settled: false }])
    await publish(null)
    await world.work()
    expect(shownIn(chat), 'what is published shows at once').toMatchObject([{ settled: true }])
    await watch(3)
    expect(shownIn(chat)).toHaveLength(1)
    await publish('callover_invitation')
  })

  it('looks at the services on its own lanes', async () => {
    const chat = await world.chatWith('Paula')
    await watch(3, [])
    expect(world.teams.in(chat)).toEqual([])
  })
})
