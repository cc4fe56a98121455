import { z } from 'zod'
import { role } from '../contract/member.ts'
import { channelKind } from '../contract/message.ts'
import { zodFaults } from './faults.ts'
import { provisionedSettings } from './provision-settings.ts'

const name = z.string().trim().min(1).max(200)

const timeZone = z.string().refine(isTimeZone, { message: 'is no IANA time zone, such as Europe/Berlin' })

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** Fails when two entries of a list have the same name, since the name is what tells them apart at the next start. */
function uniqueBy<T>(keyOf: (item: T) => string, what: string) {
  return (items: T[], context: z.RefinementCtx<T[]>): void => {
    const seen = new Set<string>()
    items.forEach((item, index) => {
      const key = keyOf(item)
      if (seen.has(key))
        context.addIssue({ code: 'custom', path: [index], message: `has the ${what} of another one` })
      seen.add(key)
    })
  }
}

const member = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ message: 'is no e-mail address' })),
  name,
  /** Absent: the password stays as it is; somebody without one signs in otherwise. */
  password: z.string().min(1).max(1024).optional(),
  roles: z.array(role).min(1),
})

/** Everything besides these three belongs to the connector, whose own schema checks it when the channel is opened. */
const channel = z
  .looseObject({
    name: z.string().regex(/^[\w.-]{1,64}$/, {
      message: 'may hold letters, digits, ".", "-" and "_" (it is part of addresses)',
    }),
    kind: channelKind,
    provider: z.string().regex(/^[a-z0-9-]{1,32}$/, { message: 'is a lower-case word, such as "cloud"' }),
  })
  .transform(({ name, kind, provider, ...settings }) => ({
    name,
    kind,
    provider,
    settings: settings as Record<string, unknown>,
  }))

const service = z
  .strictObject({
    name,
    template: z.enum(['whatsapp-deflector', 'smart-ivr', 'messaging']),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, { message: 'is no language code, such as "de"' }))
      .min(1)
      .default(['de', 'en']),
    /** The short form of `settings.invitation.template`. */
    invitationTemplate: z.string().min(1).max(512).nullable().default(null),
    settings: provisionedSettings.optional(),
    channels: z
      .array(channel)
      .superRefine(uniqueBy((item) => item.name, 'channel name'))
      .default([]),
  })
  .superRefine(({ invitationTemplate, settings }, context) => {
    const template = settings?.invitation?.template
    if (invitationTemplate === null || template === undefined || template === invitationTemplate) return
    const path = ['settings', 'invitation', 'template']
    context.addIssue({ code: 'custom', path, message: 'is another one than invitationTemplate' })
  })

const members = z
  .array(member)
  .superRefine(uniqueBy((item) => item.email, "member's e-mail"))
  .default([])

const environment = z.strictObject({
  name,
  /** Europe/Berlin at first, then as people set it. */
  timeZone: timeZone.optional(),
  /** DE at first, then as people set it. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { message: 'is two capital letters, such as "DE"' })
    .optional(),
  members,
  services: z
    .array(service)
    .superRefine(uniqueBy((item) => item.name, 'service name'))
    .default([]),
})

const account = z.strictObject({
  name,
  /** Left as it is when absent, likewise the two below. */
  retentionDays: z.number().int().min(1).max(36_500).nullable().optional(),
  twoFactorRequired: z.boolean().optional(),
  /** Organisations in Microsoft Entra whose people work here. */
  entraTenants: z.array(z.guid().toLowerCase()).max(20).optional(),
  environments: z
    .array(environment)
    .superRefine(uniqueBy((item) => item.name, 'environment name'))
    .default([]),
})

/** The provisioning file. Unknown keys are refused: a misspelt one would otherwise be ignored at every start. */
export const provisioning = z.strictObject({
  /** The partner that looks after all accounts of the file, with its staff. */
  agency: z.strictObject({ name, members }).optional(),
  accounts: z.array(account).superRefine(uniqueBy((item) => item.name, 'account name')),
})
export type Provisioning = z.infer<typeof provisioning>

/**
 * Parses the text of a provisioning file; all faults at once, each with its path. Faults never repeat what the
 * file says, because it holds passwords and tokens.
 */
export function parseProvisioning(
  text: string,
): { ok: true; value: Provisioning } | { ok: false; faults: string[] } {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, faults: [`is not valid JSON${positionOf(error, text)}`] }
  }
  const parsed = provisioning.safeParse(json)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, faults: zodFaults(parsed.error) }
}

/** Where the parser stumbled, when it says so: its message as a whole may quote the file. */
function positionOf(error: unknown, text: string): string {
  const offset = error instanceof SyntaxError ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  if (offset === undefined) return ''
  const before = text.slice(0, Number(offset)).split('\n')
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`
}
