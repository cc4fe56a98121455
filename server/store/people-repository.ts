import { entityOrNull, isDuplicateKey, newId, present, retryDuplicate, toEntity } from './documents.ts'
import type { Member, User } from './entities.ts'
import type { Models } from './models/models.ts'
import type { MembershipDocument, UserDocument } from './models/user.ts'
import type { PeopleStore } from './store.ts'

function readUser({ _id, entra, ...rest }: UserDocument): User {
  return { id: _id, ...rest, entra: entra ?? null }
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

    async findUserByEmail(email) {
      return entityOrNull(await users.findOne({ email: email.toLowerCase() }).lean(), readUser)
    },

    async setLocale(userId, locale) {
      const user = await users
        .findOneAndUpdate({ _id: userId }, { $set: { locale } }, { returnDocument: 'after' })
        .lean()
      return entityOrNull(user, readUser)
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
        .find({ _id: { $in: ids } })
        .sort({ name: 1, _id: 1 })
        .lean()
      const rolesOf = new Map(own.map(({ environmentId, roles }) => [environmentId, roles]))
      return found.map((environment) => ({
        environment: toEntity(environment),
        roles: rolesOf.get(environment._id) ?? [],
      }))
    },

    async membersOf(environmentId) {
      const all = await memberships.find({ environmentId }).lean()
      const people = await users.find({ _id: { $in: all.map(({ userId }) => userId) } }).lean()
      const byId = new Map(people.map((user) => [user._id, user]))
      const members = all.flatMap((membership) => {
        const user = byId.get(membership.userId)
        return user === undefined ? [] : [toMember(membership, user)]
      })
      return members.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
    },

    async findMember(environmentId, userId) {
      const membership = await memberships.findOne({ environmentId, userId }).lean()
      if (membership === null) return null
      return entityOrNull(await users.findById(userId).lean(), (user) => toMember(membership, user))
    },
  }
}

function toMember({ environmentId, roles }: MembershipDocument, user: UserDocument): Member {
  return { id: user._id, environmentId, name: user.name, email: user.email, roles }
}
