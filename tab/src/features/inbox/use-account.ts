import { createContext, use } from 'react'
import type { MeView } from '../../../../server/contract/member.ts'
import type { Language } from '../../i18n/languages.ts'

export interface Account extends MeView {
  environmentId: string
  switchEnvironment: (environmentId: string) => void
  setLanguage: (language: Language) => void
  signOut: () => void
}

const AccountContext = createContext<Account | null>(null)
export const AccountProvider = AccountContext.Provider

/** Who is working here and where. */
export function useAccount(): Account {
  const account = use(AccountContext)
  if (account === null) throw new Error('used outside an inbox')
  return account
}
