import { hashRecoveryCode, looksLikeRecoveryCode } from '../auth/recovery-codes.ts'
import { stepOfCode } from '../auth/totp.ts'
import { TotpWrongError } from '../lib/errors.ts'
import { httpLog } from '../lib/logger.ts'
import type { Deps } from './ports.ts'

/**
 * Uses up a code of the user's second factor: six digits of the authenticator, or a recovery code. Each counts once, on
 * whichever process. Throws `TotpWrongError` for one that is wrong or was used before. The caller slows down guessing.
 */
export async function spendTotp(deps: Pick<Deps, 'store'>, userId: string, code: string): Promise<void> {
  const { secondFactors } = deps.store
  if (looksLikeRecoveryCode(code)) {
    if (!(await secondFactors.spendRecoveryCode(userId, hashRecoveryCode(code)))) throw new TotpWrongError()
    httpLog.info({ userId }, 'recovery code used')
    return
  }
  const factor = await secondFactors.find(userId)
  // The machine's time: authenticators know nothing of a demonstration's clock.
  const step = factor === null ? null : stepOfCode(factor.secret, code, new Date())
  if (step === null || !(await secondFactors.spendStep(userId, step))) throw new TotpWrongError()
}
