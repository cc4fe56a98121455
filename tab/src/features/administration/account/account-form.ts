import type { AccountDetail } from '../../../../../server/contract/administration.ts'
import { accountName } from '../../../../../server/contract/administration.ts'
import type { RouteBodyInput } from '../../../../../server/contract/http.ts'
import type { Fields } from '../../../components/changes/three-way.ts'
import { policyFields, policyOf } from '../../policy/policy-fields.ts'

export interface AccountForm extends Fields {
  name: string
  reference: string
  /** As it is typed; `null`: conversations are kept without end. */
  retentionDays: string | null
  twoFactorRequired: boolean
  entraTenants: readonly string[]
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
