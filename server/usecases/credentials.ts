import { passwordFaults } from '../auth/password-rules.ts'
import { hashPassword, verifyPassword } from '../auth/passwords.ts'
import {
  NotFoundError,
  PasswordRefusedError,
  TotpRequiredError,
  UnauthenticatedError,
} from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import type { Deps } from './ports.ts'
import { throttled } from './sign-in-gate.ts'
import { spendTotp } from './spend-totp.ts'

/** What a password must not be made of. */
export interface PasswordOwner {
  name: string
  email: string
  /** The agency or the environment that they come to. */
  organisation?: string
}

/** Throws `PasswordRefusedError` for a password that nobody should have (`server/auth/password-rules.ts`). */
export async function checkPassword(password: string, owner: PasswordOwner): Promise<void> {
  const faults = await passwordFaults(password, [owner.name, owner.email, owner.organisation ?? ''])
  if (faults.length > 0) throw new PasswordRefusedError(faults)
}

/**
 * Gives a user a password and answers with the user as it is then. It ends no sessions. Throws `PasswordRefusedError`, and
 * `NotFoundError` when the user is gone.
 */
export async function setPassword(
  deps: Pick<Deps, 'store'>,
  userId: string,
  password: string,
  owner: PasswordOwner,
): Promise<User> {
  await checkPassword(password, owner)
  const user = await deps.store.people.setPassword(userId, { passwordHash: await hashPassword(password) })
  if (user === null) throw new NotFoundError('the user is gone')
  return user
}

/** What somebody gives to prove who they are. */
export interface Proof {
  password: string
  /** Six digits or a recovery code; needed by users with a second factor. */
  totp?: string | undefined
}

/**
 * Whether somebody is this user, outside of signing in. Guessing is slowed down as at the sign-in, with which it shares its
 * count. Throws as `checkProof` does, and `RateLimitedError`. `address` is the client's.
 */
export async function proveIdentity(
  deps: Pick<Deps, 'store'>,
  user: User,
  { address, ...proof }: Proof & { address: string },
): Promise<{ secondFactor: boolean }> {
  const attempt = { account: user.email, address }
  return throttled(deps.store, attempt, () => checkProof(deps, user, proof), forgivesMissingCode)
}

/**
 * Checks password and second factor of a user, `null` for an unknown one: which takes the same time and ends as a wrong password
 * does. Throws `UnauthenticatedError`, then `TotpRequiredError` when a code is missing and `TotpWrongError` for one that does
 * not count. The caller slows down guessing.
 */
export async function checkProof(
  deps: Pick<Deps, 'store'>,
  user: User | null,
  { password, totp }: Proof,
): Promise<{ secondFactor: boolean }> {
  const fits = await verifyPassword(user?.passwordHash ?? null, password)
  if (user === null || !fits) throw new UnauthenticatedError('wrong e-mail or password')
  if (!user.twoFactor) return { secondFactor: false }
  if (totp === undefined || totp.trim() === '') throw new TotpRequiredError()
  await spendTotp(deps, user.id, totp)
  return { secondFactor: true }
}

/** Only what was guessed wrong counts: the right password without a code is how everybody begins. */
export function forgivesMissingCode(error: unknown): boolean {
  return error instanceof TotpRequiredError
}
