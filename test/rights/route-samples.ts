import type { RouteKey } from '../../server/contract/http.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Ids, RightsWorld } from './rights-world.ts'

/** What a call to a route carries so that it gets past the checks of its form. */
export interface Sample {
  body?: (ids: Ids) => unknown
  query?: Record<string, string>
  /** Sends a small file instead of JSON. */
  upload?: true
  /** The id in the path, made for this one call. */
  path?: (world: RightsWorld) => Promise<string>
  /** Other ids of the path; those that are not here name nothing. */
  params?: (ids: Ids) => Record<string, string>
}

const service = { params: (ids: Ids) => ({ serviceId: ids.service }) }
const message = { params: (ids: Ids) => ({ messageId: ids.message }) }
const place = { timeZone: 'Europe/Berlin', country: 'DE' }
const clientId = (): string => newId()
const settings = () => defaultSettings({ country: 'DE', invitationTemplate: null })

/** Every route that needs more than the ids in its path; a route whose form is not met here fails the rights test. */
export const SAMPLES: Partial<Record<RouteKey, Sample>> = {
  'GET /me/environments/:environmentId': { params: (ids) => ({ environmentId: ids.environment }) },
  'PATCH /me': { body: () => ({ locale: 'de' }) },
  'PUT /me/notifications': { body: () => null },
  'POST /me/password': { body: () => ({ current: 'wrong', next: 'correct horse battery staple 7' }) },
  'POST /me/two-factor/confirm': { body: () => ({ code: '000000' }) },
  'POST /me/two-factor/recovery-codes': { body: () => ({ code: '000000' }) },
  'POST /me/two-factor/disable': { body: () => ({ code: '000000' }) },

  'POST /conversations/:id/messages': { body: () => ({ clientId: clientId(), note: 'n' }) },
  'POST /conversations/:id/attachments': { upload: true },
  'POST /conversations/:id/messages/:messageId/retry': message,
  'POST /conversations/:id/messages/:messageId/settle': { ...message, body: () => ({ as: 'sent' }) },
  'POST /conversations/:id/messages/:messageId/reaction': { ...message, body: () => ({ emoji: '' }) },
  'POST /conversations/:id/assign': { body: () => ({ memberId: null }) },
  'POST /conversations/:id/snooze': { body: () => ({ until: '2099-01-01T00:00:00.000Z' }) },
  'POST /conversations/:id/labels': { body: () => ({ labels: [] }) },
  'POST /conversations/:id/split': { body: () => ({ messageIds: [newId()] }) },
  'POST /conversations/:id/merge': { body: () => ({ conversationIds: [newId()] }) },

  'GET /environments/:id/services/:serviceId/settings': service,
  'PUT /environments/:id/services/:serviceId/settings': {
    ...service,
    body: () => ({ version: 0, settings: settings() }),
  },
  'POST /environments/:id/services/:serviceId/publish': { ...service, body: () => ({ version: 0 }) },
  'POST /environments/:id/services/:serviceId/opening-hours/preview': {
    ...service,
    body: () => ({ openingHours: settings().openingHours }),
  },
  'GET /environments/:id/services/:serviceId/statistics': {
    ...service,
    query: { from: '2026-01-01', to: '2026-01-02' },
  },
  'GET /environments/:id/call-figures': { query: { from: '2026-01-01', to: '2026-01-02' } },
  'POST /environments/:id/access-requests/:requestId/approve': { body: () => ({ roles: ['agent'] }) },

  'PUT /environments/:id/people/:memberId/roles': { body: () => ({ roles: ['agent'] }) },
  'POST /environments/:id/invitations': {
    body: () => ({ email: `${newId()}@example.test`, roles: ['agent'] }),
  },
  'POST /environments/:id/invitations/:invitationId/renew': { body: () => ({}) },
  'PUT /environments/:id/settings': { body: () => ({ ...place, version: 0, name: 'Muster', policy: {} }) },

  'POST /agencies/:id/accounts': { body: () => ({ name: `Kunde ${newId()}` }) },
  'PUT /agencies/:id/policy': { body: () => ({ version: 0, policy: {} }) },
  'PUT /accounts/:id': {
    body: () => ({
      version: 0,
      name: 'Muster',
      reference: null,
      retentionDays: null,
      twoFactorRequired: false,
      entraTenants: [],
      policy: {},
    }),
  },
  'POST /accounts/:id/deactivate': { path: (world) => world.spareAccount() },
  'POST /accounts/:id/environments': { body: () => ({ name: `Zweig ${newId()}` }) },
  'POST /environments/:id/orders': { body: () => ({ product: 'messaging' }) },

  'POST /environments/:id/services': {
    body: () => ({
      ...place,
      name: `Dienst ${newId()}`,
      template: 'messaging',
      languages: ['de'],
      clientId: clientId(),
    }),
  },
  'GET /environments/:id/services/:serviceId/profile': service,
  'PUT /environments/:id/services/:serviceId/profile': {
    ...service,
    body: () => ({ ...place, version: 0, name: 'Hotline', languages: ['de'] }),
  },
  'POST /environments/:id/services/:serviceId/picture': { ...service, upload: true },
  'GET /environments/:id/services/:serviceId/settings/versions': service,
  'GET /environments/:id/services/:serviceId/settings/versions/:version': {
    params: (ids) => ({ serviceId: ids.service, version: '1' }),
  },
  'POST /environments/:id/services/:serviceId/settings/versions/:version/restore': {
    params: (ids) => ({ serviceId: ids.service, version: '1' }),
    body: () => ({ version: 0 }),
  },
  'GET /environments/:id/services/:serviceId/channels': service,
  'POST /environments/:id/services/:serviceId/channels': {
    ...service,
    body: () => ({ name: `c-${newId()}`, kind: 'whatsapp', provider: 'cloud', values: {} }),
  },
  'PUT /environments/:id/channels/:channelId': { body: () => ({ version: 0, values: {} }) },

  'POST /environments/:id/api-keys': { body: () => ({ name: 'ERP', scopes: ['calls:read'] }) },
  'POST /environments/:id/webhooks': {
    body: () => ({ url: 'https://hooks.example.test/in', events: ['message.created'] }),
  },
  'PUT /environments/:id/webhooks/:webhookId': {
    body: () => ({
      url: 'https://hooks.example.test/in',
      events: ['message.created'],
      version: 0,
      active: true,
    }),
  },
  'GET /environments/:id/contacts/search': { query: { q: 'Erika' } },
  'GET /environments/:id/callers/export': { query: { number: '+4930123456' } },
  'POST /environments/:id/callers/erase': {
    body: () => ({ number: '+4930123456', confirm: '030 123456' }),
  },
  'POST /environments/:id/contacts/:contactId/erase': { body: () => ({ confirm: 'Erika' }) },
}
