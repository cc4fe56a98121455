import type { AccountView, ChannelRow, EnvironmentRow, ServiceRow } from '../../contract/administration.ts'
import { foldWords } from '../../domain/search-words.ts'
import type { AgencyPlace, AgencyQuery, AgencyService } from '../../store/store.ts'
import { actIn } from '../access.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshSettingsOf } from '../service-record.ts'
import { viewService } from '../service-views.ts'
import { stateOf, viewAccounts } from './account-views.ts'

/** A page of a list, as it is asked for. */
export interface ListQuery {
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of a list, as it is answered. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

function queryOf({ q = '', cursor, limit }: ListQuery): AgencyQuery {
  return { words: foldWords(q), after: cursor ?? null, limit }
}

/** Customers of an agency by name (DX-ADMIN-01, CVG-CUST-08). */
export async function listAccounts(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  query: ListQuery & { state?: AccountView['state'] | undefined },
): Promise<Page<AccountView>> {
  await actIn(deps, principal, agencyId, 'account:see')
  const { state } = query
  const { items, nextCursor } = await deps.store.administration.accounts(agencyId, {
    ...queryOf(query),
    ...(state === undefined ? {} : { state }),
  })
  return { items: await viewAccounts(deps, items), nextCursor }
}

/** Environments of an agency's customers by name, or of one customer. */
export async function listEnvironments(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  query: ListQuery & { accountId?: string | undefined },
): Promise<Page<EnvironmentRow>> {
  await actIn(deps, principal, agencyId, 'account:see')
  const { accountId } = query
  const { items, nextCursor } = await deps.store.administration.environments(agencyId, {
    ...queryOf(query),
    ...(accountId === undefined ? {} : { accountId }),
  })
  return { items: await viewEnvironmentRows(deps, items), nextCursor }
}

/** Environments as rows of a list, with what is in them. */
export async function viewEnvironmentRows(
  deps: Deps,
  places: readonly AgencyPlace[],
): Promise<EnvironmentRow[]> {
  const ids = places.map(({ environment }) => environment.id)
  const [services, members] = await Promise.all([
    deps.store.services.countByEnvironments(ids),
    deps.store.administration.countMembers(ids),
  ])
  return places.map(({ environment: { id, name }, account }) => ({
    id,
    name,
    account: { id: account.id, name: account.name, state: stateOf(account) },
    services: services.get(id) ?? 0,
    members: members.get(id) ?? 0,
  }))
}

/** Services of an agency's customers by name, each with whether it is ready. */
export async function listAgencyServices(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  query: ListQuery,
): Promise<Page<ServiceRow>> {
  await actIn(deps, principal, agencyId, 'account:see')
  const { items, nextCursor } = await deps.store.administration.services(agencyId, queryOf(query))
  const rows = await Promise.all(
    items.map(async ({ service, place }) => ({
      id: service.id,
      name: service.name,
      template: service.template,
      ready: place.account.deactivatedAt === null ? await readinessOf(deps, service) : null,
      ended: service.endedAt !== null,
      place: viewPlace(place),
    })),
  )
  return { items: rows, nextCursor }
}

/** `null` for what takes no calls, or none any more. */
async function readinessOf(
  deps: Deps,
  { id, environmentId, endedAt }: AgencyService,
): Promise<boolean | null> {
  if (endedAt !== null) return null
  const service = await deps.store.services.find(environmentId, id)
  if (service === null) return null
  return (await viewService(deps, service, await freshSettingsOf(deps, service))).ready
}

/** Channels of an agency's customers by name. */
export async function listAgencyChannels(
  deps: Deps,
  principal: Principal,
  agencyId: string,
  query: ListQuery,
): Promise<Page<ChannelRow>> {
  await actIn(deps, principal, agencyId, 'account:see')
  const { items, nextCursor } = await deps.store.administration.channels(agencyId, queryOf(query))
  const rows = items.map(({ channel, service, place }) => ({
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    provider: channel.provider,
    address: channel.address,
    failing: channel.health.state === 'failing',
    service,
    place: viewPlace(place),
  }))
  return { items: rows, nextCursor }
}

function viewPlace({ environment, account }: AgencyPlace): ServiceRow['place'] {
  return {
    environment: { id: environment.id, name: environment.name },
    account: { id: account.id, name: account.name },
  }
}
