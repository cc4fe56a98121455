import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TENANT } from '../support/teams/fake-teams.ts'
import { startBotWorld, type BotWorld } from './bot-world.ts'

/** Activities as Teams, its documentation and the Playground have them; not part of this repository. */
const SAMPLES = join(import.meta.dirname, '../../../shared/teams/samples')
const FOLDERS = ['recorded', 'documented', 'emulated']

interface Sample {
  name: string
  activity: Record<string, unknown>
}

function samples(): Sample[] {
  if (!existsSync(SAMPLES)) return []
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(SAMPLES, folder))
      .filter((file) => file.endsWith('.json') && !file.startsWith('from-teams.'))
      .map((file) => ({
        name: `${folder}/${file.replace('.json', '')}`,
        activity: JSON.parse(readFileSync(join(SAMPLES, folder, file), 'utf8')) as Record<string, unknown>,
      })),
  )
}

/** What a sample shows in part gets the rest from any activity of a personal chat. */
const ENVELOPE = {
  id: 'f:1',
  channelId: 'msteams',
  from: { id: '29:somebody', aadObjectId: 'ffffffff-0000-4000-8000-00000000000f' },
  recipient: { id: '28:bot', name: 'Bot' },
  conversation: { id: 'a:partial', conversationType: 'personal', tenantId: TENANT },
}

const all = samples()

describe.skipIf(all.length === 0)('the samples', () => {
  let world: BotWorld

  beforeAll(async () => {
    // Their tenants are of all kinds: without credentials every one of them is served.
    world = await startBotWorld({ credentials: null, production: false })
  })
  afterAll(async () => {
    await world.close()
  })

  it.each(all)('are answered as they should be: $name', async ({ name, activity }) => {
    const { serviceUrl } = world.teams.connector
    const before = world.teams.connector.calls.length
    const answer = await world.teams.send({ ...ENVELOPE, ...activity, serviceUrl })
    const posted = world.teams.connector.calls.slice(before).filter(({ kind }) => kind === 'post')
    expect({ status: answer.status, body: answer.body, posted: posted.length }).toMatchObject({
      status: 200,
      ...expectedOf(name, activity),
    })
  })

  it('are greeted once for each place in which the app was installed, however often it is told', async () => {
    const installs = all.filter(({ name }) =>
      /installationUpdate\.add|membersAdded\.(bot|personal)/.test(name),
    )
    const { serviceUrl } = world.teams.connector
    const count = (): number => world.teams.connector.calls.filter(({ kind }) => kind === 'post').length
    const before = count()
    for (const { activity } of installs) await world.teams.send({ ...activity, serviceUrl })
    expect(count()).toBe(before)
  })
})

/** How often something is said because of it, and what is answered. */
function expectedOf(name: string, activity: Record<string, unknown>): { posted?: number; body: unknown } {
  switch (activity['type']) {
    case 'message':
      return { posted: 1, body: '' }
    case 'invoke':
      return { posted: 0, body: bodyFor(String(activity['name'])) }
    // Whichever of the two that tell of an installation comes first greets.
    case 'installationUpdate':
    case 'conversationUpdate':
      return /add|membersAdded/.test(name) ? { body: '' } : { posted: 0, body: '' }
    default:
      return { posted: 0, body: '' }
  }
}

function bodyFor(name: string): object {
  if (name === 'adaptiveCard/action') return { statusCode: 200 }
  if (name.startsWith('task/')) return { task: { type: 'message' } }
  return { composeExtension: { type: 'message' } }
}
