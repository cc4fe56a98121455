import type { AgencyPage, AgencyPlace, AgencyQuery, AgencyService } from './administration-store.ts'
import { nativeOf } from './documents.ts'
import type { ChannelRecord, Service } from './entities.ts'
import { decodeCursor, encodeCursor } from './keyset.ts'
import type { EnvironmentDocument } from './models/account.ts'
import type { Models } from './models/models.ts'
import { searchWordsOf } from '../domain/search-words.ts'
import { nameKeyOf, nameWords } from './name-words.ts'

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

async function placesOfAgency(models: Models, agencyId: string): Promise<Map<string, AgencyPlace>> {
  const found = await nativeOf(models.environments)
    .find({ agencyId })
    .project<EnvironmentDocument>({ name: 1, accountId: 1 })
    .toArray()
  return placesOf(models, found)
}

/**
 * Services know their environment only, so those of an agency are found through all of its environments and put in order here:
 * a few ten thousand small rows at most.
 */
export async function servicesOfAgency(
  models: Models,
  agencyId: string,
  query: AgencyQuery,
): Promise<AgencyPage<{ service: AgencyService; place: AgencyPlace }>> {
  const places = await placesOfAgency(models, agencyId)
  const found = await nativeOf(models.services)
    .find({ environmentId: { $in: [...places.keys()] } })
    .project<Omit<AgencyService, 'id' | 'endedAt'> & { _id: string; endedAt?: Date | null }>({
      environmentId: 1,
      name: 1,
      template: 1,
      endedAt: 1,
    })
    .toArray()
  const rows = found.flatMap(({ _id, endedAt = null, ...rest }) => {
    const place = places.get(rest.environmentId)
    return place === undefined ? [] : [{ service: { id: _id, ...rest, endedAt }, place }]
  })
  return pageOf(rows, query, ({ service, place }) => ({
    id: service.id,
    name: service.name,
    found: [service.name, place.environment.name, place.account.name],
  }))
}

type ChannelRow = Omit<ChannelRecord, 'settings'>

/** Channels of an agency's customers, found and ordered as services are; without those that were disconnected. */
export async function channelsOfAgency(
  models: Models,
  agencyId: string,
  query: AgencyQuery,
): Promise<AgencyPage<{ channel: ChannelRow; service: Pick<Service, 'id' | 'name'>; place: AgencyPlace }>> {
  const places = await placesOfAgency(models, agencyId)
  const inPlaces = { environmentId: { $in: [...places.keys()] } }
  const found = await nativeOf(models.channels)
    .find({ ...inPlaces, deletedAt: null })
    .project<Omit<ChannelRow, 'id'> & { _id: string }>({ settings: 0 })
    .toArray()
  const serviceIds = [...new Set(found.map(({ serviceId }) => serviceId))]
  const services = await nativeOf(models.services)
    .find({ _id: { $in: serviceIds } })
    .project<{ _id: string; name: string }>({ name: 1 })
    .toArray()
  const names = new Map(services.map(({ _id, name }) => [_id, name]))
  const rows = found.flatMap(({ _id, ...rest }) => {
    const place = places.get(rest.environmentId)
    const name = names.get(rest.serviceId)
    if (place === undefined || name === undefined) return []
    return [{ channel: { id: _id, ...rest }, service: { id: rest.serviceId, name }, place }]
  })
  return pageOf(rows, query, ({ channel, service, place }) => ({
    id: channel.id,
    name: channel.name,
    found: [channel.name, channel.address, service.name, place.environment.name, place.account.name],
    phone: channel.address,
  }))
}

/** What a row is ordered and found by. */
interface Listed {
  id: string
  name: string
  found: readonly string[]
  phone?: string
}

function pageOf<T>(
  rows: readonly T[],
  { words, after, limit }: AgencyQuery,
  listedOf: (row: T) => Listed,
): AgencyPage<T> {
  const [name, id] = after === null ? ['', ''] : decodeCursor('cursor', after, ['', ''])
  const from: Position = [String(name), String(id)]
  const listed = rows.map((row) => {
    const listing = listedOf(row)
    return { row, listing, position: [nameKeyOf(listing.name), listing.id] as Position }
  })
  const kept = listed
    .filter(({ listing, position }) => isBehind(position, from) && isFound(listing, words))
    .toSorted((a, b) => (isBehind(a.position, b.position) ? 1 : -1))
  const shown = kept.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ row }) => row),
    nextCursor: kept.length > limit && last !== undefined ? encodeCursor(last.position) : null,
  }
}

type Position = [name: string, id: string]

function isBehind([name, id]: Position, [otherName, otherId]: Position): boolean {
  return name === otherName ? id > otherId : name > otherName
}

function isFound({ found, phone }: Listed, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const phones = phone === undefined ? [] : searchWordsOf({ names: [], phones: [phone] })
  const known = [...nameWords(found), ...phones]
  return words.every((word) => known.some((one) => one.startsWith(word)))
}
