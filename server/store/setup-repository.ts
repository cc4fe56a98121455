import type { Models } from './models/models.ts'
import type { SetupStore } from './setup-store.ts'

/** The step from no agency to the first one. */
export function createSetupStore({ accounts, environments, memberships }: Models): SetupStore {
  return {
    async isNeeded() {
      const agencies = await environments.find({ kind: 'agency' }, { _id: 1 }).lean()
      const ids = agencies.map(({ _id }) => _id)
      return (await memberships.exists({ environmentId: { $in: ids } })) === null
    },

    async adopt(agencyId) {
      await accounts.updateMany({ agencyId: null }, { $set: { agencyId } })
      const adopted = await accounts.find({ agencyId }, { _id: 1 }).lean()
      await environments.updateMany(
        { accountId: { $in: adopted.map(({ _id }) => _id) }, agencyId: null },
        { $set: { agencyId } },
      )
    },
  }
}
