import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientEventRights, clientEvents, type Ack, type ClientEvents } from '../../server/contract/events.ts'
import { role } from '../../server/contract/member.ts'
import { can } from '../../server/domain/roles.ts'
import type { ApiClient } from '../support/api-client.ts'
import { startRightsWorld, type RightsWorld } from './rights-world.ts'

type EventName = keyof ClientEvents

let world: RightsWorld
beforeAll(async () => {
  world = await startRightsWorld()
}, 120_000)
afterAll(() => world.close())

const names = Object.keys(clientEvents) as EventName[]

/** Asks for every event, after the subscription without which nothing about conversations is heard. */
async function answersTo(client: ApiClient): Promise<Map<EventName, Ack>> {
  const socket = await client.connect()
  const { environment: environmentId, conversation: conversationId } = world.ids
  const answers = new Map<EventName, Ack>()
  for (const name of names) {
    if (name === 'unsubscribe') continue
    answers.set(
      name,
      (await socket.timeout(10_000).emitWithAck(name, { environmentId, conversationId } as never)) as Ack,
    )
  }
  answers.set(
    'unsubscribe',
    (await socket.timeout(10_000).emitWithAck('unsubscribe', { environmentId })) as Ack,
  )
  socket.close()
  return answers
}

const codeOf = (ack: Ack | undefined): string => (ack === undefined ? 'none' : ack.ok ? 'ok' : ack.error.code)

describe('every socket event', () => {
  it.each(role.options)('answers to the role %s as the matrix says', async (held) => {
    const answers = await answersTo(await world.person(world.ids.environment, [held]))
    const sees = can({ roles: [held] }, 'conversation:see')
    for (const name of names) {
      const right = clientEventRights[name]
      const allowed = right === 'self' || can({ roles: [held] }, right)
      // Whoever could not subscribe is not told which conversations there are.
      const refusal = name === 'subscribe' || sees ? 'forbidden' : 'not_found'
      expect([name, codeOf(answers.get(name))]).toEqual([name, allowed ? 'ok' : refusal])
    }
  })

  it.each(['neighbour', 'foreign'] as const)('tells the %s nothing', async (whose) => {
    const answers = await answersTo(await world.person(world[whose].environment.id, role.options))
    for (const name of names.filter((one) => clientEventRights[one] !== 'self'))
      expect([name, codeOf(answers.get(name))]).toEqual([name, 'not_found'])
  })

  it('answers to the roles of the agency above (DX-ROLE-10)', async () => {
    const answers = await answersTo(await world.person(world.ids.agency, ['agent']))
    expect([...answers.values()].map(codeOf)).toEqual(names.map(() => 'ok'))
  })
})
