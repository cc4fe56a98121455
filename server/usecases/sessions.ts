import type { SessionView } from '../contract/identity.ts'
import { NotFoundError } from '../lib/errors.ts'
import type { Session } from '../store/entities.ts'
import { forgetSession } from './authenticate.ts'
import { ownUser } from './own-user.ts'
import type { Deps, Principal } from './ports.ts'

/** Where the person is signed in, the latest first. */
export async function listSessions(
  deps: Pick<Deps, 'store'>,
  principal: Principal,
): Promise<{ items: SessionView[] }> {
  const user = await ownUser(deps, principal)
  const sessions = await deps.store.sessions.listOf(user.id, new Date())
  return { items: sessions.map((session) => viewSession(session, principal)) }
}

/** Ends one of the person's sessions. Throws `NotFoundError` when they have none of this id. */
export async function endSession(
  deps: Pick<Deps, 'store'>,
  principal: Principal,
  sessionId: string,
): Promise<void> {
  const user = await ownUser(deps, principal)
  if (!(await deps.store.sessions.deleteOf(user.id, sessionId))) throw new NotFoundError('no such session')
  forgetSession(deps.store, sessionId)
}

/** Ends all of the person's sessions but this one, and answers with their ids. */
export async function endOtherSessions(
  deps: Pick<Deps, 'store'>,
  principal: Principal,
): Promise<readonly string[]> {
  const user = await ownUser(deps, principal)
  return endSessionsOf(deps, user.id, principal.sessionId)
}

/** Ends a user's sessions but the excepted one, and answers with their ids: whoever holds connections of them closes these. */
export async function endSessionsOf(
  deps: Pick<Deps, 'store'>,
  userId: string,
  exceptSessionId: string | null,
): Promise<readonly string[]> {
  const ended = await deps.store.sessions.deleteAllOf(userId, exceptSessionId)
  for (const sessionId of ended) forgetSession(deps.store, sessionId)
  return ended
}

function viewSession(session: Session, principal: Principal): SessionView {
  const { id, method, createdAt, lastSeenAt, expiresAt, address, device } = session
  return {
    id,
    current: id === principal.sessionId,
    method,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    device,
  }
}
