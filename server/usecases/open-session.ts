import { createToken, hashToken } from '../auth/tokens.ts'
import type { UserView } from '../contract/member.ts'
import { httpLog } from '../lib/logger.ts'
import type { User } from '../store/entities.ts'
import type { Deps } from './ports.ts'

const HOUR_MS = 3_600_000

/** In a browser of their own people stay signed in for a month. */
export const WINDOW_SESSION_MS = 30 * 24 * HOUR_MS

/** In Teams the tab gets another session without asking anybody, so a lost one need not live long. */
export const TEAMS_SESSION_MS = 12 * HOUR_MS

/** A session as the client gets it. */
export interface OpenedSession {
  token: string
  user: UserView
}

/** Opens a session for somebody who has proved who they are. Only a hash of its token is kept. */
export async function openSession(
  deps: Pick<Deps, 'store'>,
  user: User,
  lifetimeMs: number,
): Promise<OpenedSession> {
  const token = createToken()
  // The machine's time: a demonstration that moves the rules' clock must not sign its audience out.
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs)
  await deps.store.sessions.insert({ userId: user.id, tokenHash: hashToken(token), createdAt, expiresAt })
  httpLog.info({ userId: user.id }, 'signed in')
  return { token, user: { id: user.id, email: user.email, name: user.name, locale: user.locale } }
}
