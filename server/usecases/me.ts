import type { EnvironmentSummary, Locale, MeView, Role } from '../contract/member.ts'
import { rightsIn } from '../domain/roles.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import type { Environment, User } from '../store/entities.ts'
import { ownUser } from './own-user.ts'
import type { Deps, Principal } from './ports.ts'

/** Who is signed in and where they may work. */
export async function getMe(deps: Deps, principal: Principal): Promise<MeView> {
  return viewMe(deps, principal, await ownUser(deps, principal))
}

/** Chooses the language of the user interface; `null` follows the browser or Teams (DX-INBOX-10). */
export async function setLocale(deps: Deps, principal: Principal, locale: Locale | null): Promise<MeView> {
  const { id } = await ownUser(deps, principal)
  return viewMe(deps, principal, await deps.store.people.setLocale(id, locale))
}

async function viewMe(deps: Deps, principal: Principal, user: User | null): Promise<MeView> {
  if (user === null) throw new UnauthenticatedError('the user is gone')
  const memberships = await deps.store.people.membershipsOf(user.id)
  const places = await Promise.all(memberships.map((membership) => summarise(deps, membership)))
  const blocked = !principal.secondFactor && places.some(({ demandsTwoFactor }) => demandsTwoFactor)
  return {
    user: { id: user.id, email: user.email, name: user.name, locale: user.locale },
    environments: places
      .map(({ summary }) => summary)
      .toSorted((a, b) => Number(a.kind === 'customer') - Number(b.kind === 'customer')),
    pending: blocked ? 'two_factor_setup' : null,
  }
}

async function summarise(
  deps: Deps,
  { environment, roles }: { environment: Environment; roles: Role[] },
): Promise<{ summary: EnvironmentSummary; demandsTwoFactor: boolean }> {
  const { id, name, kind, accountId } = environment
  const account = accountId === null ? null : await deps.directory.account(accountId)
  return {
    summary: {
      id,
      name,
      kind,
      account: account === null ? null : { id: account.id, name: account.name },
      roles,
      rights: rightsIn({ roles }, environment),
    },
    demandsTwoFactor: account?.twoFactorRequired ?? false,
  }
}
