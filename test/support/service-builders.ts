import type { ServiceSettings } from '../../server/contract/service-settings.ts'
import type { TemplateView } from '../../server/contract/template.ts'
import { mergeSettings, type SettingsPatch } from '../../server/domain/settings-changes.ts'
import { defaultSettings } from '../../server/domain/settings-defaults.ts'
import { idOf } from './fakes.ts'

/** A service's settings: the defaults with a change. */
export function settingsWith(patch: SettingsPatch = {}): ServiceSettings {
  return mergeSettings(defaultSettings({ country: 'DE', invitationTemplate: 'invite' }), patch)
}

/** An approved template with one positional placeholder. */
export function templateOf(change: Partial<TemplateView> = {}): TemplateView {
  const language = change.language ?? 'de'
  const name = change.name ?? 'invite'
  return {
    id: idOf(Buffer.from(`${name}${language}`).toString('hex')),
    channelId: idOf('c'),
    name,
    language,
    category: 'UTILITY',
    status: 'APPROVED',
    quality: null,
    sendable: true,
    parameterFormat: 'positional',
    header: null,
    body: 'Thank you for calling {{1}}.',
    bodyParameters: [{ key: '1' }],
    footer: null,
    buttons: [],
    syncedAt: '2026-03-10T12:00:00.000Z',
    ...change,
  }
}
