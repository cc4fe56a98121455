import type { Connector } from './channels/channel.ts'
import type { Provisioning } from './config/provision.ts'
import { ConfigError, InvalidInputError } from './lib/errors.ts'
import type { Applying } from './provisioning/applying.ts'
import { applyAccount, applyAgency, applyEnvironment } from './provisioning/places.ts'
import { applyService } from './provisioning/services.ts'
import { whileOurTurn } from './provisioning/turn.ts'
import type { Store } from './store/store.ts'
import type { TelephonyProvider } from './telephony/provider.ts'

type Channel =
  Provisioning['accounts'][number]['environments'][number]['services'][number]['channels'][number]

/** What the file is checked against, and when it is applied. */
export interface ProvisionOptions {
  /** Voice platforms; without them voice lines are kept unchecked. */
  providers?: readonly TelephonyProvider[]
  now?: Date
}

/**
 * Creates or updates by name what the file lists; never deletes. Running it again changes nothing. What it makes or changes is in
 * the audit logs, once, also when several processes apply it at the same time: one does it after the other. Throws
 * `ConfigError` naming every channel whose settings do not fit, before anything is written.
 */
export async function provision(
  store: Store,
  connectors: readonly Connector[],
  file: Provisioning,
  options: ProvisionOptions = {},
): Promise<void> {
  const providers = options.providers ?? []
  checkChannels(file, connectors, providers)
  const secrets = new Map(
    [...connectors, ...providers.map((one) => ({ ...one, kind: 'telephony' }))].map((one) => [
      `${one.kind} ${one.provider}`,
      one.secrets,
    ]),
  )
  const applying = { store, now: options.now ?? new Date(), secrets }
  await whileOurTurn(store, (keep) => applyFile(applying, file, keep))
}

async function applyFile(
  applying: Applying,
  { agency, accounts }: Provisioning,
  keep: () => Promise<void>,
): Promise<void> {
  const agencyId = agency === undefined ? null : await applyAgency(applying, agency)
  for (const given of accounts) {
    await keep()
    const account = await applyAccount(applying, given, agencyId)
    for (const { services, ...rest } of given.environments) {
      await keep()
      const environment = await applyEnvironment(applying, account, { ...rest, services })
      for (const service of services) await applyService(applying, environment, service)
    }
  }
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

type Openable = Pick<Connector, 'kind' | 'provider' | 'settings'> & {
  open(settings: unknown, environment: { fetch: typeof fetch; now: () => Date }): unknown
}

function asConnector(provider: TelephonyProvider): Openable {
  return {
    kind: 'telephony',
    provider: provider.provider,
    settings: provider.settings,
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
  // A misspelt one would otherwise be ignored at every start.
  const unknown = Object.keys(channel.settings)
    .filter((key) => !Object.hasOwn(connector.settings.shape, key))
    .map((key) => `channel ${channel.name}: ${key} is no setting of ${channel.provider}`)
  return [...unknown, ...faultsOfSettings(channel, connector)]
}

function faultsOfSettings(channel: Channel, connector: Openable): string[] {
  try {
    connector.open(channel.settings, { fetch, now: () => new Date() })
    return []
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    return error.issues.map((issue) => `channel ${channel.name}: ${issue.path} ${issue.message}`)
  }
}
