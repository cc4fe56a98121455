import { qrPicture } from '../auth/qr-picture.ts'
import { createRecoveryCodes, hashRecoveryCode } from '../auth/recovery-codes.ts'
import { base32, createTotpSecret, stepOfCode, totpUri } from '../auth/totp.ts'
import type { TwoFactorSetup, TwoFactorView } from '../contract/identity.ts'
import { ConflictError, TotpWrongError } from '../lib/errors.ts'
import type { User } from '../store/entities.ts'
import { forgetSession } from './authenticate.ts'
import type { AuditNote } from './audit.ts'
import { auditedOwn, ownUser } from './own-user.ts'
import type { Deps, Principal } from './ports.ts'
import { endSessionsOf } from './sessions.ts'
import { throttled } from './sign-in-gate.ts'
import { spendTotp } from './spend-totp.ts'

type Known = Pick<Deps, 'store' | 'clock'>

/** What the audit log shows of other recovery codes: that there are others. */
const CODES_RENEWED = {
  verb: 'changed',
  before: { recoveryCodes: 'before' },
  after: { recoveryCodes: 'after' },
} as const

/** The person's second factor. */
export async function getTwoFactor(deps: Known, principal: Principal): Promise<TwoFactorView> {
  const user = await ownUser(deps, principal)
  const [factor, required] = await Promise.all([
    deps.store.secondFactors.find(user.id),
    isDemanded(deps, user),
  ])
  return {
    state: factor === null ? 'off' : 'on',
    required,
    recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0,
  }
}

/**
 * Begins to set up a second factor; nothing counts before it is confirmed, and beginning again makes the earlier secret
 * worthless. Throws `ConflictError` when there is one already.
 */
export async function beginTwoFactor(deps: Known, principal: Principal): Promise<TwoFactorSetup> {
  const user = await ownUser(deps, principal)
  if (user.twoFactor) throw new ConflictError('there is a second factor already')
  const secret = createTotpSecret()
  await deps.store.secondFactors.propose(user.id, secret)
  const uri = totpUri({ secret, account: user.email })
  return { secret: base32(secret), uri, qr: qrPicture(uri) }
}

/** Recovery codes as they are shown once, and the sessions that ended. */
export interface TwoFactorConfirmed {
  recoveryCodes: string[]
  endedSessions: readonly string[]
}

/**
 * The second factor counts from now on: all other sessions end, this one has it (DX-SEC-03). Throws `TotpWrongError`,
 * `RateLimitedError`, and `ConflictError` when nothing was begun or it was confirmed already.
 */
export async function confirmTwoFactor(
  deps: Known,
  principal: Principal,
  code: string,
): Promise<TwoFactorConfirmed> {
  const user = await ownUser(deps, principal)
  const { secondFactors, sessions } = deps.store
  const proposed = await secondFactors.findProposed(user.id)
  if (user.twoFactor || proposed === null) throw new ConflictError('there is nothing to confirm')
  const step = await guarded(deps, principal, user, async () => {
    const found = stepOfCode(proposed.secret, code, new Date())
    if (found === null) throw new TotpWrongError()
    return Promise.resolve(found)
  })
  const recoveryCodes = createRecoveryCodes()
  const recoveryHashes = recoveryCodes.map(hashRecoveryCode)
  const { proposal } = proposed
  const account = { user, address: principal.address }
  const confirmed = await auditedOwn(deps, account, switched(true), {
    change: () => secondFactors.confirm(user.id, { proposal, step, recoveryHashes }),
    noted: (done) => (done ? {} : null),
  })
  if (!confirmed) throw new ConflictError('another second factor was set up meanwhile')
  const endedSessions = await endSessionsOf(deps, user.id, principal.sessionId)
  await sessions.setSecondFactor(principal.sessionId)
  forgetSession(deps.store, principal.sessionId)
  return { recoveryCodes, endedSessions }
}

/** Other recovery codes in place of the old ones. Throws `TotpWrongError` and `RateLimitedError`. */
export async function renewRecoveryCodes(
  deps: Known,
  principal: Principal,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const user = await ownUser(deps, principal)
  await guarded(deps, principal, user, () => spendTotp(deps, user.id, code))
  const recoveryCodes = createRecoveryCodes()
  const hashes = recoveryCodes.map(hashRecoveryCode)
  const account = { user, address: principal.address }
  const replaced = await auditedOwn(deps, account, CODES_RENEWED, {
    change: () => deps.store.secondFactors.replaceRecoveryCodes(user.id, hashes),
    noted: (done) => (done ? {} : null),
  })
  if (!replaced) throw new ConflictError('there is no second factor any more')
  return { recoveryCodes }
}

/**
 * Switches the second factor off: a password alone signs in again, and no session of a password has proved more than that.
 * Throws `ConflictError` where an account of theirs demands it or there is none, `TotpWrongError` and `RateLimitedError`.
 */
export async function disableTwoFactor(deps: Known, principal: Principal, code: string): Promise<void> {
  const user = await ownUser(deps, principal)
  if (!user.twoFactor) throw new ConflictError('there is no second factor')
  if (await isDemanded(deps, user)) throw new ConflictError('an account demands a second factor')
  await guarded(deps, principal, user, () => spendTotp(deps, user.id, code))
  await auditedOwn(deps, { user, address: principal.address }, switched(false), {
    change: () => deps.store.secondFactors.remove(user.id),
    noted: (removed) => (removed ? {} : null),
  })
  await deps.store.sessions.clearSecondFactor(user.id)
  for (const { id } of await deps.store.sessions.listOf(user.id, new Date())) forgetSession(deps.store, id)
}

/** Guesses count as those at the sign-in do. */
async function guarded<T>(
  deps: Known,
  principal: Principal,
  user: User,
  check: () => Promise<T>,
): Promise<T> {
  return throttled(deps.store, { account: user.email, address: principal.address ?? '' }, check)
}

/** Whether an account in use, in whose environments they work, demands a second factor (DX-SEC-01). */
async function isDemanded(deps: Known, user: User): Promise<boolean> {
  return deps.store.places.demandTwoFactor(user.id)
}

function switched(on: boolean): Omit<AuditNote, 'object'> {
  return { verb: 'changed', before: { twoFactor: !on }, after: { twoFactor: on } }
}
