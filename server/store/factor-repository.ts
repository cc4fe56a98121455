import type { Cipher } from './cipher.ts'
import type { FactorStore } from './factor-store.ts'
import type { Models } from './models/models.ts'

/** Second factors, kept within their users. */
export function createFactorStore(models: Models, cipher: Cipher): FactorStore {
  return { ...settingUpMethods(models, cipher), ...spendingMethods(models) }
}

/** Bound to the user, so that nobody's secret can be put in another's place. */
function contextOf(userId: string): string {
  return `user ${userId} totp`
}

function opened(cipher: Cipher, userId: string, encrypted: string): Buffer {
  return Buffer.from(String(cipher.decrypt(encrypted, contextOf(userId))), 'base64url')
}

function settingUpMethods(
  { users }: Models,
  cipher: Cipher,
): Pick<FactorStore, 'find' | 'propose' | 'findProposed' | 'confirm' | 'remove'> {
  return {
    async find(userId) {
      const factor = (await users.findById(userId, { totp: 1 }).lean())?.totp
      if (factor === undefined) return null
      return {
        secret: opened(cipher, userId, factor.secret),
        recoveryCodesLeft: factor.recoveryHashes.length,
      }
    },

    async propose(userId, secret) {
      const totpProposal = cipher.encrypt(secret.toString('base64url'), contextOf(userId))
      await users.updateOne({ _id: userId }, { $set: { totpProposal } })
    },

    async findProposed(userId) {
      const proposal = (await users.findById(userId, { totpProposal: 1 }).lean())?.totpProposal
      return proposal === undefined ? null : { proposal, secret: opened(cipher, userId, proposal) }
    },

    async confirm(userId, { proposal, step, recoveryHashes }) {
      const totp = { secret: proposal, lastStep: step, recoveryHashes: [...recoveryHashes] }
      const { modifiedCount } = await users.updateOne(
        { _id: userId, totpProposal: proposal, totp: { $exists: false } },
        { $set: { totp }, $unset: { totpProposal: '' } },
      )
      return modifiedCount > 0
    },

    async remove(userId) {
      const { modifiedCount } = await users.updateOne(
        { _id: userId, totp: { $exists: true } },
        { $unset: { totp: '', totpProposal: '' } },
      )
      return modifiedCount > 0
    },
  }
}

function spendingMethods({
  users,
}: Models): Pick<FactorStore, 'spendStep' | 'spendRecoveryCode' | 'replaceRecoveryCodes'> {
  return {
    async spendStep(userId, step) {
      const { modifiedCount } = await users.updateOne(
        { _id: userId, 'totp.lastStep': { $lt: step } },
        { $set: { 'totp.lastStep': step } },
      )
      return modifiedCount > 0
    },

    async spendRecoveryCode(userId, hash) {
      const { modifiedCount } = await users.updateOne(
        { _id: userId, 'totp.recoveryHashes': hash },
        { $pull: { 'totp.recoveryHashes': hash } },
      )
      return modifiedCount > 0
    },

    async replaceRecoveryCodes(userId, hashes) {
      const { matchedCount } = await users.updateOne(
        { _id: userId, totp: { $exists: true } },
        { $set: { 'totp.recoveryHashes': [...hashes] } },
      )
      return matchedCount > 0
    },
  }
}
