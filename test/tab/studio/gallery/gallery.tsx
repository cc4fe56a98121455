import { FluentProvider, Toaster } from '@fluentui/react-components'
import { createRoot } from 'react-dom/client'
import type { Role } from '../../../../server/contract/member.ts'
import type { ServiceSettingsView } from '../../../../server/contract/service-settings.ts'
import { AccountProvider } from '../../../../tab/src/features/inbox/use-account.ts'
import { TOASTER } from '../../../../tab/src/features/inbox/use-notify.tsx'
import type { Session } from '../../../../tab/src/features/session/session.ts'
import { StudioApp } from '../../../../tab/src/features/studio/StudioApp.tsx'
import { HostProvider } from '../../../../tab/src/host/use-host.ts'
import { initI18n } from '../../../../tab/src/i18n/index.ts'
import { themes } from '../../../../tab/src/themes.ts'
import { createFakeStudio, type FakeStudio } from '../fake-api.ts'
import { serveEnvironment } from '../fake-environment.ts'
import { createFakeHost } from '../fake-host.ts'
import { aBusyEnvironment } from './busy-environment.ts'
import {
  aMe,
  aService,
  aView,
  ENVIRONMENT_ID,
  OTHER_SERVICE_ID,
  SERVICE_ID,
  someSettings,
} from '../fixtures.ts'

const four = ['de', 'en', 'nl', 'es']
const busy = someSettings({
  prompts: { de: { welcome: 'Grüß Gott bei {{company}}! Auf WhatsApp geht es schneller.' } },
  autoResponses: { en: { offline: '' } },
  openingHours: {
    weekly: {
      mon: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '24:00' },
      ],
      tue: [
        { from: '09:00', to: '13:00' },
        { from: '12:00', to: '17:00' },
      ],
      sat: [{ from: '10:00', to: '14:00' }],
    },
    exceptions: [
      { date: '2026-12-24', name: 'Heiligabend', intervals: [{ from: '09:00', to: '12:00' }] },
      { date: '2026-01-02', name: '', intervals: [] },
    ],
    holidays: { country: 'DE', state: 'BY' },
  },
  deflector: { companyName: 'Muster Versand', forwardTo: '+4930987654', whenRefused: 'forward' },
  telephony: {
    recordSpeech: true,
    publicNumber: '+498001234567',
    voices: { de: { name: 'Anna', speed: 1.15 } },
  },
})
const valid = someSettings({
  ...busy,
  openingHours: {
    ...busy.openingHours,
    weekly: { ...busy.openingHours.weekly, tue: [{ from: '09:00', to: '17:00' }] },
  },
})

/** What the server has, by name; `?scene=` chooses one. */
const scenes: Record<string, () => ServiceSettingsView[]> = {
  plain: () => [aView({ service: aService({ languages: four }) })],
  busy: () => [
    aView({
      draft: busy,
      published: someSettings(),
      service: aService({
        languages: four,
        unpublished: true,
        problems: [
          { code: 'template_not_approved', language: 'nl', detail: 'PENDING', blocking: false },
          { code: 'template_missing', language: 'es', blocking: false },
        ],
      }),
    }),
    aView({ service: aService({ id: OTHER_SERVICE_ID, name: 'Reklamationen und Rückabwicklungen Süd' }) }),
  ],
  list: () => [
    aView({
      service: aService({
        languages: four,
        unpublished: true,
        problems: [{ code: 'template_not_approved', language: 'nl', detail: 'PENDING', blocking: false }],
      }),
    }),
    aView({
      service: aService({
        id: OTHER_SERVICE_ID,
        name: 'Reklamationen und Rückabwicklungen Süd',
        ready: false,
        problems: [
          { code: 'no_voice_line', blocking: false },
          { code: 'no_invitation_template', blocking: true },
        ],
      }),
    }),
    aView({
      service: aService({
        id: 'c'.repeat(24),
        name: 'Chat',
        template: 'messaging',
        ready: null,
        languages: ['en'],
      }),
    }),
  ],
  bare: () => [
    aView({
      draft: someSettings({ invitation: { template: null } }),
      templates: [],
      line: null,
      service: aService({
        ready: false,
        problems: [
          { code: 'no_whatsapp_channel', blocking: true },
          { code: 'no_voice_line', blocking: false },
          { code: 'no_invitation_template', blocking: true },
        ],
      }),
    }),
  ],
  empty: () => [],
  environment: () => [aView({ published: someSettings(), draft: busy })],
}

const query = new URLSearchParams(location.search)
const fake = createFakeStudio((scenes[query.get('scene') ?? 'plain'] ?? (() => []))())
// Everything beside the services is there on `?scene=environment`.
if (query.get('scene') === 'environment') serveEnvironment(fake, aBusyEnvironment())
const roles = (query.get('roles') ?? 'producer').split(',') as Role[]
const host = createFakeHost(query.get('at') ?? `/studio/${SERVICE_ID}`)
const language = query.get('lang') ?? 'de'
await initI18n(language)
document.documentElement.lang = language

declare global {
  interface Window {
    fake: FakeStudio
    valid: typeof valid
  }
}
window.fake = fake
window.valid = valid

const me = aMe(...roles)
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <FluentProvider
      theme={themes[(query.get('theme') ?? 'light') as keyof typeof themes]}
      style={{ height: '100%' }}
    >
      <HostProvider value={host}>
        <AccountProvider
          value={{
            ...me,
            environmentId: ENVIRONMENT_ID,
            areas: ['studio'],
            agencyId: null,
            lastAddress: () => '/studio',
            switchEnvironment: () => undefined,
            setLanguage: () => undefined,
            signOut: () => undefined,
          }}
        >
          <div style={{ display: 'flex', height: '100%' }}>
            <StudioApp session={{ api: fake.api } as Session} me={me} />
          </div>
          <Toaster toasterId={TOASTER} position="bottom-start" />
        </AccountProvider>
      </HostProvider>
    </FluentProvider>,
  )
}
