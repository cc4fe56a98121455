import { createContext, use, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../api/http.ts'
import { usePlaces } from '../areas/use-places.ts'
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
  const { reach, enter } = usePlaces()
  const notify = useNotify()
  const { t } = useTranslation('administration')
  return useCallback(
    async (environmentId, address) => {
      // It may be one of very many, or have come into being since we asked which there are.
      const environment = await reach(environmentId).catch(() => null)
      if (environment === null) notify.failed(t('open.gone'))
      else enter(environment, address)
    },
    [reach, enter, notify, t],
  )
}
