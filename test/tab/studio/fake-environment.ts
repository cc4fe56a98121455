import type { OrderView } from '../../../server/contract/administration.ts'
import type { AuditEntryView } from '../../../server/contract/audit.ts'
import type { ApiKeyView, WebhookView } from '../../../server/contract/integration-routes.ts'
import type { Role } from '../../../server/contract/member.ts'
import type {
  EnvironmentSettingsView,
  InvitationView,
  MemberDetail,
} from '../../../server/contract/people-routes.ts'
import type { EffectivePolicy, Policy } from '../../../server/contract/policy.ts'
import type { CallerRow, ContactRow, LeftRecordingView } from '../../../server/contract/privacy-routes.ts'
import type { ServiceView, SpokenLanguage } from '../../../server/contract/service-settings.ts'
import type {
  ChannelProvider,
  ChannelSetup,
  ServiceProfile,
  SettingsVersionView,
} from '../../../server/contract/setup-routes.ts'
import { ApiError } from '../../../tab/src/api/api-error.ts'
import type { FakeAnswers, FakeStudio } from './fake-api.ts'
import { aService, ENVIRONMENT_ID, SERVICE_ID } from './fixtures.ts'

const id = (index: number): string => index.toString(16).padStart(24, '0')
const conflict = () => new ApiError('conflict', { status: 409 })
const gone = () => new ApiError('not_found', { status: 404 })
const invalid = () => new ApiError('invalid_input', { status: 400 })

export const ME = '1'.repeat(24)

const nothingSaid: EffectivePolicy = {
  recording: { value: true, from: null },
  recordingDays: { value: 365, from: null },
  anonymiseNumbers: { value: false, from: null },
  dialogueData: { value: true, from: null },
  dialogueDataPeriod: { value: 'tenMinutes', from: null },
  outboundCalls: { value: true, from: null },
}

export function aMember(index: number, change: Partial<MemberDetail> = {}): MemberDetail {
  return {
    id: id(index + 100),
    name: ['Max Richter', 'Aylin Öztürk', 'Jörg Weiß'][index] ?? `Person ${String(index)}`,
    email: `person${String(index)}@muster.example`,
    ownRoles: ['agent'],
    inheritedRoles: [],
    twoFactor: false,
    microsoft: false,
    lastSeenAt: '2026-03-10T08:00:00.000Z',
    ...change,
  }
}

export function anOrder(index: number, change: Partial<OrderView> = {}): OrderView {
  return {
    id: id(index + 200),
    environmentId: ENVIRONMENT_ID,
    product: 'whatsapp-deflector',
    extension: `4${String(index)}`,
    name: `Hotline ${String(index)}`,
    reference: null,
    startsOn: '2026-03-01',
    state: 'open',
    createdAt: '2026-02-20T09:00:00.000Z',
    terminatedAt: null,
    services: [],
    channels: [
      { kind: 'telephony', address: null },
      { kind: 'whatsapp', address: null },
    ],
    ...change,
  }
}

export function aChannel(change: Partial<ChannelSetup> = {}): ChannelSetup {
  return {
    id: id(300),
    serviceId: SERVICE_ID,
    name: 'hotline-whatsapp',
    kind: 'whatsapp',
    provider: 'cloud',
    address: '+493023125010',
    values: { phoneNumber: '+493023125010', phoneNumberId: '106540352242922' },
    secretsSet: ['accessToken', 'appSecret'],
    webhookUrl: 'https://callover.example/webhooks/whatsapp/hotline-whatsapp',
    health: { state: 'working', platformCode: null, lastInboundAt: '2026-03-10T09:58:00.000Z' },
    version: 3,
    ...change,
  }
}

export const providers: ChannelProvider[] = [
  {
    kind: 'whatsapp',
    provider: 'cloud',
    name: 'WhatsApp Cloud API',
    fields: [
      { name: 'phoneNumber', kind: 'phone', required: true, example: '+49 30 12345678' },
      { name: 'phoneNumberId', kind: 'text', required: true, example: null },
      { name: 'accessToken', kind: 'secret', required: true, example: null },
      { name: 'appSecret', kind: 'secret', required: true, example: null },
    ],
  },
  {
    kind: 'telephony',
    provider: 'twilio',
    name: 'Twilio Programmable Voice',
    fields: [
      { name: 'phoneNumber', kind: 'phone', required: true, example: null },
      { name: 'accountSid', kind: 'text', required: true, example: 'AC…' },
      { name: 'authToken', kind: 'secret', required: true, example: null },
    ],
  },
  {
    kind: 'telephony',
    provider: 'vier',
    name: 'VIER Cognitive Voice Gateway',
    fields: [
      { name: 'phoneNumber', kind: 'phone', required: true, example: null },
      { name: 'botToken', kind: 'secret', required: true, example: null },
    ],
  },
]

/** What an environment has beside its services. */
export interface Environment {
  members: MemberDetail[]
  invitations: InvitationView[]
  /** Whether the server can send e-mails. */
  mails: boolean
  settings: EnvironmentSettingsView
  orders: OrderView[]
  audit: AuditEntryView[]
  apiKeys: ApiKeyView[]
  webhooks: WebhookView[]
  contacts: ContactRow[]
  callers: CallerRow[]
  leftRecordings: LeftRecordingView[]
  channels: ChannelSetup[]
  profile: ServiceProfile
  versions: SettingsVersionView[]
}

export function anEnvironment(change: Partial<Environment> = {}): Environment {
  return {
    members: [
      aMember(0, { ownRoles: ['environmentManager', 'producer'], twoFactor: true, microsoft: true }),
      aMember(1, { id: ME, name: 'Paula Winter', ownRoles: ['environmentManager'] }),
      aMember(2, { ownRoles: [], inheritedRoles: ['operator'], lastSeenAt: null }),
    ],
    invitations: [],
    mails: true,
    settings: {
      id: ENVIRONMENT_ID,
      name: 'Muster GmbH',
      kind: 'customer',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      version: 4,
      policy: { level: 'environment', own: {}, above: nothingSaid, effective: nothingSaid },
      account: { id: id(9), name: 'Muster GmbH', retentionDays: 365, twoFactorRequired: false },
    },
    orders: [],
    audit: [],
    apiKeys: [],
    webhooks: [],
    contacts: [],
    callers: [],
    leftRecordings: [],
    channels: [],
    profile: {
      id: SERVICE_ID,
      name: 'Hotline',
      template: 'whatsapp-deflector',
      languages: ['de', 'en'],
      country: 'DE',
      timeZone: 'Europe/Berlin',
      picture: null,
      orderId: null,
      ended: false,
      version: 2,
    },
    versions: [],
    ...change,
  }
}

/** Adds what an environment has beside its services to a studio's server, by the rules of the real one. */
export function serveEnvironment(fake: FakeStudio, environment: Environment): void {
  fake.serve({
    ...peopleAnswers(environment),
    ...settingsAnswers(environment),
    ...setupAnswers(environment, fake),
    ...integrationAnswers(environment),
  })
}

function peopleAnswers(environment: Environment): FakeAnswers {
  const memberOf = (memberId: string | undefined): MemberDetail => {
    const found = environment.members.find((member) => member.id === memberId)
    if (found === undefined) throw gone()
    return found
  }
  const managers = (members: readonly MemberDetail[]) =>
    members.filter(({ ownRoles }) => ownRoles.includes('environmentManager')).length
  const sent = (invitation: InvitationView, wanted: boolean) => {
    const byMail = wanted && environment.mails
    const next: InvitationView = { ...invitation, sentBy: byMail ? 'mail' : 'link' }
    environment.invitations = [next, ...environment.invitations.filter((one) => one.id !== next.id)]
    return {
      invitation: next,
      link: byMail ? null : `https://callover.example/welcome#invitation=inv_${next.id}`,
    }
  }
  return {
    'GET /environments/:id/people': () => ({ items: environment.members }),
    'PUT /environments/:id/people/:memberId/roles': ({ params, body }) => {
      const member = memberOf(params?.['memberId'])
      const next = { ...member, ownRoles: (body as { roles: Role[] }).roles }
      const members = environment.members.map((one) => (one.id === member.id ? next : one))
      if (managers(members) === 0) throw conflict()
      environment.members = members
      return next
    },
    'DELETE /environments/:id/people/:memberId/two-factor': ({ params }) => {
      environment.members = environment.members.map((member) =>
        member.id === params?.['memberId'] ? { ...member, twoFactor: false } : member,
      )
      return {}
    },
    'DELETE /environments/:id/people/:memberId': ({ params }) => {
      const member = memberOf(params?.['memberId'])
      const members = environment.members.filter((one) => one !== member)
      if (managers(members) === 0) throw conflict()
      environment.members = members
      return {}
    },
    'GET /environments/:id/invitations': () => ({ items: environment.invitations }),
    'POST /environments/:id/invitations': ({ body }) => {
      const { email, roles, sendMail } = body as { email: string; roles: Role[]; sendMail: boolean }
      const invitation: InvitationView = {
        id: id(400 + environment.invitations.length),
        email,
        roles,
        invitedBy: 'Paula Winter',
        invitedAt: '2026-03-10T10:00:00.000Z',
        expiresAt: '2999-03-17T10:00:00.000Z',
        state: 'pending',
        sentBy: 'mail',
      }
      return sent(invitation, sendMail)
    },
    'POST /environments/:id/invitations/:invitationId/renew': ({ params, body }) => {
      const found = environment.invitations.find((one) => one.id === params?.['invitationId'])
      if (found === undefined) throw gone()
      return sent(found, (body as { sendMail: boolean }).sendMail)
    },
    'DELETE /environments/:id/invitations/:invitationId': ({ params }) => {
      environment.invitations = environment.invitations.filter((one) => one.id !== params?.['invitationId'])
      return {}
    },
  }
}

function settingsAnswers(environment: Environment): FakeAnswers {
  return {
    'GET /environments/:id/settings': () => environment.settings,
    'PUT /environments/:id/settings': ({ body }) => {
      const { version, name, timeZone, country, policy } = body as EnvironmentSettingsView & {
        policy: Policy
      }
      const before = environment.settings
      if (version !== before.version) throw conflict()
      environment.settings = {
        ...before,
        version: version + 1,
        name,
        timeZone,
        country,
        policy: { ...before.policy, own: policy },
      }
      return environment.settings
    },
    'GET /environments/:id/orders': () => ({ items: environment.orders }),
    'GET /environments/:id/audit': ({ query }) => {
      const begin = Number(query?.['cursor'] ?? 0)
      const fitting = environment.audit.filter(
        ({ object, actor }) =>
          (query?.['object'] === undefined || object.kind === query['object']) &&
          (query?.['actor'] === undefined || actor.id === query['actor']),
      )
      const end = begin + 2
      return { items: fitting.slice(begin, end), nextCursor: end < fitting.length ? String(end) : null }
    },
  }
}

function setupAnswers(environment: Environment, fake: FakeStudio): FakeAnswers {
  const made = new Map<string, ServiceProfile>()
  const services = (): ServiceView[] => [
    { ...fake.view().service, name: environment.profile.name },
    ...[...made.values()].map((profile) =>
      aService({
        id: profile.id,
        name: profile.name,
        template: profile.template,
        languages: profile.languages,
      }),
    ),
  ]
  return {
    'GET /environments/:id/services': () => ({ items: services() }),
    'POST /environments/:id/services': ({ body }) => {
      const { clientId, ...given } = body as Omit<ServiceProfile, 'id'> & {
        clientId: string
        languages: SpokenLanguage[]
      }
      const known = made.get(clientId)
      if (known !== undefined) return known
      const profile = { ...environment.profile, ...given, id: id(500 + made.size), version: 1 }
      made.set(clientId, profile)
      return profile
    },
    'GET /environments/:id/services/:serviceId/profile': () => environment.profile,
    'PUT /environments/:id/services/:serviceId/profile': ({ body }) => {
      const { version, ...given } = body as ServiceProfile
      if (version !== environment.profile.version) throw conflict()
      environment.profile = { ...environment.profile, ...given, version: version + 1 }
      return environment.profile
    },
    'GET /environments/:id/channel-providers': () => ({ items: providers }),
    'GET /environments/:id/services/:serviceId/channels': () => ({ items: environment.channels }),
    'POST /environments/:id/services/:serviceId/channels': ({ body }) => {
      const given = body as {
        name: string
        kind: ChannelSetup['kind']
        provider: string
        values: Record<string, string>
      }
      const channel = aChannel({
        ...given,
        id: id(310 + environment.channels.length),
        address: given.values['phoneNumber'] ?? '',
        version: 1,
      })
      environment.channels = [...environment.channels, channel]
      return channel
    },
    'PUT /environments/:id/channels/:channelId': ({ params, body }) => {
      const { version, values } = body as { version: number; values: Record<string, string> }
      const before = environment.channels.find((one) => one.id === params?.['channelId'])
      if (before === undefined) throw gone()
      if (before.version !== version) throw conflict()
      const next = { ...before, version: version + 1, values: { ...before.values, ...values } }
      environment.channels = environment.channels.map((one) => (one === before ? next : one))
      return next
    },
    'POST /environments/:id/channels/:channelId/test': () => ({
      ok: false,
      detail: 'Invalid OAuth access token',
    }),
    'DELETE /environments/:id/channels/:channelId': ({ params }) => {
      environment.channels = environment.channels.filter((one) => one.id !== params?.['channelId'])
      return {
        service: aService({ ready: false, problems: [{ code: 'no_whatsapp_channel', blocking: true }] }),
      }
    },
    'GET /environments/:id/services/:serviceId/settings/versions': () => ({ items: environment.versions }),
    'GET /environments/:id/services/:serviceId/settings/versions/:version': ({ params }) => {
      const found = environment.versions.find(({ version }) => version === Number(params?.['version']))
      if (found === undefined) throw gone()
      return { ...found, settings: fake.view().published }
    },
    'POST /environments/:id/services/:serviceId/settings/versions/:version/restore': () => {
      fake.saveAs('Paula Winter', () => fake.view().published)
      return fake.view()
    },
  }
}

function integrationAnswers(environment: Environment): FakeAnswers {
  return {
    'GET /environments/:id/api-keys': () => ({ items: environment.apiKeys }),
    'POST /environments/:id/api-keys': ({ body }) => {
      const { name, scopes, expiresAt } = body as ApiKeyView
      const apiKey: ApiKeyView = {
        id: id(600 + environment.apiKeys.length),
        name,
        scopes,
        expiresAt,
        prefix: 'cok_4f2a',
        createdAt: '2026-03-10T10:00:00.000Z',
        createdBy: 'Paula Winter',
        lastUsedAt: null,
      }
      environment.apiKeys = [apiKey, ...environment.apiKeys]
      return { apiKey, key: 'cok_4f2aSecretOnce' }
    },
    'DELETE /environments/:id/api-keys/:keyId': ({ params }) => {
      environment.apiKeys = environment.apiKeys.filter((one) => one.id !== params?.['keyId'])
      return {}
    },
    'GET /environments/:id/webhooks': () => ({ items: environment.webhooks }),
    'POST /environments/:id/webhooks': ({ body }) => {
      const { url, events } = body as WebhookView
      const webhook: WebhookView = {
        id: id(700 + environment.webhooks.length),
        url,
        events,
        active: true,
        createdAt: '2026-03-10T10:00:00.000Z',
        failingSince: null,
        version: 1,
      }
      environment.webhooks = [webhook, ...environment.webhooks]
      return { webhook, secret: 'whsec_once' }
    },
    'PUT /environments/:id/webhooks/:webhookId': ({ params, body }) => {
      const { version, ...given } = body as WebhookView
      const before = environment.webhooks.find((one) => one.id === params?.['webhookId'])
      if (before === undefined) throw gone()
      if (before.version !== version) throw conflict()
      const next = {
        ...before,
        ...given,
        failingSince: given.active ? null : before.failingSince,
        version: version + 1,
      }
      environment.webhooks = environment.webhooks.map((one) => (one === before ? next : one))
      return next
    },
    'DELETE /environments/:id/webhooks/:webhookId': ({ params }) => {
      environment.webhooks = environment.webhooks.filter((one) => one.id !== params?.['webhookId'])
      return {}
    },
    'GET /environments/:id/webhooks/:webhookId/deliveries': () => ({
      items: [
        {
          id: id(800),
          event: 'message.created',
          createdAt: '2026-03-10T09:00:00.000Z',
          state: 'waiting',
          attempts: 2,
          status: 503,
          nextAttemptAt: '2026-03-10T11:00:00.000Z',
        },
      ],
      nextCursor: null,
    }),
    'GET /environments/:id/contacts/search': ({ query }) => ({
      items: environment.contacts.filter(({ name }) => name.includes(String(query?.['q']))),
      callers: environment.callers,
    }),
    'POST /environments/:id/callers/erase': ({ body }) => {
      const { number, confirm } = body as { number: string; confirm: string }
      if (!number.endsWith(confirm.replace(/^0/, ''))) throw invalid()
      environment.callers = environment.callers.filter((one) => one.number !== number)
      return { deleted: { conversations: 0, messages: 0, files: 1, calls: 2, contacts: 0 } }
    },
    'GET /environments/:id/left-recordings': () => ({ items: environment.leftRecordings }),
    'POST /environments/:id/left-recordings/:recordingId/retry': () => ({ gone: false }),
    'POST /environments/:id/left-recordings/:recordingId/settle': ({ params }) => {
      environment.leftRecordings = environment.leftRecordings.filter(
        (one) => one.id !== params?.['recordingId'],
      )
      return {}
    },
    'POST /environments/:id/contacts/:contactId/erase': ({ params, body }) => {
      const found = environment.contacts.find((one) => one.id === params?.['contactId'])
      if (found === undefined) throw gone()
      if ((body as { confirm: string }).confirm !== found.name) throw new ApiError('invalid_input')
      environment.contacts = environment.contacts.filter((one) => one !== found)
      return { deleted: { conversations: 1, messages: 12, files: 1, calls: 1, contacts: 1 } }
    },
  }
}
