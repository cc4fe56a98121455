import { createHmac } from 'node:crypto'
import { connectors } from '../../server/channels/registry.ts'
import { KeyedQueue } from '../../server/lib/keyed-queue.ts'
import { newId } from '../../server/lib/object-id.ts'
import { provision } from '../../server/provision.ts'
import type { IntakeEvent } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import { providers } from '../../server/telephony/registry.ts'
import { createDirectory } from '../../server/usecases/directory.ts'
import { createChannelPool, createLinePool } from '../../server/usecases/open-channels.ts'
import type { Deps, Principal } from '../../server/usecases/ports.ts'
import { receiveWebhook } from '../../server/usecases/receive-webhook.ts'
import type { Emitted } from './fakes.ts'
import { NUMBER, provisioningFor } from './world.ts'
import { NO_TEAMS } from './no-teams.ts'
import { principalFor } from './people.ts'

/** Use cases on a real store, with a clock that stands still and nothing running in the background. */
export interface UsecaseWorld {
  deps: Deps
  emitted: Emitted[]
  now: Date
  environmentId: string
  principalOf(name: string): Promise<Principal>
  /** Signs and receives a payload of one change of the field `messages`. */
  receive(value: object): Promise<void>
  /** Everything received and not worked off, oldest first. */
  pending(): Promise<IntakeEvent[]>
}

export async function createUsecaseWorld(
  store: Store,
  options: { apiBaseUrl?: string; now?: Date } = {},
): Promise<UsecaseWorld> {
  await provision(store, connectors, provisioningFor(options.apiBaseUrl ?? 'http://127.0.0.1:9'))
  const emitted: Emitted[] = []
  const world = { now: options.now ?? new Date('2026-03-10T12:00:00.000Z') }
  const clock = { now: () => world.now }
  const deps: Deps = {
    store,
    clock,
    newId,
    directory: createDirectory(store),
    channels: createChannelPool(store, connectors, { fetch, now: clock.now }),
    lines: createLinePool(store, providers, { fetch, now: clock.now }),
    callQueue: new KeyedQueue(),
    ...NO_TEAMS,
    publisher: { emit: (audience, event, payload) => void emitted.push({ audience, event, payload }) },
    jobs: {
      intakeAdded: () => undefined,
      messageQueued: () => undefined,
      fileQueued: () => undefined,
      templatesChanged: () => undefined,
      cardsChanged: () => undefined,
    },
  }
  const [channel] = await store.channels.listAll()
  if (channel === undefined) throw new Error('nothing was provisioned')
  return Object.assign(world, {
    deps,
    emitted,
    environmentId: channel.environmentId,
    principalOf: async (name: string) => {
      const user = await store.people.findUserByEmail(`${name.toLowerCase()}@example.test`)
      if (user === null) throw new Error(`nobody called ${name}`)
      return principalFor(user)
    },
    receive: async (value: object) => {
      const body = Buffer.from(JSON.stringify(envelope(value)))
      const signature = createHmac('sha256', NUMBER.appSecret).update(body).digest('hex')
      const outcome = await receiveWebhook(deps, 'wa', 'whatsapp', {
        method: 'POST',
        headers: { 'x-hub-signature-256': `sha256=${signature}` },
        query: new URLSearchParams(),
        body,
      })
      if (outcome !== 'accepted') throw new Error(outcome)
    },
    pending: () =>
      store.intake.pending(
        Array.from({ length: 32 }, (_, lane) => lane),
        new Date(Date.now() + 3_600_000),
        1000,
      ),
  })
}

export function envelope(value: object): object {
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: NUMBER.wabaId,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: {
                display_phone_number: NUMBER.phoneNumber.slice(1),
                phone_number_id: NUMBER.phoneNumberId,
              },
              ...value,
            },
          },
        ],
      },
    ],
  }
}

/** A text message of somebody; more fields replace or add to it. */
export function textOf(
  from: string,
  id: string,
  at: Date,
  more: object = {},
): { contacts: object[]; messages: object[] } {
  return {
    contacts: [{ profile: { name: `Person ${from}` }, wa_id: from }],
    messages: [
      {
        from,
        id,
        timestamp: String(Math.floor(at.getTime() / 1000)),
        type: 'text',
        text: { body: `text of ${id}` },
        ...more,
      },
    ],
  }
}
