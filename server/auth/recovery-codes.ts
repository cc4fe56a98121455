import { randomBytes } from 'node:crypto'
import { hashToken } from './tokens.ts'
import { base32 } from './totp.ts'

const HOW_MANY = 10

/** 80 random bits: nobody finds one from its hash. */
const CODE_BYTES = 10

/** Ten codes for those who have lost their authenticator, such as `ABCD-EFGH-IJKL-MNOP`. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => grouped(base32(randomBytes(CODE_BYTES))))
}

/** What is stored instead of a code. How it is typed (case, blanks, dashes) does not matter. */
export function hashRecoveryCode(code: string): string {
  return hashToken(`recovery ${plain(code)}`)
}

/** Whether it may be a recovery code rather than six digits. */
export function looksLikeRecoveryCode(code: string): boolean {
  return /^[A-Z2-7]{16}$/.test(plain(code))
}

function plain(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toUpperCase()
}

function grouped(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-')
}
