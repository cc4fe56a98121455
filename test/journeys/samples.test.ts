import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageView } from '../../server/contract/message.ts'
import { applyInboundEvent } from '../../server/usecases/apply-inbound-event.ts'
import { listMessages } from '../../server/usecases/get-conversation.ts'
import { listConversations } from '../../server/usecases/list-conversations.ts'
import { closeTestStore, openTestStore, type TestStore } from '../support/store.ts'
import { createUsecaseWorld, type UsecaseWorld } from '../support/usecase-world.ts'
import { NUMBER } from '../support/world.ts'

/** The product's own fixtures, and the researched samples beside the repository where they are. */
const FOLDERS = ['../fixtures/whatsapp-cloud/', '../../../shared/whatsapp/samples/'].map(
  (path) => new URL(path, import.meta.url),
)
const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('api-'))
    .map((name) => ({ name, url: new URL(name, folder) })),
)
if (files.every(({ url }) => !url.pathname.includes('/shared/'))) {
  console.log('The samples beside the repository are not there: only its own fixtures are run.')
}

let store: TestStore
let world: UsecaseWorld

beforeAll(async () => {
  store = await openTestStore()
  world = await createUsecaseWorld(store)
})

afterAll(async () => {
  await closeTestStore(store)
})

interface Envelope {
  entry?: { changes?: { value?: { metadata?: { phone_number_id?: string } } }[] }[]
}

/** Every change of a payload, as if it had been sent to our number. */
function valuesOf(url: URL): object[] {
  const payload = JSON.parse(readFileSync(url, 'utf8')) as Envelope
  return (payload.entry ?? [])
    .flatMap((entry) => entry.changes ?? [])
    .flatMap(({ value }) => (value?.metadata === undefined ? [] : [value]))
    .map((value) => ({ ...value, metadata: { ...value.metadata, phone_number_id: NUMBER.phoneNumberId } }))
}

describe('documented payloads', () => {
  it('are all worked off, and what they make can be shown', async () => {
    for (const { url } of files) for (const value of valuesOf(url)) await world.receive(value)
    const events = await world.pending()
    expect(events.length).toBeGreaterThan(0)
    const failed: string[] = []
    for (const event of events) {
      try {
        // A status of a message that we never sent is given up after some tries.
        await applyInboundEvent(world.deps, { ...event, attempts: 10 })
      } catch (error) {
        failed.push(`${String(event.event).slice(0, 120)}: ${String(error)}`)
      }
    }
    expect(failed).toEqual([])
    const principal = await world.principalOf('Anna')
    const { items } = await listConversations(world.deps, principal, world.environmentId, {
      sort: 'activity',
      limit: 100,
    })
    expect(items.length).toBeGreaterThan(5)
    for (const conversation of items) {
      const thread = await listMessages(world.deps, principal, conversation.id, { limit: 100 })
      for (const message of thread.items) {
        expect(
          () => messageView.parse(message),
          `${message.kind} of ${message.externalId ?? ''}`,
        ).not.toThrow()
      }
      expect(conversation.title).not.toMatch(/\d{6,}/)
    }
  })
})
