import type { Account, ChannelRecord, Environment, Service } from './entities.ts'

/** A page of what an agency looks after, in the order of names. */
export interface AgencyQuery {
  /** Folded words, each of which must begin a word that the thing is found by. */
  words: readonly string[]
  after: string | null
  limit: number
}

/** Where something is. */
export interface AgencyPlace {
  environment: Pick<Environment, 'id' | 'name'>
  account: Pick<Account, 'id' | 'name' | 'deactivatedAt'>
}

/** A service as lists over all customers show it. */
export type AgencyService = Pick<Service, 'id' | 'environmentId' | 'name' | 'template' | 'endedAt'>

export interface AgencyPage<T> {
  items: T[]
  nextCursor: string | null
}

/** What an agency looks after, over all its customers. */
export interface AdministrationStore {
  accounts(
    agencyId: string,
    query: AgencyQuery & { state?: 'active' | 'inactive' },
  ): Promise<AgencyPage<Account>>
  environments(
    agencyId: string,
    query: AgencyQuery & { accountId?: string },
  ): Promise<AgencyPage<AgencyPlace>>
  /** Those that have ended as well. */
  services(
    agencyId: string,
    query: AgencyQuery,
  ): Promise<AgencyPage<{ service: AgencyService; place: AgencyPlace }>>
  /** Without their settings. */
  channels(
    agencyId: string,
    query: AgencyQuery,
  ): Promise<
    AgencyPage<{
      channel: Omit<ChannelRecord, 'settings'>
      service: Pick<Service, 'id' | 'name'>
      place: AgencyPlace
    }>
  >
  /**
   * Lists what was stored before lists went by names above it, and what a crash has left half done; answers with the number of
   * environments in which something was. For the start; may be repeated, by several processes at once.
   */
  relistOutdated(): Promise<number>
  /** By account, how many environments and services in use it has; accounts without any environment are left out. */
  countByAccounts(
    accountIds: readonly string[],
  ): Promise<Map<string, { environments: number; services: number }>>
  /** By environment, how many people were given roles in it; environments without any are left out. */
  countMembers(environmentIds: readonly string[]): Promise<Map<string, number>>
}
