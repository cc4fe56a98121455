import type { Provisioning } from '../config/provision.ts'
import type { ServiceSettings } from '../contract/service-settings.ts'
import { auditChanges } from '../domain/audit-changes.ts'
import { cleanSettings } from '../domain/clean-settings.ts'
import { changedAreas, mergeSettings, type SettingsPatch } from '../domain/settings-changes.ts'
import { defaultSettings } from '../domain/settings-defaults.ts'
import type { ChannelRecord, Environment, Service, ServiceSettingsRecord } from '../store/entities.ts'
import { editable } from '../usecases/setup/service-profile.ts'
import { apply, type Applying } from './applying.ts'

type GivenService = Provisioning['accounts'][number]['environments'][number]['services'][number]
type GivenChannel = GivenService['channels'][number]

/** A service with its settings, live at once, and its channels. */
export async function applyService(
  applying: Applying,
  { id: environmentId, country, timeZone }: Environment,
  service: GivenService,
): Promise<void> {
  const { services } = applying.store
  const { name, template, languages, invitationTemplate } = service
  const known = (await services.list(environmentId)).find((one) => one.name === name)
  const object = { kind: 'service' as const, id: known?.id ?? null, name }
  const stored = await apply(applying, [environmentId], {
    verb: known === undefined ? 'created' : 'changed',
    object,
    before: known === undefined ? {} : { ...editable(known), template: known.template },
    after: { name, languages, country, timeZone, template },
    change: () =>
      services.upsert({
        environmentId,
        name,
        template,
        languages,
        country,
        timeZone,
        invitationTemplate,
        readReceipts: 'on_open',
      }),
    made: ({ id }) => ({ object: { ...object, id } }),
  })
  await applySettings(applying, stored, patchOf(service))
  for (const channel of service.channels) await applyChannel(applying, stored, channel)
}

/** The settings that the file names. A template that is not given is not named: people may have chosen one. */
function patchOf({ invitationTemplate, settings = {} }: GivenService): SettingsPatch {
  if (invitationTemplate === null) return settings
  return { ...settings, invitation: { ...settings.invitation, template: invitationTemplate } }
}

/**
 * A service without settings gets the defaults with what the file names, live at once. Otherwise the file owns what it
 * names and nothing else: these settings are put back in the draft and in what is live, all others stay as people left
 * them, published or not. When nothing differs, nothing is written.
 */
async function applySettings(applying: Applying, service: Service, patch: SettingsPatch): Promise<void> {
  const { environmentId, id } = service
  const { serviceSettings } = applying.store
  const named = (settings: ServiceSettings): ServiceSettings => cleanSettings(mergeSettings(settings, patch))
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const record = await serviceSettings.find(environmentId, id)
    if (record === null) {
      await createSettings(applying, service, named(defaultSettings(service)))
      continue
    }
    const [draft, published] = [named(record.draft), named(record.published)]
    if (!differ(record.draft, draft) && !differ(record.published, published)) return
    if ((await replaceSettings(applying, service, record, { draft, published })) !== null) return
  }
  throw new Error('the settings keep changing')
}

function differ(before: ServiceSettings, after: ServiceSettings): boolean {
  return changedAreas(before, after).length > 0
}

/** What the file says beyond the product's own settings is noted: those go without saying. */
async function createSettings(applying: Applying, service: Service, initial: ServiceSettings): Promise<void> {
  const { environmentId, id, name } = service
  await apply(applying, [environmentId], {
    verb: 'published',
    object: { kind: 'serviceSettings', id, name },
    version: 1,
    before: defaultSettings(service),
    after: initial,
    // Answers with what is there already when there is something.
    change: () => applying.store.serviceSettings.create(environmentId, id, initial, applying.now),
  })
}

function replaceSettings(
  applying: Applying,
  { environmentId, id, name }: Service,
  record: ServiceSettingsRecord,
  next: { draft: ServiceSettings; published: ServiceSettings },
): Promise<ServiceSettingsRecord | null> {
  const { version } = record
  return apply(applying, [environmentId], {
    verb: differ(record.published, next.published) ? 'published' : 'changed',
    object: { kind: 'serviceSettings', id, name },
    version: version + 1,
    ...told(record, next),
    change: () =>
      applying.store.serviceSettings.set(environmentId, id, { version, ...next, now: applying.now }),
  })
}

/** The draft is told only where it changes otherwise than what is live. */
function told(
  before: Pick<ServiceSettingsRecord, 'draft' | 'published'>,
  after: Pick<ServiceSettingsRecord, 'draft' | 'published'>,
): { before: object; after: object } {
  if (!differ(before.published, after.published)) return { before: before.draft, after: after.draft }
  const live = { before: before.published, after: after.published }
  const ofDraft = JSON.stringify(auditChanges(before.draft, after.draft))
  if (ofDraft === JSON.stringify(auditChanges(before.published, after.published))) return live
  return {
    before: { ...live.before, draft: before.draft },
    after: { ...live.after, draft: after.draft },
  }
}

async function applyChannel(
  applying: Applying,
  { environmentId, id: serviceId }: Service,
  { name, kind, provider, settings }: GivenChannel,
): Promise<void> {
  const { channels } = applying.store
  const own = await channels.list(environmentId)
  const known = own.find((one) => one.serviceId === serviceId && one.name === name)
  const wanted = { kind, provider, settings, address: addressOf(name, settings) }
  const object = { kind: 'channel' as const, id: known?.id ?? null, name }
  await apply(applying, [environmentId], {
    verb: known === undefined ? 'created' : 'changed',
    object,
    before: known === undefined ? {} : toldOf(applying, known),
    after: toldOf(applying, wanted),
    change: () => channels.upsert({ environmentId, serviceId, name, ...wanted }),
    made: ({ id }) => ({ object: { ...object, id } }),
  })
}

/** What people know the channel by: its number where it has one. */
function addressOf(name: string, settings: Record<string, unknown>): string {
  const number = settings['phoneNumber']
  return typeof number === 'string' ? number : name
}

/** What is under `secrets` is only told apart; of a platform that nobody here knows, that is everything. */
function toldOf(
  { secrets }: Applying,
  { kind, provider, address, settings }: Pick<ChannelRecord, 'kind' | 'provider' | 'address' | 'settings'>,
): object {
  const hidden = secrets.get(`${kind} ${provider}`)
  const entries = Object.entries(settings)
  const isHidden = (name: string): boolean => hidden === undefined || hidden.includes(name)
  return {
    provider,
    address,
    values: Object.fromEntries(entries.filter(([name]) => !isHidden(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => isHidden(name))),
  }
}
