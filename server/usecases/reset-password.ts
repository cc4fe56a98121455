import { networkOf } from '../auth/addresses.ts'
import { hashPassword } from '../auth/passwords.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { LinkView } from '../contract/identity.ts'
import type { Locale } from '../contract/member.ts'
import { resetMail } from '../domain/mail-texts.ts'
import { LinkExpiredError, RateLimitedError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { User } from '../store/entities.ts'
import { PASSWORD_CHANGED } from './change-password.ts'
import { checkPassword } from './credentials.ts'
import { auditedOwn } from './own-user.ts'
import type { Deps } from './ports.ts'
import { endSessionsOf } from './sessions.ts'
import { countWish } from './sign-in-gate.ts'

export const RESET_PREFIX = 'rst_'

const LINK_MS = 60 * 60_000

/** Nobody's mailbox is filled: however often it is asked, a user gets one such mail within this time. */
const PAUSE_MS = 60_000

/** Counted apart from the sign-in's: asking for a link is no guess at a password. */
const APART = 'reset'

/** Somebody asks for a new password. */
export interface ResetWish {
  email: string
  /** The client's IP address. */
  address: string
  /** For users who have not chosen a language. */
  locale: Locale
}

type Sending = Pick<Deps, 'store' | 'mail' | 'links'>

/**
 * Sends a link for a new password to the user of this address, if there is one. Never throws and tells nothing: the caller
 * answers before it is done, so that neither answer nor time says whom we know.
 */
export async function requestReset(deps: Sending, wish: ResetWish): Promise<void> {
  if (deps.mail === null) {
    httpLog.warn('no link for a new password was sent: SMTP_URL is not set')
    return
  }
  try {
    const email = wish.email.trim().toLowerCase()
    await countWish(deps.store, {
      account: `${APART} ${email}`,
      address: `${APART} ${networkOf(wish.address)}`,
    })
    const user = await deps.store.people.findUserByEmail(email)
    if (user !== null) await sendLink(deps, user, wish.locale)
  } catch (err) {
    if (err instanceof RateLimitedError)
      httpLog.info('no link for a new password was sent: too many were asked for')
    else httpLog.error({ err }, 'no link for a new password was sent')
  }
}

async function sendLink({ store, mail, links }: Sending, user: User, locale: Locale): Promise<void> {
  const token = `${RESET_PREFIX}${createToken()}`
  const createdAt = new Date()
  const replaced = await store.links.replace({
    kind: 'reset',
    userId: user.id,
    tokenHash: hashToken(token),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LINK_MS),
    pauseFrom: new Date(createdAt.getTime() - PAUSE_MS),
  })
  if (!replaced) return
  const link = links.welcome('reset', token)
  try {
    await mail?.send({
      to: user.email,
      ...resetMail({ locale: user.locale ?? locale, name: user.name, link }),
    })
  } catch (error) {
    // What did not leave must not keep the next one waiting.
    await store.links.remove('reset', user.id)
    throw error
  }
  httpLog.info({ userId: user.id }, 'link for a new password sent')
}

/** What the link is for. Throws `LinkExpiredError`. */
export async function lookReset(deps: Pick<Deps, 'store'>, token: string): Promise<LinkView> {
  const { user, expiresAt } = await followed(deps, token)
  return { kind: 'reset', email: user.email, expiresAt: expiresAt.toISOString() }
}

/**
 * Sets another password with a link, once. All sessions of the user end, and the answer names them; a second factor stays. Throws
 * `LinkExpiredError` and `PasswordRefusedError`, which leaves the link as it is.
 */
export async function completeReset(
  deps: Pick<Deps, 'store' | 'clock'>,
  { token, password, address }: { token: string; password: string; address: string | null },
): Promise<readonly string[]> {
  const { user } = await followed(deps, token)
  await checkPassword(password, user)
  const passwordHash = await hashPassword(password)
  if ((await deps.store.links.spend('reset', hashToken(token), new Date())) === null)
    throw new LinkExpiredError()
  const changed = await auditedOwn(deps, { user, address }, PASSWORD_CHANGED, {
    change: () => deps.store.people.setPassword(user.id, { passwordHash }),
  })
  if (changed === null) throw new LinkExpiredError()
  const ended = await endSessionsOf(deps, user.id, null)
  httpLog.info({ userId: user.id }, 'password set by link')
  return ended
}

async function followed(deps: Pick<Deps, 'store'>, token: string): Promise<{ user: User; expiresAt: Date }> {
  const link = await deps.store.links.find(hashToken(token), new Date())
  if (link?.kind !== 'reset' || link.userId === null) throw new LinkExpiredError()
  const user = await deps.store.people.findUser(link.userId)
  if (user === null) throw new LinkExpiredError()
  return { user, expiresAt: link.expiresAt }
}
