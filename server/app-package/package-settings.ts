import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Environment } from '../config/env.ts'
import { zodFaults } from '../config/faults.ts'
import { ConfigError } from '../lib/errors.ts'
import { addressProblem } from './addresses.ts'
import { isGuid, isPackageVersion } from './manifest-rules.ts'
import { defaultParts, packagePart, REGISTERED_PARTS, type PackagePart, type PackageParts } from './parts.ts'

/** What to build and where to put it. */
export interface PackageSettings {
  publicUrl: string
  /** `null`: the product's own. */
  version: string | null
  teamsAppId: string | null
  microsoftAppId: string | null
  parts: PackageParts
  privacyUrl: string | null
  termsUrl: string | null
  /** A file or a folder, relative to where the command runs; `null`: below `dist`. */
  out: string | null
}

const guid = z
  .string()
  .refine(isGuid, { message: 'must be a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301' })

const address = z.string().superRefine((value, context) => {
  const problem = addressProblem(value)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem.message })
})

const publicAddress = address.refine(isPlain, {
  message: 'must be an address without user name, "?" and "#"',
  // Only what is an address at all can be more than that.
  when: ({ issues }) => issues.length === 0,
})

/** The server's own variables, and nothing secret among them: a package may be built where no server runs. */
const variables = z.object({
  PUBLIC_URL: z
    .string({
      error: 'is missing: Teams opens the inbox at this address, such as https://callover.example.com',
    })
    .pipe(publicAddress),
  TEAMS_APP_ID: guid.optional(),
  MicrosoftAppId: guid.optional(),
  TEAMS_ACTIVITY_FEED: z.enum(['on', 'off'], { message: 'must be on or off' }).optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
      message: 'must be MultiTenant, SingleTenant or UserAssignedMSI',
    })
    .optional(),
})

const partList = z.string().transform((list, context): PackagePart[] =>
  list.split(',').flatMap((name) => {
    const parsed = packagePart.safeParse(name.trim())
    if (parsed.success) return [parsed.data]
    const message = `knows only ${packagePart.options.join(', ')}, with commas between them`
    context.addIssue({ code: 'custom', message })
    return []
  }),
)

const options = z.object({
  '--version': z
    .string()
    .refine(isPackageVersion, { message: 'must be three numbers, such as 1.2.3' })
    .optional(),
  '--parts': partList.optional(),
  '--privacy-url': address.optional(),
  '--terms-url': address.optional(),
  '--out': z.string().min(1, { message: 'must name a file or a folder' }).optional(),
})
type Options = z.infer<typeof options>

/** The options as `node:util` reads them. */
const KNOWN = {
  version: { type: 'string' },
  parts: { type: 'string' },
  'privacy-url': { type: 'string' },
  'terms-url': { type: 'string' },
  out: { type: 'string' },
} as const

/** Reads the variables and the command line. Throws `ConfigError` with one line for every fault; none repeats a value. */
export function readPackageSettings(environment: Environment, args: readonly string[]): PackageSettings {
  const given = variables.safeParse(withoutEmpty(environment.variables))
  const chosen = options.safeParse(readOptions(args))
  if (!given.success || !chosen.success) {
    throw new ConfigError([given, chosen].flatMap(({ error }) => (error ? zodFaults(error) : [])))
  }
  const { PUBLIC_URL: publicUrl, TEAMS_APP_ID: teamsAppId, MicrosoftAppId: microsoftAppId } = given.data
  const faults = registrationFaults(given.data, chosen.data)
  if (faults.length > 0) throw new ConfigError(faults)
  const registration = {
    appType: given.data.MicrosoftAppType ?? ('SingleTenant' as const),
    activityFeed: given.data.TEAMS_ACTIVITY_FEED === 'on',
  }
  return {
    publicUrl,
    version: chosen.data['--version'] ?? null,
    teamsAppId: teamsAppId ?? null,
    microsoftAppId: microsoftAppId ?? null,
    parts: partsOf(chosen.data) ?? defaultParts(microsoftAppId === undefined ? null : registration),
    privacyUrl: chosen.data['--privacy-url'] ?? null,
    termsUrl: chosen.data['--terms-url'] ?? null,
    out: chosen.data['--out'] ?? null,
  }
}

function registrationFaults(given: z.infer<typeof variables>, chosen: Options): string[] {
  if (given.MicrosoftAppId !== undefined) return []
  const halves = given.MicrosoftAppTenantId !== undefined || given.MicrosoftAppType !== undefined
  const needing = REGISTERED_PARTS.filter((part) => chosen['--parts']?.includes(part))
  return [
    ...(halves ? ['MicrosoftAppId is missing: the Teams bot is configured by halves'] : []),
    ...(needing.length > 0 && !halves
      ? [`MicrosoftAppId is missing: ${needing.join(', ')} in --parts cannot do without`]
      : []),
  ]
}

function partsOf(chosen: Options): PackageParts | null {
  const named = chosen['--parts']
  if (named === undefined) return null
  const entries = packagePart.options.map((part) => [part, named.includes(part)] as const)
  return Object.fromEntries(entries) as PackageParts
}

/** An empty variable counts as absent, as everywhere in the configuration. */
function withoutEmpty(given: Environment['variables']): Record<string, string> {
  const trimmed = Object.entries(given).map(([name, value]) => [name, value?.trim() ?? ''] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''))
}

function readOptions(args: readonly string[]): Record<string, string> {
  try {
    const { values } = parseArgs({ args: [...args], options: KNOWN, strict: true, allowPositionals: false })
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value]))
  } catch {
    const names = Object.keys(KNOWN).map((name) => `--${name}`)
    throw new ConfigError([`the command takes ${names.join(', ')}, each with a value`])
  }
}

function isPlain(value: string): boolean {
  const url = new URL(value)
  return [url.username, url.password, url.search, url.hash].every((part) => part === '')
}
