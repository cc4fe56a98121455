import type { AuditEntryView } from '../../../../server/contract/audit.ts'
import { aChannel, aMember, anEnvironment, anOrder, ME, type Environment } from '../fake-environment.ts'
import { SERVICE_ID } from '../fixtures.ts'

const entry = (index: number, change: Partial<AuditEntryView>): AuditEntryView => ({
  id: String(index).padStart(24, '0'),
  at: `2026-03-${String(10 - index).padStart(2, '0')}T09:15:00.000Z`,
  actor: { kind: 'member', id: ME, name: 'Paula Winter' },
  address: '203.0.113.7',
  verb: 'changed',
  object: { kind: 'service', id: SERVICE_ID, name: 'Hotline' },
  changes: [],
  outcome: 'done',
  ...change,
})

const audit: AuditEntryView[] = [
  entry(1, {
    verb: 'published',
    object: { kind: 'serviceSettings', id: SERVICE_ID, name: 'Hotline' },
    changes: [
      {
        path: 'prompts.de.welcome',
        before: null,
        after: 'Grüß Gott bei Muster! Auf WhatsApp geht es schneller, und Sie warten nicht.',
      },
      { path: 'telephony.beep', before: false, after: true },
      { path: 'openingHours.holidays.country', before: 'AT', after: 'DE' },
      { path: 'deflector.forwardTo', before: '+493012345', after: null },
    ],
  }),
  entry(1, {
    id: 'd'.repeat(24),
    object: { kind: 'member', id: ME, name: 'Jörg Weiß' },
    changes: [{ path: 'roles', before: ['agent'], after: ['agent', 'producer'] }],
  }),
  entry(2, {
    verb: 'created',
    object: { kind: 'channel', id: null, name: '+49 30 23125010' },
    actor: { kind: 'system', id: null, name: 'Callover' },
    address: null,
    changes: [{ path: 'accessToken', before: null, after: '•••' }],
  }),
  entry(3, {
    id: 'e'.repeat(24),
    verb: 'changed',
    object: { kind: 'environment', id: 'c'.repeat(24), name: 'Muster GmbH' },
    actor: { kind: 'provisioning', id: null, name: 'Provisioning' },
    address: null,
    changes: [{ path: 'timeZone', before: 'Europe/Berlin', after: 'Europe/Vienna' }],
    outcome: 'unknown',
  }),
]

/** An environment in which something of everything is there. */
export function aBusyEnvironment(): Environment {
  const { members, ...rest } = anEnvironment()
  return {
    ...rest,
    members: [
      ...members,
      aMember(3, {
        name: 'Maximiliane Freifrau von Oberhausen-Unterhaching',
        ownRoles: ['agent', 'operator', 'analyst', 'contentManager'],
        twoFactor: true,
      }),
    ],
    invitations: [
      {
        id: 'f'.repeat(24),
        email: 'neu@muster.example',
        roles: ['agent', 'analyst'],
        invitedBy: 'Paula Winter',
        invitedAt: '2026-03-10T10:00:00.000Z',
        expiresAt: '2999-03-17T10:00:00.000Z',
        state: 'pending',
        sentBy: 'mail',
      },
      {
        id: 'e'.repeat(24),
        email: 'spaet@muster.example',
        roles: ['operator'],
        invitedBy: 'Max Richter',
        invitedAt: '2026-02-10T10:00:00.000Z',
        expiresAt: '2026-02-17T10:00:00.000Z',
        state: 'expired',
        sentBy: 'link',
      },
    ],
    orders: [
      anOrder(1, { reference: 'A-4711' }),
      anOrder(2, {
        name: 'Reklamation',
        state: 'configured',
        services: [{ id: SERVICE_ID, name: 'Hotline' }],
        channels: [
          { kind: 'telephony', address: '+493023125000' },
          { kind: 'whatsapp', address: null },
        ],
      }),
      anOrder(3, { name: '', state: 'terminated', terminatedAt: '2026-03-01T00:00:00.000Z' }),
    ],
    audit,
    apiKeys: [
      {
        id: '7'.repeat(24),
        name: 'Warenwirtschaft',
        scopes: ['conversations:read', 'conversations:write'],
        prefix: 'cok_4f2a',
        createdAt: '2026-02-10T10:00:00.000Z',
        createdBy: 'Paula Winter',
        lastUsedAt: '2026-03-10T08:00:00.000Z',
        expiresAt: '2999-01-01T00:00:00.000Z',
      },
    ],
    webhooks: [
      {
        id: '8'.repeat(24),
        url: 'https://erp.muster.example/hooks/callover',
        events: ['conversation.created', 'message.created'],
        active: false,
        createdAt: '2026-02-10T10:00:00.000Z',
        failingSince: '2026-03-09T10:00:00.000Z',
        version: 2,
      },
    ],
    contacts: [
      {
        id: '9'.repeat(24),
        name: 'Erika Mustermann',
        address: '+49 151 •••• 678',
        conversations: 3,
        lastActivityAt: '2026-03-09T10:00:00.000Z',
      },
    ],
    channels: [
      aChannel(),
      aChannel({
        id: '6'.repeat(24),
        kind: 'telephony',
        provider: 'twilio',
        name: 'hotline-line',
        address: '+493023125000',
        values: { phoneNumber: '+493023125000', accountSid: 'AC0123' },
        secretsSet: ['authToken'],
        webhookUrl: 'https://callover.example/webhooks/voice/twilio/hotline-line',
        health: { state: 'failing', platformCode: '20003', lastInboundAt: null },
      }),
    ],
    versions: [
      { version: 7, at: '2026-03-10T09:15:00.000Z', by: 'Paula Winter', kind: 'saved', live: false },
      { version: 6, at: '2026-03-09T08:30:00.000Z', by: 'Max Richter', kind: 'published', live: true },
      { version: 5, at: '2026-03-08T08:30:00.000Z', by: null, kind: 'restored', live: false },
    ],
  }
}
