import type { Policy } from '../../../../server/contract/policy.ts'
import type { Fields } from '../../components/changes/three-way.ts'
import type { PolicyPart } from './policy-choices.ts'

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

/** A policy taken apart; `null`: the level says nothing about it. */
export function policyFields(policy: Policy): Fields {
  return Object.fromEntries(PARTS.map((part) => [`policy.${part}`, policy[part] ?? null]))
}

/** Put together again. */
export function policyOf(fields: Fields): Policy {
  const said = PARTS.map((part) => [part, fields[`policy.${part}`]] as const)
  // The fields were made from a policy, part by part.
  return Object.fromEntries(said.filter(([, value]) => value !== null && value !== undefined)) as Policy
}
