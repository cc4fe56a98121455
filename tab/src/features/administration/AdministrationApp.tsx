import { useMemo } from 'react'
import type { AreaProps } from '../areas/area-props.ts'
import { useAddress } from '../areas/use-address.ts'
import { useAccount } from '../inbox/use-account.ts'
import { AccountPage } from './account/AccountPage.tsx'
import { parseAdministrationPlace, type AdministrationPlace } from './administration-address.ts'
import { useStyles } from './administration.styles.ts'
import { AdministrationNav } from './AdministrationNav.tsx'
import { AccountsPage } from './list/AccountsPage.tsx'
import { ChannelsPage } from './list/ChannelsPage.tsx'
import { EnvironmentsPage } from './list/EnvironmentsPage.tsx'
import { ServicesPage } from './list/ServicesPage.tsx'
import { PolicyPage } from './policy/PolicyPage.tsx'
import { AdministrationProvider } from './use-administration.ts'

/** A partner's customers: their accounts, environments, services and channels, and what applies to them (DX-ADMIN). */
export function AdministrationApp({ session }: AreaProps) {
  const styles = useStyles()
  const { environmentId, agencyId } = useAccount()
  const { path, query } = useAddress()
  const place = parseAdministrationPlace({ path, query })
  const agency = agencyId ?? environmentId
  const administration = useMemo(() => ({ api: session.api, session, agencyId: agency }), [session, agency])
  return (
    <AdministrationProvider value={administration}>
      <div className={styles.root}>
        <div className={styles.columns}>
          <AdministrationNav current={place.page} />
          <Page place={place} />
        </div>
      </div>
    </AdministrationProvider>
  )
}

function Page({ place }: { place: AdministrationPlace }) {
  if (place.accountId !== null) return <AccountPage key={place.accountId} accountId={place.accountId} />
  if (place.page === 'environments') return <EnvironmentsPage q={place.q} />
  if (place.page === 'services') return <ServicesPage q={place.q} />
  if (place.page === 'channels') return <ChannelsPage q={place.q} />
  if (place.page === 'policy') return <PolicyPage />
  return <AccountsPage q={place.q} state={place.state} />
}
