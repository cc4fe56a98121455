import type { Role } from '../contract/member.ts'
import { readEnvironment } from './account-repository.ts'
import { entityOrNull, isDuplicateKey, newId, present, retryDuplicate } from './documents.ts'
import type { Member, User } from './entities.ts'
import type { Models } from './models/models.ts'
import type { EnvironmentDocument } from './models/account.ts'
import type { UserDocument } from './models/user.ts'
import type { PeopleStore } from './store.ts'

const AFTER = { returnDocument: 'after' } as const

function readUser(document: UserDocument): User {
  const { _id, entra, totp, totpProposal: _proposal, lastSeenAt, ...rest } = document
  return {
    id: _id,
    ...rest,
    entra: entra ?? null,
    twoFactor: totp !== undefined,
    lastSeenAt: lastSeenAt ?? null,
  }
}

/** Users, and the roles they have in environments. */
export function createPeopleStore(models: Models): PeopleStore {
  const { users } = models
  return {
    async upsertUser({ email, name, passwordHash }) {
      const user = await retryDuplicate(() =>
        users
          .findOneAndUpdate(
            { email: email.toLowerCase() },
            {
              $set: { name, ...(passwordHash === undefined ? {} : { passwordHash }) },
              $setOnInsert: {
                _id: newId(),
                locale: null,
                ...(passwordHash === undefined ? { passwordHash: null } : {}),
              },
            },
            { upsert: true, returnDocument: 'after' },
          )
          .lean(),
      )
      return readUser(present(user))
    },

    async findUser(userId) {
      return entityOrNull(await users.findById(userId).lean(), readUser)
    },

    async isAnybodyThere() {
      return (await users.exists({})) !== null
    },

    async findUserByEmail(email) {
      return entityOrNull(await users.findOne({ email: email.toLowerCase() }).lean(), readUser)
    },

    async setLocale(userId, locale) {
      const user = await users
        .findOneAndUpdate({ _id: userId }, { $set: { locale } }, { returnDocument: 'after' })
        .lean()
      return entityOrNull(user, readUser)
    },

    async setPassword(userId, { passwordHash, before }) {
      const expected = before === undefined ? {} : { passwordHash: before }
      const user = await users
        .findOneAndUpdate({ _id: userId, ...expected }, { $set: { passwordHash } }, AFTER)
        .lean()
      return entityOrNull(user, readUser)
    },

    async noteSeen(userId, at) {
      await users.updateOne({ _id: userId }, { $max: { lastSeenAt: at } })
    },

    ...entraMethods(models),
    ...membershipMethods(models),
  }
}

function entraMethods({ users }: Models): Pick<PeopleStore, 'findUserByEntra' | 'linkEntra'> {
  return {
    async findUserByEntra({ tenantId, objectId }) {
      const user = await users.findOne({ 'entra.tenantId': tenantId, 'entra.objectId': objectId }).lean()
      return entityOrNull(user, readUser)
    },

    async linkEntra(userId, { tenantId, objectId }) {
      try {
        const user = await users
          .findOneAndUpdate(
            {
              _id: userId,
              $or: [{ entra: null }, { 'entra.tenantId': tenantId, 'entra.objectId': objectId }],
            },
            { $set: { entra: { tenantId, objectId } } },
            { returnDocument: 'after' },
          )
          .lean()
        return entityOrNull(user, readUser)
      } catch (error) {
        // Another user is this person.
        if (isDuplicateKey(error)) return null
        throw error
      }
    },
  }
}

function membershipMethods({
  accounts,
  environments,
  memberships,
  users,
}: Models): Pick<PeopleStore, 'setRoles' | 'membershipsOf' | 'membersOf' | 'findMember'> {
  return {
    async setRoles(environmentId, userId, roles) {
      // Nobody is a member without a role.
      if (roles.length === 0) {
        await memberships.deleteOne({ environmentId, userId })
        return
      }
      await retryDuplicate(() =>
        memberships.updateOne(
          { environmentId, userId },
          { $set: { roles }, $setOnInsert: { _id: newId() } },
          { upsert: true },
        ),
      )
    },

    async membershipsOf(userId) {
      const own = await memberships.find({ userId }).lean()
      const ids = own.map(({ environmentId }) => environmentId)
      const found = await environments
        .find({ $or: [{ _id: { $in: ids } }, { agencyId: { $in: ids } }] })
        .sort({ name: 1, _id: 1 })
        .lean()
      const given = new Map(own.map(({ environmentId, roles }) => [environmentId, roles]))
      const closed = await closedAmong(accounts, found)
      const open = found.filter(({ accountId }) => !closed.has(accountId ?? ''))
      return open.map((environment) => ({
        environment: readEnvironment(environment),
        roles: joined(given.get(environment._id), given.get(environment.agencyId ?? '')),
      }))
    },

    async membersOf(environmentId) {
      const environment = await environments.findById(environmentId).lean()
      if (environment !== null && (await closedAmong(accounts, [environment])).size > 0) return []
      const agencyId = environment?.agencyId ?? null
      const places = agencyId === null ? [environmentId] : [environmentId, agencyId]
      const all = await memberships.find({ environmentId: { $in: places } }).lean()
      const people = await users.find({ _id: { $in: all.map(({ userId }) => userId) } }).lean()
      const members = people.map((user) => {
        const [own, inherited] = places.map(
          (place) => all.find((one) => one.userId === user._id && one.environmentId === place)?.roles,
        )
        return toMember(environmentId, user, own, inherited)
      })
      return members.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
    },

    async findMember(environmentId, userId) {
      const membership = await memberships.findOne({ environmentId, userId }).lean()
      if (membership === null) return null
      return entityOrNull(await users.findById(userId).lean(), (user) =>
        toMember(environmentId, user, membership.roles),
      )
    },
  }
}

/** Accounts that are not in use: nobody works in their environments. */
async function closedAmong(
  accounts: Models['accounts'],
  environments: readonly Pick<EnvironmentDocument, 'accountId'>[],
): Promise<ReadonlySet<string>> {
  const ids = environments.flatMap(({ accountId }) => accountId ?? [])
  if (ids.length === 0) return new Set()
  const closed = await accounts.find({ _id: { $in: ids }, deactivatedAt: { $ne: null } }, { _id: 1 }).lean()
  return new Set(closed.map(({ _id }) => _id))
}

function toMember(
  environmentId: string,
  { _id, name, email }: UserDocument,
  own: Role[] | undefined,
  inherited?: Role[],
): Member {
  return { id: _id, environmentId, name, email, roles: joined(own, inherited), ownRoles: own ?? [] }
}

/** Roles from above count beside one's own, each once. */
function joined(own: readonly Role[] = [], inherited: readonly Role[] = []): Role[] {
  return [...new Set([...own, ...inherited])]
}
