import type { Role } from '../contract/member.ts'
import { newId, present, retryDuplicate } from './documents.ts'
import type { MembershipStore, RoleChange } from './membership-store.ts'
import type { Models } from './models/models.ts'
import type { RoleGuardDocument } from './models/role-guard.ts'

/** Each round that is lost was won by somebody else's change. */
const MOST_ROUNDS = 50

/** Who belongs to environments. Every change is one write under its condition. */
export function createMembershipStore(models: Models): MembershipStore {
  const { memberships } = models
  return {
    async changeRoles(environmentId, userId, change) {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const outcome = await changeOnce(models, { environmentId, userId, ...change })
        if (outcome !== 'again') return outcome
      }
      throw new Error('the roles keep changing')
    },

    async addRoles(environmentId, userId, roles) {
      const membership = await retryDuplicate(() =>
        memberships
          .findOneAndUpdate(
            { environmentId, userId },
            { $addToSet: { roles: { $each: [...roles] } }, $setOnInsert: { _id: newId() } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return present(membership).roles
    },

    async signInFacts(userIds) {
      const found = await models.users.find({ _id: { $in: [...userIds] } }).lean()
      return new Map(
        found.map(({ _id, totp, entra, lastSeenAt }) => [
          _id,
          { twoFactor: totp !== undefined, microsoft: entra !== undefined, lastSeenAt: lastSeenAt ?? null },
        ]),
      )
    },
  }
}

/**
 * One attempt: carries out what was decided before, looks who is there, decides under the condition that nobody has decided
 * since, and carries that out. What is decided holds even if this process stops here.
 */
async function changeOnce(
  models: Models,
  { environmentId, userId, roles, keepManager }: RoleChange & { environmentId: string; userId: string },
): Promise<Role[] | 'last' | 'again' | null> {
  // Only who is here has anything to be decided about.
  if ((await models.memberships.exists({ environmentId, userId })) === null) return null
  const guard = await guardOf(models, environmentId)
  await carryOut(models, guard)
  const all = await models.memberships.find({ environmentId }).lean()
  const own = all.find((one) => one.userId === userId)
  if (own === undefined) return null
  const othersManage = all.some((one) => one !== own && manages(one.roles))
  if (keepManager && manages(own.roles) && !manages(roles) && !othersManage) return 'last'
  const decided = { membershipId: own._id, roles: [...roles] }
  const next = await models.roleGuards
    .findOneAndUpdate(
      { _id: guard._id, version: guard.version, decided: null },
      { $set: { decided }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean()
  if (next === null) return 'again'
  await carryOut(models, next)
  return own.roles
}

async function guardOf({ roleGuards }: Models, environmentId: string): Promise<RoleGuardDocument> {
  const guard = await retryDuplicate(() =>
    roleGuards
      .findOneAndUpdate(
        { environmentId },
        { $setOnInsert: { _id: newId(), version: 0, decided: null } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean(),
  )
  return present(guard)
}

/** May be repeated, and by whomever: an older decision never replaces what a later one has made of the membership. */
async function carryOut(models: Models, { _id, version, decided }: RoleGuardDocument): Promise<void> {
  if (decided === null) return
  const { memberships } = models
  const older = {
    _id: decided.membershipId,
    $or: [{ decidedBy: { $exists: false } }, { decidedBy: { $lt: version } }],
  }
  if (decided.roles.length === 0) await memberships.deleteOne(older)
  else await memberships.updateOne(older, { $set: { roles: decided.roles, decidedBy: version } })
  await models.roleGuards.updateOne({ _id, version }, { $set: { decided: null } })
}

function manages(roles: readonly Role[]): boolean {
  return roles.includes('environmentManager')
}
