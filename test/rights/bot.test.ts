import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardAction, verbRights, type CardVerb } from '../../bot/actions.ts'
import { textsOf } from '../../bot/texts/texts.ts'
import { role, type Role } from '../../server/contract/member.ts'
import { can } from '../../server/domain/roles.ts'
import { newId } from '../../server/lib/object-id.ts'
import { startBotWorld, type BotWorld } from '../bot/bot-world.ts'
import type { TeamsChat, TeamsPerson } from '../support/teams/fake-teams.ts'

let world: BotWorld
let conversationId: string
let olga: TeamsPerson
let otherEnvironmentId: string
beforeAll(async () => {
  world = await startBotWorld()
  olga = world.teams.person('Olga')
  conversationId = (await world.customer()).id
  const environment = await world.deps.store.accounts.findEnvironment(world.environmentId)
  otherEnvironmentId = (
    await world.deps.store.accounts.upsertEnvironment({
      accountId: environment?.accountId ?? '',
      name: 'Nachbar',
      timeZone: 'Europe/Berlin',
      country: 'DE',
    })
  ).id
})
afterAll(() => world.close())

const { problem, notice } = textsOf('en')

/** A card that somebody may not see any more says so in words of its own. */
const isRefused = (answer: string): boolean =>
  answer.includes(problem.forbidden) || answer.includes(notice.gone)
const verbs = cardAction.options.map((option) => option.shape.verb.value)

/** What a button carries beside its verb, made up by somebody whose card never had it. */
function dataOf(verb: CardVerb): Record<string, unknown> {
  const about = { conversationId, version: 0 }
  const template = 'callover_invitation\nde'
  const more: Partial<Record<CardVerb, Record<string, unknown>>> = {
    reply: { reply: 'Guten Tag' },
    choose_template: { template },
    send_template: { template },
    snooze: { until: 'one_hour' },
    show_list: { list: 'queue' },
    set_availability: { availability: 'available' },
    connect: { queues: world.environmentId },
  }
  return { ...(verbRights[verb] === 'self' ? {} : about), ...more[verb] }
}

/** Somebody who is a member with these roles, in a channel where anything may be pressed. */
async function personWith(
  roles: readonly Role[],
  environmentId = world.environmentId,
): Promise<{ person: TeamsPerson; chat: TeamsChat }> {
  const name = `P${newId()}`
  const person = world.teams.person(name)
  const user = await world.deps.store.people.upsertUser({ email: person.email, name })
  await world.deps.store.people.setRoles(environmentId, user.id, [...roles])
  world.deps.directory.invalidate()
  const chat = world.teams.channel(`Channel of ${name}`, [person, olga])
  // There has to be something that can be taken away again.
  await press({ person: olga, chat }, 'connect')
  return { person, chat }
}

async function press(
  { person, chat }: Awaited<ReturnType<typeof personWith>>,
  verb: CardVerb,
): Promise<string> {
  const action = { type: 'Action.Execute', verb, data: dataOf(verb) }
  const answer = await chat.invoke(person, 'adaptiveCard/action', { action, trigger: 'manual' })
  expect([verb, answer.status]).toEqual([verb, 200])
  return JSON.stringify(answer.body)
}

describe('every button of the bot', () => {
  it.each(role.options)('answers to the role %s as the matrix says', async (held) => {
    const who = await personWith([held])
    const wrong: string[] = []
    for (const verb of verbs) {
      const right = verbRights[verb]
      const answer = await press(who, verb)
      const refused = isRefused(answer)
      const allowed = right === 'self' || can({ roles: [held] }, right)
      if (refused === allowed) wrong.push(`${verb} (${right}): ${answer.slice(0, 200)}`)
    }
    expect(wrong).toEqual([])
  })

  it('tells members of another environment nothing about a conversation, whatever their roles', async () => {
    const who = await personWith(role.options, otherEnvironmentId)
    for (const verb of verbs.filter(
      (one) => 'conversationId' in dataOf(one) && one !== 'connect' && one !== 'disconnect',
    )) {
      const answer = await press(who, verb)
      expect([verb, answer.includes(problem.not_found) || answer.includes(notice.gone)]).toEqual([verb, true])
      expect(answer).not.toContain('Is my parcel there?')
    }
  })
})
