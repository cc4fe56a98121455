import { resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../lib/errors.ts'
import type { Environment } from './env.ts'
import { errnoOf, zodFaults } from './faults.ts'
import { parseProvisioning, type Provisioning } from './provision.ts'
import { loadSecretKeys, type SecretKeys } from './secrets.ts'

/** How the Teams bot signs in at the Bot Framework; the words are botbuilder's. */
export interface TeamsConfig {
  appId: string
  /** `null` for a managed identity, which has none. */
  appPassword: string | null
  tenantId: string | null
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI'
}

/** The app in Teams and Microsoft's clouds: what links, sign-in and the activity feed go by. */
export interface MicrosoftConfig {
  /** The app's id in its package; `null`: derived from the address. */
  packageAppId: string | null
  /** The one that links name: the catalogue's where the organisation published it; `null`: the package's. */
  catalogueAppId: string | null
  /** Tells the activity feed through Microsoft Graph instead of alerting by the bot's messages. */
  activityFeed: boolean
  /** Without a slash at the end; another one in national clouds. */
  entraAuthority: string
  graphUrl: string
}

/** The checked configuration; what is not configured is `null`. Holds secrets: never logged as a whole. */
export interface Config {
  port: number
  /** Where people and platforms reach us, without a slash at the end; `null`: `http://localhost:<port>`. */
  publicUrl: string | null
  mongodbUri: string | null
  redisUrl: string | null
  /** Absolute. */
  dataDir: string
  /** 32 bytes. */
  secretKey: Buffer
  /** Keys before it, while it is being replaced; absent when there are none. */
  formerSecretKeys?: readonly Buffer[]
  teams: TeamsConfig | null
  microsoft: MicrosoftConfig
  /** `NODE_ENV` says so: nothing that only helps in trying out is offered. */
  production: boolean
  /** Webhooks may point into private networks; absent: only to the public internet. */
  webhookAllowPrivate?: boolean
  /** Where mail is handed over; `null`: nowhere, links are shown instead. */
  smtpUrl: string | null
  /** Whose mail it is; absent without a mail server. */
  mailFrom?: string
  provisioning: Provisioning | null
  demo: boolean
  logLevel: LogLevel
}

const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
export type LogLevel = z.infer<typeof logLevel>

const DEFAULT_PORT = 3978
const HIGHEST_PORT = 65_535

function address(schemes: readonly string[]) {
  const allowed = schemes.map((scheme) => `${scheme}://`)
  return z
    .string()
    .refine(
      (value) => allowed.some((start) => value.toLowerCase().startsWith(start)) && URL.canParse(value),
      {
        message: `must be an address beginning with ${allowed.join(' or ')}`,
      },
    )
}

const onOff = z.enum(['on', 'off'], { message: 'must be on or off' }).transform((value) => value === 'on')

const guid = z.guid({ message: 'must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301' }).toLowerCase()

/** The address of `Name <address>`. */
function bareAddress(value: string): string {
  return /^[^<>\r\n]*<([^<>\s]+)>$/.exec(value)?.[1] ?? value
}

const origin = address(['http', 'https']).transform((value) => value.replace(/\/+$/, ''))

const variables = z.object({
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= HIGHEST_PORT, {
      message: `must be a number from 0 to ${HIGHEST_PORT}`,
    })
    .transform(Number)
    .default(DEFAULT_PORT),
  PUBLIC_URL: address(['http', 'https'])
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  // These may list several hosts, which `URL` does not read: the driver checks the rest.
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^\s/]+/, {
      message: 'must be an address beginning with mongodb:// or mongodb+srv://',
    })
    .optional(),
  REDIS_URL: address(['redis', 'rediss']).optional(),
  DATA_DIR: z.string().default('.data'),
  SECRET_KEY: z.string().optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  // Entra's tokens name organisations by their ids, in lower case.
  MicrosoftAppTenantId: z.string().toLowerCase().optional(),
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
      message: 'must be MultiTenant, SingleTenant or UserAssignedMSI',
    })
    .optional(),
  TEAMS_APP_ID: guid.optional(),
  TEAMS_CATALOG_APP_ID: guid.optional(),
  TEAMS_ACTIVITY_FEED: onOff.optional(),
  ENTRA_AUTHORITY: origin.default('https://login.microsoftonline.com'),
  GRAPH_URL: origin.default('https://graph.microsoft.com'),
  NODE_ENV: z.string().optional(),
  SMTP_URL: address(['smtp', 'smtps']).optional(),
  MAIL_FROM: z
    .string()
    .refine((value) => z.email().safeParse(bareAddress(value)).success, {
      message: 'must be an e-mail address, or a name and one: Callover <callover@example.com>',
    })
    .optional(),
  PROVISION_FILE: z.string().optional(),
  WEBHOOK_ALLOW_PRIVATE: onOff.optional(),
  DEMO: onOff.optional(),
  LOG_LEVEL: logLevel.default('info'),
})
type Variables = z.infer<typeof variables>

/**
 * Checks the whole configuration and throws one `ConfigError` that names every fault; no fault repeats a value.
 * Reads the provisioning file and, as the only thing it ever writes, makes the secret key when there is none.
 */
export function loadConfig(environment: Environment): Config {
  const faults: string[] = []
  const given = parseVariables(environment, faults)
  const teams = teamsConfig(given, faults)
  if (given.TEAMS_ACTIVITY_FEED === true && (teams?.appPassword ?? null) === null)
    faults.push('TEAMS_ACTIVITY_FEED needs MicrosoftAppId with MicrosoftAppPassword')
  const mailFrom = mailFromOf(given, faults)
  const provisioning = readProvisioning(environment, given.PROVISION_FILE, faults)
  const dataDir = absolute(environment, given.DATA_DIR)
  const secretKeys = secretKeysOf(given, dataDir, faults)
  if (secretKeys === null) throw new ConfigError(faults)
  const [secretKey, ...formerSecretKeys] = secretKeys
  return {
    port: given.PORT,
    publicUrl: given.PUBLIC_URL ?? null,
    mongodbUri: given.MONGODB_URI ?? null,
    redisUrl: given.REDIS_URL ?? null,
    dataDir,
    secretKey,
    ...(formerSecretKeys.length === 0 ? {} : { formerSecretKeys }),
    teams,
    microsoft: {
      packageAppId: given.TEAMS_APP_ID ?? null,
      catalogueAppId: given.TEAMS_CATALOG_APP_ID ?? null,
      activityFeed: given.TEAMS_ACTIVITY_FEED ?? false,
      entraAuthority: given.ENTRA_AUTHORITY,
      graphUrl: given.GRAPH_URL,
    },
    production: given.NODE_ENV === 'production',
    webhookAllowPrivate: given.WEBHOOK_ALLOW_PRIVATE ?? false,
    smtpUrl: given.SMTP_URL ?? null,
    ...(mailFrom === null ? {} : { mailFrom }),
    provisioning,
    demo: given.DEMO ?? (given.MONGODB_URI === undefined && given.PROVISION_FILE === undefined),
    logLevel: given.LOG_LEVEL,
  }
}

/** Faulty variables are noted and then left out, so that the checks that follow find their faults as well. */
function parseVariables(environment: Environment, faults: string[]): Variables {
  const given = withoutEmpty(environment.variables)
  const parsed = variables.safeParse(given)
  if (parsed.success) return parsed.data
  faults.push(...zodFaults(parsed.error))
  const faulty = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  return variables.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name))))
}

function withoutEmpty(given: Environment['variables']): Record<string, string> {
  const trimmed = Object.entries(given).map(([name, value]) => [name, value?.trim() ?? ''] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''))
}

function teamsConfig(given: Variables, faults: string[]): TeamsConfig | null {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword, MicrosoftAppTenantId: tenantId } = given
  const named = [appId, appPassword, tenantId, given.MicrosoftAppType].some((value) => value !== undefined)
  if (!named) return null
  const appType = given.MicrosoftAppType ?? (tenantId === undefined ? 'MultiTenant' : 'SingleTenant')
  const missing = [
    ...(appId === undefined ? ['MicrosoftAppId'] : []),
    ...(appPassword === undefined && appType !== 'UserAssignedMSI' ? ['MicrosoftAppPassword'] : []),
    ...(tenantId === undefined && appType !== 'MultiTenant' ? ['MicrosoftAppTenantId'] : []),
  ]
  faults.push(
    ...missing.map((name) => `${name} is missing: the Teams bot (${appType}) is configured by halves`),
  )
  if (missing.length > 0 || appId === undefined) return null
  return { appId, appPassword: appPassword ?? null, tenantId: tenantId ?? null, appType }
}

/** The address that mail comes from: the one that is given, or the mail server's user where that is an address. */
function mailFromOf({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Variables, faults: string[]): string | null {
  if (smtpUrl === undefined) return null
  if (from !== undefined) return from
  const user = decoded(new URL(smtpUrl).username)
  if (user !== null && z.email().safeParse(user).success) return user
  faults.push('MAIL_FROM is missing: SMTP_URL names no user that is an e-mail address')
  return null
}

/** `null` for what is encoded wrongly. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function readProvisioning(
  environment: Environment,
  path: string | undefined,
  faults: string[],
): Provisioning | null {
  if (path === undefined) return null
  let text: string
  try {
    text = environment.readFile(absolute(environment, path))
  } catch (error) {
    faults.push(`PROVISION_FILE cannot be read (${errnoOf(error)})`)
    return null
  }
  const parsed = parseProvisioning(text)
  if (parsed.ok) return parsed.value
  faults.push(...parsed.faults.map((fault) => `PROVISION_FILE: ${fault}`))
  return null
}

/** A key is only made for a start that is going to happen. */
function secretKeysOf(given: Variables, dataDir: string, faults: string[]): SecretKeys | null {
  if (given.SECRET_KEY === undefined && faults.length > 0) return null
  try {
    const keys = loadSecretKeys(given.SECRET_KEY ?? null, dataDir)
    return faults.length > 0 ? null : keys
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    faults.push(...error.problems)
    return null
  }
}

function absolute(environment: Environment, path: string): string {
  return resolve(environment.workingDirectory, path)
}
