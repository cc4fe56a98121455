import type { AgencyPage, AgencyPlace, AgencyQuery, AgencyService } from './administration-store.ts'
import { nativeOf } from './documents.ts'
import type { ChannelRecord, Service } from './entities.ts'
import { pageOfListed } from './listing.ts'
import type { EnvironmentDocument } from './models/account.ts'
import type { Models } from './models/models.ts'

/** Where environments are, each with its account. */
export async function placesOf(
  models: Models,
  environments: readonly EnvironmentDocument[],
): Promise<Map<string, AgencyPlace>> {
  const accountIds = [...new Set(environments.map(({ accountId }) => accountId ?? ''))]
  const accounts = await nativeOf(models.accounts)
    .find({ _id: { $in: accountIds } })
    .project<{ _id: string; name: string; deactivatedAt?: Date | null }>({ name: 1, deactivatedAt: 1 })
    .toArray()
  const byId = new Map(accounts.map((account) => [account._id, account]))
  return new Map(
    environments.flatMap(({ _id, name, accountId }): [string, AgencyPlace][] => {
      const account = byId.get(accountId ?? '')
      if (account === undefined) return []
      const { deactivatedAt = null } = account
      const place = {
        environment: { id: _id, name },
        account: { id: account._id, name: account.name, deactivatedAt },
      }
      return [[_id, place]]
    }),
  )
}

/** What services may have been stored without. */
const LATER_FIELDS = { endedAt: null }

/** Services of an agency's customers, those that have ended as well. */
export async function servicesOfAgency(
  models: Models,
  agencyId: string,
  query: AgencyQuery,
): Promise<AgencyPage<{ service: AgencyService; place: AgencyPlace }>> {
  const { items, nextCursor } = await pageOfListed(nativeOf(models.services), agencyId, query)
  const places = await placesAround(models, items)
  return {
    nextCursor,
    items: items.flatMap((item) => {
      const { _id, environmentId, name, template, endedAt } = { ...LATER_FIELDS, ...item }
      const place = places.get(environmentId)
      if (place === undefined) return []
      return [{ service: { id: _id, environmentId, name, template, endedAt }, place }]
    }),
  }
}

type ChannelRow = Omit<ChannelRecord, 'settings'>

/** Channels of an agency's customers, without those that were disconnected. */
export async function channelsOfAgency(
  models: Models,
  agencyId: string,
  query: AgencyQuery,
): Promise<AgencyPage<{ channel: ChannelRow; service: Pick<Service, 'id' | 'name'>; place: AgencyPlace }>> {
  const connected = { deletedAt: null }
  const { items, nextCursor } = await pageOfListed(nativeOf(models.channels), agencyId, query, connected)
  const [places, services] = await Promise.all([
    placesAround(models, items),
    nativeOf(models.services)
      .find({ _id: { $in: items.map(({ serviceId }) => serviceId) } })
      .project<{ _id: string; name: string }>({ name: 1 })
      .toArray(),
  ])
  const names = new Map(services.map(({ _id, name }) => [_id, name]))
  return {
    nextCursor,
    items: items.flatMap(({ _id, settings: _settings, accountKey: _accountKey, ...listed }) => {
      const {
        agencyId: _agencyId,
        nameKey: _nameKey,
        found: _found,
        formerName: _formerName,
        ...rest
      } = listed
      const place = places.get(rest.environmentId)
      const name = names.get(rest.serviceId)
      if (place === undefined || name === undefined) return []
      return [{ channel: { id: _id, ...rest }, service: { id: rest.serviceId, name }, place }]
    }),
  }
}

async function placesAround(
  models: Models,
  items: readonly { environmentId: string }[],
): Promise<Map<string, AgencyPlace>> {
  const found = await nativeOf(models.environments)
    .find({ _id: { $in: items.map(({ environmentId }) => environmentId) } })
    .project<EnvironmentDocument>({ name: 1, accountId: 1 })
    .toArray()
  return placesOf(models, found)
}
