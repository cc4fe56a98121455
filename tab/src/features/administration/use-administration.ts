import { createContext, use, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../api/http.ts'
import { useAccount } from '../inbox/use-account.ts'
import { useNotify } from '../inbox/use-notify.tsx'
import type { Session } from '../session/session.ts'

export interface Administration {
  api: Api
  session: Session
  /** The agency's environment. */
  agencyId: string
}

const AdministrationContext = createContext<Administration | null>(null)
export const AdministrationProvider = AdministrationContext.Provider

export function useAdministration(): Administration {
  const administration = use(AdministrationContext)
  if (administration === null) throw new Error('used outside the administration')
  return administration
}

/** Takes somebody to an address in a customer's environment (DX-NAV-03, DX-ADMIN-04). */
export function useOpenEnvironment(): (environmentId: string, address: string) => Promise<void> {
  const { session } = useAdministration()
  const { environments, switchEnvironment } = useAccount()
  const notify = useNotify()
  const { t } = useTranslation('administration')
  return useCallback(
    async (environmentId, address) => {
      const isAmong = (list: readonly { id: string }[]): boolean =>
        list.some(({ id }) => id === environmentId)
      // It may have come into being since we asked which there are.
      if (!isAmong(environments)) {
        await session.load()
        const state = session.store.get()
        if (state.step !== 'signedIn' || !isAmong(state.me.environments)) {
          notify.failed(t('open.gone'))
          return
        }
      }
      switchEnvironment(environmentId, address)
    },
    [session, environments, switchEnvironment, notify, t],
  )
}
