import { formatAddress, type AreaAddress } from '../areas/area-address.ts'

/** The lists of the administration, in the order of their menu (DX-ADMIN-01), and what applies to all customers. */
export const PAGES = ['accounts', 'environments', 'services', 'channels', 'policy'] as const
export type AdministrationPage = (typeof PAGES)[number]
export type AccountState = 'active' | 'inactive'

/** Where in the administration the address says we are. */
export interface AdministrationPlace {
  page: AdministrationPage
  /** The account that is open; `null`: the list. */
  accountId: string | null
  /** What is searched for in a list. */
  q: string
  /** Of the accounts, and of their environments those of one. */
  state: AccountState | null
}

const OBJECT_ID = /^[0-9a-f]{24}$/u
const LONGEST_SEARCH = 200

/** Whatever is not understood leads to the nearest place that is. */
export function parseAdministrationPlace({
  path,
  query,
}: Pick<AreaAddress, 'path' | 'query'>): AdministrationPlace {
  const [first, id = ''] = path
  const page = PAGES.find((name) => name === first) ?? 'accounts'
  const state = query.get('state')
  return {
    page,
    accountId: page === 'accounts' && OBJECT_ID.test(id) ? id : null,
    q: (query.get('q') ?? '').slice(0, LONGEST_SEARCH),
    state: page === 'accounts' && (state === 'active' || state === 'inactive') ? state : null,
  }
}

export function administrationAddress({
  page,
  accountId = null,
  q = '',
  state = null,
}: Partial<AdministrationPlace> & Pick<AdministrationPlace, 'page'>): string {
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...(state === null ? {} : { state }) })
  return formatAddress('administration', { path: [page, ...(accountId === null ? [] : [accountId])], query })
}
