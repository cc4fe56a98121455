import { shortAddress } from '../auth/addresses.ts'
import { describeDevice } from '../auth/device.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { UserView } from '../contract/member.ts'
import { httpLog } from '../lib/logger.ts'
import type { Session, User } from '../store/entities.ts'
import type { Deps } from './ports.ts'

const HOUR_MS = 3_600_000

/** In a browser of their own people stay signed in for a month. */
export const WINDOW_SESSION_MS = 30 * 24 * HOUR_MS

/** In Teams the tab gets another session without asking anybody, so a lost one need not live long. */
export const TEAMS_SESSION_MS = 12 * HOUR_MS

/** A session that has just been opened. The client gets its token and its user. */
export interface OpenedSession {
  token: string
  user: UserView
  sessionId: string
}

/** Where a session is opened from, so that people recognise it in their list. */
export interface ClientOrigin {
  /** The client's IP address; kept shortened. */
  address?: string | null | undefined
  /** As the browser says it. */
  userAgent?: string | null | undefined
}

/** How somebody proved who they are, and for how long that counts. */
export interface SessionTerms extends ClientOrigin {
  lifetimeMs: number
  method: Session['method']
  secondFactor: boolean
}

/** Opens a session for somebody who has proved who they are. Only a hash of its token is kept. */
export async function openSession(
  deps: Pick<Deps, 'store'>,
  user: User,
  { lifetimeMs, method, secondFactor, address, userAgent }: SessionTerms,
): Promise<OpenedSession> {
  const token = createToken()
  // The machine's time: a demonstration that moves the rules' clock must not sign its audience out.
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs)
  const tokenHash = hashToken(token)
  const session = await deps.store.sessions.insert({
    userId: user.id,
    tokenHash,
    method,
    secondFactor,
    createdAt,
    expiresAt,
    lastSeenAt: createdAt,
    address: shortAddress(address ?? null),
    device: describeDevice(userAgent ?? null),
  })
  await deps.store.people.noteSeen(user.id, createdAt)
  httpLog.info({ userId: user.id, method }, 'signed in')
  return {
    token,
    sessionId: session.id,
    user: { id: user.id, email: user.email, name: user.name, locale: user.locale },
  }
}
