import type { EnvironmentSummary } from '../../../../../server/contract/member.ts'
import type { Action } from '../../../../../server/contract/rights.ts'
import { formatAddress } from '../../areas/area-address.ts'

interface PageRule {
  /** Its name in addresses. */
  path: string
  /** Each of them is enough. */
  rights: readonly Action[]
  /** An agency has no customers of its own, so there is nothing of the kind in it. */
  customersOnly?: true
}

/** What an environment has beside its single services, in the order of its menu (DX-NAV-04). */
const PAGES = {
  services: { path: 'services', rights: ['service:see'], customersOnly: true },
  orders: { path: 'orders', rights: ['order:see'], customersOnly: true },
  members: { path: 'members', rights: ['member:manage'] },
  access: { path: 'access-requests', rights: ['access:decide'] },
  settings: { path: 'settings', rights: ['environment:edit'] },
  audit: { path: 'audit-log', rights: ['audit:see'] },
  integrations: { path: 'integrations', rights: ['integration:manage'], customersOnly: true },
  privacy: { path: 'privacy-requests', rights: ['contact:export', 'contact:erase'], customersOnly: true },
  teams: { path: 'teams', rights: ['teams:package'], customersOnly: true },
} as const satisfies Record<string, PageRule>

export type EnvironmentPage = keyof typeof PAGES
export const ENVIRONMENT_PAGES = Object.keys(PAGES) as readonly EnvironmentPage[]

type Place = Pick<EnvironmentSummary, 'kind' | 'rights'>

/** Whether somebody finds the page in their menu. The server decides; this only spares people its refusals (DX-ROLE-09). */
export function mayOpen(page: EnvironmentPage, { kind, rights }: Place): boolean {
  const rule: PageRule = PAGES[page]
  if (rule.customersOnly === true && kind !== 'customer') return false
  return rule.rights.some((right) => rights.includes(right))
}

export function pagesOf(place: Place): readonly EnvironmentPage[] {
  return ENVIRONMENT_PAGES.filter((page) => mayOpen(page, place))
}

/** The page that an address of the studio names; `null` when it names none of these. */
export function pageIn(path: readonly string[]): EnvironmentPage | null {
  return ENVIRONMENT_PAGES.find((page) => PAGES[page].path === path[0]) ?? null
}

export function pageAddress(page: EnvironmentPage): string {
  return formatAddress('studio', { path: [PAGES[page].path] })
}
