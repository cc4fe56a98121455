import type { Connector } from './channels/channel.ts'
import type { Provisioning } from './config/provision.ts'
import { hashPassword } from './auth/passwords.ts'
import { ConfigError, InvalidInputError } from './lib/errors.ts'
import type { Store } from './store/store.ts'

type Account = Provisioning['accounts'][number]
type Environment = Account['environments'][number]
type Service = Environment['services'][number]

/**
 * Creates or updates by name what the file lists; never deletes. Running it again changes nothing. Throws
 * `ConfigError` naming every channel whose settings do not fit, before anything is written.
 */
export async function provision(
  store: Store,
  connectors: readonly Connector[],
  file: Provisioning,
): Promise<void> {
  checkChannels(connectors, file)
  for (const account of file.accounts) {
    const { id: accountId } = await store.accounts.upsertAccount({
      name: account.name,
      retentionDays: account.retentionDays,
      twoFactorRequired: account.twoFactorRequired,
    })
    for (const environment of account.environments) await provisionEnvironment(store, accountId, environment)
  }
}

async function provisionEnvironment(
  store: Store,
  accountId: string,
  environment: Environment,
): Promise<void> {
  const { name, timeZone, country } = environment
  const { id: environmentId } = await store.accounts.upsertEnvironment({ accountId, name, timeZone, country })
  for (const member of environment.members) {
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
  for (const service of environment.services)
    await provisionService(store, environmentId, environment, service)
}

async function provisionService(
  store: Store,
  environmentId: string,
  environment: Environment,
  service: Service,
): Promise<void> {
  const { id: serviceId } = await store.services.upsert({
    environmentId,
    name: service.name,
    template: service.template,
    languages: service.languages,
    country: environment.country,
    timeZone: environment.timeZone,
    invitationTemplate: service.invitationTemplate,
    readReceipts: 'on_open',
  })
  for (const channel of service.channels) {
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
}

/** What people know the channel by: its number where it has one. */
function addressOf(channel: Service['channels'][number]): string {
  const number = channel.settings['phoneNumber']
  return typeof number === 'string' ? number : channel.name
}

/** Voice lines are kept as they are until a platform for them is registered. */
function checkChannels(connectors: readonly Connector[], file: Provisioning): void {
  const problems: string[] = []
  const channels = file.accounts
    .flatMap((account) => account.environments)
    .flatMap((environment) => environment.services)
    .flatMap((service) => service.channels)
  for (const channel of channels) {
    const ofKind = connectors.filter((connector) => connector.kind === channel.kind)
    const connector = ofKind.find((one) => one.provider === channel.provider)
    if (connector === undefined) {
      if (ofKind.length > 0)
        problems.push(`channel ${channel.name}: no provider ${channel.provider} for ${channel.kind}`)
      continue
    }
    try {
      connector.open(channel.settings, { fetch, now: () => new Date() })
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      problems.push(...error.issues.map((issue) => `channel ${channel.name}: ${issue.path} ${issue.message}`))
    }
  }
  if (problems.length > 0) throw new ConfigError(problems)
}
