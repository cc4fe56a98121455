import type { EnvironmentSummary, Role } from '../../server/contract/member.ts'
import { rightsIn } from '../../server/domain/roles.ts'
import { newId } from '../../server/lib/object-id.ts'
import type { Session } from '../../server/store/entities.ts'
import type { Principal } from '../../server/usecases/ports.ts'

/** Somebody signed in with a password alone. */
export function principalFor(
  user: { id: string; name: string },
  changes: Partial<Principal> = {},
): Principal {
  return {
    userId: user.id,
    sessionId: newId(),
    name: user.name,
    secondFactor: false,
    address: '203.0.113.7',
    ...changes,
  }
}

/** A session of a password that does not end while a test runs. */
export function sessionFor(
  userId: string,
): Pick<Session, 'userId' | 'method' | 'secondFactor' | 'createdAt' | 'expiresAt'> {
  return {
    userId,
    method: 'password',
    secondFactor: false,
    createdAt: new Date(),
    expiresAt: new Date('9999-01-01'),
  }
}

/** An environment as `GET /me` lists it for somebody with these roles. */
export function placeOf(
  place: { id: string; name: string } & Partial<EnvironmentSummary>,
  roles: Role[],
): EnvironmentSummary {
  const kind = place.kind ?? 'customer'
  const account = kind === 'agency' ? null : { id: 'a'.repeat(24), name: place.name }
  return { account, ...place, kind, roles, rights: rightsIn({ roles }, { kind }) }
}
