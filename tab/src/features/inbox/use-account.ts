import { createContext, use } from 'react'
import type { Area } from '../../../../server/contract/areas.ts'
import type { MeView } from '../../../../server/contract/member.ts'
import type { Language } from '../../i18n/languages.ts'

export interface Account extends MeView {
  environmentId: string
  /** What the member's rights in this environment let them see (DX-ROLE-09). */
  areas: readonly Area[]
  /** Where the member was last in an area of this environment, or where it begins. */
  lastAddress: (area: Area) => string
  /** The agency whose customers the member administers; `null` for everybody else. */
  agencyId: string | null
  /** Goes to another environment: to the same area where it has it, or to an address in it. */
  switchEnvironment: (environmentId: string, address?: string) => void
  setLanguage: (language: Language) => void
  signOut: () => void
}

const AccountContext = createContext<Account | null>(null)
export const AccountProvider = AccountContext.Provider

/** Who is working here and where. */
export function useAccount(): Account {
  const account = use(AccountContext)
  if (account === null) throw new Error('used outside the areas')
  return account
}
