import type { Locale, MeView } from '../contract/member.ts'
import { UnauthenticatedError } from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import type { Deps, Principal } from './ports.ts'

/** Who is signed in and where they may work. */
export async function getMe(deps: Deps, principal: Principal): Promise<MeView> {
  return viewMe(deps, await deps.store.people.findUser(principal.userId))
}

/** Chooses the language of the user interface; `null` follows the browser or Teams (DX-INBOX-10). */
export async function setLocale(deps: Deps, principal: Principal, locale: Locale | null): Promise<MeView> {
  return viewMe(deps, await deps.store.people.setLocale(principal.userId, locale))
}

async function viewMe(deps: Deps, user: User | null): Promise<MeView> {
  if (user === null) throw new UnauthenticatedError('the user is gone')
  const memberships = await deps.store.people.membershipsOf(user.id)
  return {
    user: { id: user.id, email: user.email, name: user.name, locale: user.locale },
    environments: memberships.map(({ environment, roles }) => ({
      id: environment.id,
      name: environment.name,
      roles,
    })),
  }
}
