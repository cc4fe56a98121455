import { connectors } from '../../server/channels/registry.ts'
import type { Provisioning } from '../../server/config/provision.ts'
import type { Role } from '../../server/contract/member.ts'
import type { TemplateView } from '../../server/contract/template.ts'
import type { Line } from '../../server/telephony/provider.ts'
import type { Call, ChannelRecord, Service } from '../../server/store/entities.ts'
import type { Store } from '../../server/store/store.ts'
import type { Deps, OpenChannel, OpenLine, Principal } from '../../server/usecases/ports.ts'
import { KeyedQueue } from '../../server/lib/keyed-queue.ts'
import { newId } from '../../server/lib/object-id.ts'
import { provision } from '../../server/provision.ts'
import { createDirectory } from '../../server/usecases/directory.ts'
import { createChannelPool } from '../../server/usecases/open-channels.ts'
import { templateOf } from './service-builders.ts'
import { NO_TEAMS } from './no-teams.ts'
import { principalFor } from './people.ts'

/** The number of the worlds' voice line. */
export const LINE_NUMBER = '+493023125000'

/** A service on a real store with people of every role, a WhatsApp channel, and a voice line that can be plugged in. */
export interface ServiceWorld {
  deps: Deps
  environmentId: string
  service: Service
  whatsapp: OpenChannel
  /** A member of the environment with just these roles. */
  memberWith(...roles: Role[]): Promise<Principal>
  /** The WhatsApp channel's templates are these. */
  setTemplates(...templates: Partial<TemplateView>[]): Promise<void>
  /** Gives the service a voice line that nobody has to call. */
  plugIn(change?: Partial<Pick<Line, 'capabilities'>>): Promise<OpenLine>
  insertCall(change: Partial<Call> & { startedAt: Date }): Promise<Call>
}

export async function createServiceWorld(store: Store): Promise<ServiceWorld> {
  await provision(store, connectors, provisioning())
  const clock = { now: () => new Date('2026-03-10T12:00:00.000Z') }
  const lines = new Map<string, OpenLine>()
  const deps: Deps = {
    store,
    clock,
    newId,
    directory: createDirectory(store),
    channels: createChannelPool(store, connectors, { fetch, now: clock.now }),
    callQueue: new KeyedQueue(),
    ...NO_TEAMS,
    publisher: { emit: () => undefined },
    jobs: {
      intakeAdded: () => undefined,
      messageQueued: () => undefined,
      fileQueued: () => undefined,
      templatesChanged: () => undefined,
      cardsChanged: () => undefined,
    },
    lines: {
      find: (id) => Promise.resolve(lines.get(id) ?? null),
      get: (id) => Promise.resolve(lines.get(id) ?? null),
      invalidate: () => undefined,
    },
  }
  const whatsapp = await deps.channels.find('wa')
  if (whatsapp === null) throw new Error('nothing was provisioned')
  const { service } = whatsapp
  const { environmentId } = service
  return {
    deps,
    environmentId,
    service,
    whatsapp,
    async memberWith(...roles) {
      const name = `Person ${newId()}`
      const user = await store.people.upsertUser({ email: `${newId()}@example.test`, name })
      await store.people.setRoles(environmentId, user.id, roles)
      deps.directory.invalidate()
      return principalFor(user)
    },
    async setTemplates(...templates) {
      const { id: channelId } = whatsapp.record
      const stored = templates.map((change) => {
        const { id: _id, ...template } = templateOf({ channelId, name: 'callover_invitation', ...change })
        return { ...template, environmentId, externalId: newId(), syncedAt: new Date(template.syncedAt) }
      })
      await store.templates.replaceAll(environmentId, channelId, stored)
    },
    async plugIn(change = {}) {
      const record: ChannelRecord = await store.channels.upsert({
        environmentId,
        serviceId: service.id,
        name: 'line',
        kind: 'telephony',
        provider: 'quiet',
        address: LINE_NUMBER,
        settings: {},
      })
      const open: OpenLine = { record, service, line: quietLine(change) }
      lines.set(record.id, open)
      return open
    },
    async insertCall(change) {
      const { call } = await store.calls.insert(callOf({ environmentId, serviceId: service.id, ...change }))
      return call
    },
  }
}

function provisioning(): Provisioning {
  const channel = {
    name: 'wa',
    kind: 'whatsapp' as const,
    provider: 'cloud',
    settings: {
      phoneNumber: '+49301234567',
      phoneNumberId: '106540352242922',
      wabaId: '102290129340398',
      accessToken: 'test-access-token',
      appSecret: 'test-app-secret',
      verifyToken: 'test-verify-token',
    },
  }
  const service = {
    name: 'Hotline',
    template: 'whatsapp-deflector' as const,
    languages: ['de', 'en'],
    invitationTemplate: 'callover_invitation',
    channels: [channel],
  }
  const environment = {
    name: 'Muster GmbH',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    members: [],
    services: [service],
  }
  const account = { name: 'Muster GmbH', retentionDays: null, twoFactorRequired: false }
  return { accounts: [{ ...account, environments: [environment] }] }
}

/** A line of a platform that takes everything and says nothing. */
function quietLine(change: Partial<Pick<Line, 'capabilities'>>): Line {
  const nothing = { status: 204, contentType: 'text/plain', body: '' }
  return {
    provider: 'quiet',
    control: 'reply',
    capabilities: { recording: true, voices: { de: ['anna', 'bert'], fr: ['chloe'] } },
    verify: () => true,
    parse: () => null,
    reply: () => nothing,
    acknowledge: () => nothing,
    ...change,
  }
}

function callOf(
  change: Partial<Call> & Pick<Call, 'environmentId' | 'serviceId' | 'startedAt'>,
): Omit<Call, 'id'> {
  return {
    channelId: newId(),
    externalId: newId(),
    caller: '+4915112345678',
    callerKind: 'mobile',
    dialled: LINE_NUMBER,
    language: 'de',
    turn: 1,
    state: null,
    actions: [],
    applied: [],
    steps: [],
    result: 'abandoned',
    offered: true,
    accepted: false,
    otherNumber: false,
    destination: null,
    consent: null,
    invitation: null,
    recording: 'off',
    hungUpAt: null,
    activeAt: change.startedAt,
    endedAt: change.startedAt,
    durationSeconds: 30,
    ...change,
  }
}
