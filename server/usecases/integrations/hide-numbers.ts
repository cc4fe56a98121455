import { pseudonymised, type PseudonymTools } from '../../domain/pseudonym.ts'
import { md5 } from '../../lib/md5.ts'
import { createNumberPlan } from '../../lib/number-plan.ts'
import { readPhoneNumber } from '../../lib/phone-number.ts'
import { effectivePolicyOf } from '../organisation/policy-of.ts'
import type { Deps, Principal } from '../ports.ts'

const plan = createNumberPlan()

/** Whether customers' numbers are hidden from whatever is no person (CVG-HIER-04, CVG-PRIV-01). */
export async function hidesNumbers(deps: Deps, environmentId: string): Promise<boolean> {
  return (await effectivePolicyOf(deps, environmentId)).anonymiseNumbers.value
}

/** A view for an integration of a place in `country`, with the numbers in it hidden. */
export function withoutNumbers<T>(view: T, country: string): T {
  return pseudonymised(view, { md5, read: reader(country) })
}

/** What an answer shows to whoever asked: people get the view as it is, an API key what its environment lets out. */
export async function viewFor<T>(deps: Deps, principal: Principal, view: T): Promise<T> {
  const environmentId = principal.apiKey?.environmentId
  if (environmentId === undefined || !(await hidesNumbers(deps, environmentId))) return view
  return withoutNumbers(view, await countryOf(deps, environmentId))
}

/** Where numbers without a country code belong. */
export async function countryOf(deps: Pick<Deps, 'directory'>, environmentId: string): Promise<string> {
  return (await deps.directory.environment(environmentId))?.country ?? ''
}

function reader(country: string): PseudonymTools['read'] {
  return (number) => {
    // Some leave out the plus.
    const planned =
      plan.parse(number, country) ?? (number.startsWith('+') ? null : plan.parse(`+${number}`, country))
    if (planned !== null) return { e164: planned.e164, country: planned.country, network: planned.kind }
    // Numbers that do not exist have a country all the same.
    const read = number.startsWith('+') ? readPhoneNumber(number) : null
    return read === null ? null : { e164: number, country: read.country, network: null }
  }
}
