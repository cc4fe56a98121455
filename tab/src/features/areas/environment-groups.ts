import type { EnvironmentSummary } from '../../../../server/contract/member.ts'
import { beginsName } from '../../../../server/contract/mentions.ts'

/** Environments that are listed together: the agencies, or those of one customer. */
export interface EnvironmentGroup {
  /** The account's; `agency` for the agencies. */
  key: string
  /** `null` where it would say no more than the environment's own name, and for agencies. */
  name: string | null
  environments: readonly EnvironmentSummary[]
}

const AGENCY = 'agency'

/** The agency first, then the customers' environments by account, both by name (DX-NAV-02). */
export function groupEnvironments(
  environments: readonly EnvironmentSummary[],
  language: string,
): EnvironmentGroup[] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const groups = new Map<string, EnvironmentSummary[]>()
  for (const environment of environments) {
    const key = environment.account?.id ?? AGENCY
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [environment])
    else group.push(environment)
  }
  return [...groups]
    .map(([key, members]) =>
      toGroup(
        key,
        members.toSorted((a, b) => compare(a.name, b.name)),
      ),
    )
    .toSorted((a, b) => Number(b.key === AGENCY) - Number(a.key === AGENCY) || compare(nameOf(a), nameOf(b)))
}

function toGroup(key: string, environments: readonly EnvironmentSummary[]): EnvironmentGroup {
  const [first] = environments
  const account = first?.account?.name ?? null
  const isPlain = environments.length === 1 && first?.name === account
  return { key, name: isPlain ? null : account, environments }
}

function nameOf({ environments: [first] }: EnvironmentGroup): string {
  return first?.account?.name ?? first?.name ?? ''
}

/** Whether every word that was typed begins a word of the environment's or its account's name. */
export function isFitting({ name, account }: EnvironmentSummary, typed: string): boolean {
  const names = account === null ? name : `${name} ${account.name}`
  const words = typed.split(/\s+/u).filter((word) => word !== '')
  return words.every((word) => beginsName(word, names))
}
