import type { Connector } from './channels/channel.ts'
import type { Provisioning } from './config/provision.ts'
import type { ServiceSettings } from './contract/service-settings.ts'
import { hashPassword } from './auth/passwords.ts'
import { cleanSettings } from './domain/clean-settings.ts'
import { changedAreas, mergeSettings, type SettingsPatch } from './domain/settings-changes.ts'
import { defaultSettings } from './domain/settings-defaults.ts'
import { ConfigError, InvalidInputError } from './lib/errors.ts'
import type {
  Account as StoredAccount,
  Environment as StoredEnvironment,
  Service as StoredService,
} from './store/entities.ts'
import type { Store } from './store/store.ts'
import type { TelephonyProvider } from './telephony/provider.ts'

type Account = Provisioning['accounts'][number]
type Agency = NonNullable<Provisioning['agency']>
type Member = Agency['members'][number]
type Environment = Account['environments'][number]
type Service = Environment['services'][number]

type Channel = Service['channels'][number]

/** What the file is checked against, and when it is applied. */
export interface ProvisionOptions {
  /** Voice platforms; without them voice lines are kept unchecked. */
  providers?: readonly TelephonyProvider[]
  now?: Date
}

/**
 * Creates or updates by name what the file lists; never deletes. Running it again changes nothing. Throws
 * `ConfigError` naming every channel whose settings do not fit, before anything is written.
 */
export async function provision(
  store: Store,
  connectors: readonly Connector[],
  file: Provisioning,
  options: ProvisionOptions = {},
): Promise<void> {
  checkChannels(file, connectors, options.providers ?? [])
  const now = options.now ?? new Date()
  const agencyId = file.agency === undefined ? null : await provisionAgency(store, file.agency)
  for (const { name, environments, ...named } of file.accounts) {
    const account = await store.accounts.upsertAccount({
      name,
      ...given(named),
      ...(agencyId === null ? {} : { agencyId }),
    })
    for (const environment of environments) await provisionEnvironment(store, account, environment, now)
  }
}

/** What is there, without what is not: absent means that it stays as it is. */
function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> }
}

async function provisionAgency(store: Store, { name, members }: Agency): Promise<string> {
  const { id } = await store.accounts.upsertAgency({ name, timeZone: 'Europe/Berlin', country: 'DE' })
  await provisionMembers(store, id, members)
  return id
}

async function provisionEnvironment(
  store: Store,
  account: Pick<StoredAccount, 'id' | 'agencyId'>,
  environment: Environment,
  now: Date,
): Promise<void> {
  const { name, timeZone, country, members } = environment
  const { agencyId } = account
  const stored = await store.accounts.upsertEnvironment({
    accountId: account.id,
    agencyId,
    name,
    ...given({ timeZone, country }),
  })
  await provisionMembers(store, stored.id, members)
  for (const service of environment.services) await provisionService(store, stored, service, now)
}

async function provisionMembers(
  store: Store,
  environmentId: string,
  members: readonly Member[],
): Promise<void> {
  for (const member of members) {
    const existing = await store.people.findUserByEmail(member.email)
    // A password is set once: whoever changed theirs must not get the file's back at the next start.
    const isFirst = member.password !== undefined && (existing?.passwordHash ?? null) === null
    const user = await store.people.upsertUser({
      email: member.email,
      name: member.name,
      ...(isFirst ? { passwordHash: await hashPassword(member.password ?? '') } : {}),
    })
    await store.people.setRoles(environmentId, user.id, member.roles)
  }
}

async function provisionService(
  store: Store,
  { id: environmentId, country, timeZone }: StoredEnvironment,
  service: Service,
  now: Date,
): Promise<void> {
  const stored = await store.services.upsert({
    environmentId,
    name: service.name,
    template: service.template,
    languages: service.languages,
    country,
    timeZone,
    invitationTemplate: service.invitationTemplate,
    readReceipts: 'on_open',
  })
  await provisionSettings(store, stored, patchOf(service), now)
  for (const channel of service.channels) await provisionChannel(store, stored, channel)
}

async function provisionChannel(
  store: Store,
  { environmentId, id: serviceId }: StoredService,
  channel: Channel,
): Promise<void> {
  await store.channels.upsert({
    environmentId,
    serviceId,
    name: channel.name,
    kind: channel.kind,
    provider: channel.provider,
    address: addressOf(channel),
    settings: channel.settings,
  })
}

/** The settings that the file names. A template that is not given is not named: people may have chosen one. */
function patchOf({ invitationTemplate, settings = {} }: Service): SettingsPatch {
  if (invitationTemplate === null) return settings
  return { ...settings, invitation: { ...settings.invitation, template: invitationTemplate } }
}

/**
 * A service without settings gets the defaults with what the file names, live at once. Otherwise the file owns what it
 * names and nothing else: these settings are put back in the draft and in what is live, all others stay as people left
 * them, published or not. When nothing differs, nothing is written.
 */
async function provisionSettings(
  store: Store,
  service: StoredService,
  patch: SettingsPatch,
  now: Date,
): Promise<void> {
  const { environmentId, id } = service
  const named = (settings: ServiceSettings): ServiceSettings => cleanSettings(mergeSettings(settings, patch))
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // Answers with what is there already when there is something.
    const record = await store.serviceSettings.create(environmentId, id, named(defaultSettings(service)), now)
    const [draft, published] = [named(record.draft), named(record.published)]
    if (!differ(record.draft, draft) && !differ(record.published, published)) return
    const { version } = record
    const changed = await store.serviceSettings.set(environmentId, id, { version, draft, published, now })
    if (changed !== null) return
  }
  throw new Error('the settings keep changing')
}

function differ(before: ServiceSettings, after: ServiceSettings): boolean {
  return changedAreas(before, after).length > 0
}

/** What people know the channel by: its number where it has one. */
function addressOf(channel: Service['channels'][number]): string {
  const number = channel.settings['phoneNumber']
  return typeof number === 'string' ? number : channel.name
}

/** Voice lines are kept as they are where no platform for them is given. */
function checkChannels(
  file: Provisioning,
  connectors: readonly Connector[],
  providers: readonly TelephonyProvider[],
): void {
  const channels = file.accounts
    .flatMap((account) => account.environments)
    .flatMap((environment) => environment.services)
    .flatMap((service) => service.channels)
  const known = [...connectors, ...providers.map(asConnector)]
  const problems = channels.flatMap((channel) => faultsOf(channel, known))
  if (problems.length > 0) throw new ConfigError(problems)
}

type Openable = Pick<Connector, 'kind' | 'provider'> & {
  open(settings: unknown, environment: { fetch: typeof fetch; now: () => Date }): unknown
}

function asConnector(provider: TelephonyProvider): Openable {
  return {
    kind: 'telephony',
    provider: provider.provider,
    open: (settings, environment) => provider.open(settings, environment),
  }
}

function faultsOf(channel: Channel, known: readonly Openable[]): string[] {
  const ofKind = known.filter((one) => one.kind === channel.kind)
  const connector = ofKind.find((one) => one.provider === channel.provider)
  if (connector === undefined)
    return ofKind.length === 0
      ? []
      : [`channel ${channel.name}: no provider ${channel.provider} for ${channel.kind}`]
  try {
    connector.open(channel.settings, { fetch, now: () => new Date() })
    return []
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return error.issues.map((issue) => `channel ${channel.name}: ${issue.path} ${issue.message}`)
  }
}
