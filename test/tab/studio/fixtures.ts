import type { EnvironmentSummary, MeView, Role } from '../../../server/contract/member.ts'
import type {
  ServiceSettings,
  ServiceSettingsView,
  ServiceView,
} from '../../../server/contract/service-settings.ts'
import { AUTO_RESPONSES } from '../../../server/domain/auto-response-texts.ts'
import { DEFAULT_PROMPTS } from '../../../server/domain/deflector/prompts.ts'
import { changedAreas, mergeSettings, type SettingsPatch } from '../../../server/domain/settings-changes.ts'
import { rightsIn } from '../../../server/domain/roles.ts'
import { defaultSettings } from '../../../server/domain/settings-defaults.ts'

export const ENVIRONMENT_ID = 'e'.repeat(24)
export const SERVICE_ID = 'a'.repeat(24)
export const OTHER_SERVICE_ID = 'b'.repeat(24)

export function aMe(...roles: Role[]): MeView {
  return {
    user: { id: '1'.repeat(24), email: 'paula@example.test', name: 'Paula Winter', locale: 'en' },
    environments: [aPlace('customer', roles)],
    pending: null,
  }
}

export function aPlace(kind: EnvironmentSummary['kind'], roles: Role[]): EnvironmentSummary {
  const account = kind === 'agency' ? null : { id: 'c'.repeat(24), name: 'Muster GmbH' }
  return {
    id: ENVIRONMENT_ID,
    name: 'Muster GmbH',
    kind,
    account,
    roles,
    rights: rightsIn({ roles }, { kind }),
  }
}

export function aService(change: Partial<ServiceView> = {}): ServiceView {
  return {
    id: SERVICE_ID,
    name: 'Hotline',
    template: 'whatsapp-deflector',
    languages: ['de', 'en'],
    country: 'DE',
    timeZone: 'Europe/Berlin',
    ready: true,
    problems: [],
    unpublished: false,
    ...change,
  }
}

/** Default settings with a change. */
export function someSettings(patch: SettingsPatch = {}): ServiceSettings {
  return mergeSettings(defaultSettings({ country: 'DE', invitationTemplate: 'callover_invitation' }), patch)
}

const variant = (language: string, body: string, status = 'APPROVED') => ({
  language,
  status,
  sendable: status === 'APPROVED',
  body,
})

export const templates: ServiceSettingsView['templates'] = [
  {
    name: 'callover_invitation',
    languages: [
      variant('de', 'Danke für Ihren Anruf bei *{{1}}*. Schreiben Sie uns hier, worum es geht.'),
      variant('en', 'Thank you for calling *{{1}}*. Write to us here and tell us what it is about.'),
      variant(
        'nl',
        'Bedankt voor uw telefoontje naar *{{1}}*. Schrijf ons hier waar het over gaat.',
        'PENDING',
      ),
    ],
    places: ['body.1'],
  },
  {
    name: 'service_follow_up',
    languages: [variant('de', 'Hallo {{1}}, hier ist {{2}}. Wie können wir helfen?')],
    places: ['body.1', 'body.2', 'buttons.0'],
  },
]

/** A service's settings as the server answers them; what differs between draft and live is told by itself. */
export function aView(change: Partial<ServiceSettingsView> = {}): ServiceSettingsView {
  const draft = change.draft ?? someSettings()
  const published = change.published ?? draft
  return {
    version: 7,
    draft,
    published,
    publishedAt: '2026-03-09T08:30:00.000Z',
    publishedBy: 'Max Richter',
    savedAt: '2026-03-10T09:15:00.000Z',
    savedBy: 'Paula Winter',
    defaults: {
      prompts: DEFAULT_PROMPTS as ServiceSettingsView['defaults']['prompts'],
      autoResponses: AUTO_RESPONSES as ServiceSettingsView['defaults']['autoResponses'],
    },
    templates,
    line: {
      provider: 'twilio',
      number: '+493023125000',
      records: true,
      voices: { de: ['Anna', 'Bert'], en: ['Amy', 'Brian'], nl: [], es: ['Lucia'] },
    },
    ...change,
    service: change.service ?? aService({ unpublished: changedAreas(published, draft).length > 0 }),
  }
}
