import type { AccountDetail } from '../../../../../server/contract/administration.ts'
import { accountName } from '../../../../../server/contract/administration.ts'
import type { RouteBodyInput } from '../../../../../server/contract/http.ts'
import type { Policy } from '../../../../../server/contract/policy.ts'
import type { Fields } from '../changes/three-way.ts'
import type { PolicyPart } from '../policy/policy-choices.ts'

const PARTS = [
  'recording',
  'recordingDays',
  'outboundCalls',
  'anonymiseNumbers',
  'dialogueData',
  'dialogueDataPeriod',
] as const satisfies readonly PolicyPart[]

/** A policy as fields of their own, so that two people can change different parts of it at once. */
export type PolicyFields = Readonly<Record<`policy.${PolicyPart}`, unknown>>

export interface AccountForm extends Fields {
  name: string
  reference: string
  /** As it is typed; `null`: conversations are kept without end. */
  retentionDays: string | null
  twoFactorRequired: boolean
  entraTenants: readonly string[]
}

export function policyFields(policy: Policy): Fields {
  return Object.fromEntries(PARTS.map((part) => [`policy.${part}`, policy[part] ?? null]))
}

export function policyOf(fields: Fields): Policy {
  const said = PARTS.map((part) => [part, fields[`policy.${part}`]] as const)
  // The fields were made from a policy, part by part.
  return Object.fromEntries(said.filter(([, value]) => value !== null && value !== undefined)) as Policy
}

export function accountFormOf(account: AccountDetail): AccountForm {
  return {
    name: account.name,
    reference: account.reference ?? '',
    retentionDays: account.retentionDays === null ? null : String(account.retentionDays),
    twoFactorRequired: account.twoFactorRequired,
    entraTenants: account.entraTenants,
    ...policyFields(account.policy.own),
  }
}

export type AccountFault = 'name' | 'retentionDays'

/** What has to be put right before it can be saved. */
export function faultsOf({ name, retentionDays }: AccountForm): ReadonlySet<AccountFault> {
  return new Set<AccountFault>([
    ...(accountName.safeParse(name).success ? [] : ['name' as const]),
    ...(retentionDays === null || readDays(retentionDays) !== null ? [] : ['retentionDays' as const]),
  ])
}

const MOST_DAYS = 36_500

/** Days as people type them; `null` for what is no such number. */
export function readDays(typed: string): number | null {
  const digits = typed.trim()
  if (!/^\d{1,5}$/u.test(digits)) return null
  const days = Number(digits)
  return days >= 1 && days <= MOST_DAYS ? days : null
}

export function accountBodyOf(version: number, form: AccountForm): RouteBodyInput<'PUT /accounts/:id'> {
  const reference = form.reference.trim()
  return {
    version,
    name: form.name.trim(),
    reference: reference === '' ? null : reference,
    retentionDays: form.retentionDays === null ? null : readDays(form.retentionDays),
    twoFactorRequired: form.twoFactorRequired,
    entraTenants: [...form.entraTenants],
    policy: policyOf(form),
  }
}
