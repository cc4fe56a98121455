import { Button } from '@fluentui/react-components'
import { SearchInfoRegular } from '@fluentui/react-icons'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useAddress } from '../areas/use-address.ts'
import { useAccount } from '../inbox/use-account.ts'
import type { Session } from '../session/session.ts'
import { AccessPage } from './access/AccessPage.tsx'
import { AccessDeskProvider, useOpenAccessDesk } from './access/use-access-desk.ts'
import { AuditPage } from './audit/AuditPage.tsx'
import { mayOpen, pageAddress, pageIn, pagesOf, type EnvironmentPage } from './frame/environment-pages.ts'
import { useEnvironment } from './frame/use-environment.ts'
import { IntegrationsPage } from './integrations/IntegrationsPage.tsx'
import { MembersPage } from './members/MembersPage.tsx'
import { OrdersPage } from './orders/OrdersPage.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { PrivacyPage } from './privacy/PrivacyPage.tsx'
import { rightsOf } from './rights.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServicePage } from './ServicePage.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import { useStyles } from './StudioApp.styles.ts'
import { TeamsPage } from './teams/TeamsPage.tsx'
import { useServices, type Services } from './use-services.ts'
import { StudioProvider } from './use-studio.ts'
import { useStudioPlace } from './use-studio-place.ts'

export interface StudioAppProps {
  session: Session
  me: MeView
}

/** Where an environment is set up: its services, its members, and whatever else belongs to it (DX-NAV-04). */
export function StudioApp({ session }: StudioAppProps) {
  const styles = useStyles()
  const { environmentId } = useAccount()
  const { api } = session
  const environment = useEnvironment()
  const { place } = useStudioPlace()
  const mayList = mayOpen('services', environment)
  const services = useServices(api, mayList ? environmentId : null, place.serviceId === null)
  const studio = useMemo(() => ({ api, environmentId }), [api, environmentId])
  const desk = useOpenAccessDesk(api, environmentId, environment.rights)
  const page = useAllowedPage(place.serviceId !== null, services)
  return (
    <StudioProvider value={studio}>
      <AccessDeskProvider value={desk}>
        {/* Whatever is open belongs to one environment. */}
        <div className={styles.root} key={environmentId}>
          {page === null && <OneService services={services} />}
          {page === 'services' && <ServiceList services={services} />}
          {page === 'orders' && <OrdersPage services={services} />}
          {/* Whoever changes their own roles sees at once what that leaves them. */}
          {page === 'members' && <MembersPage onOwnChange={() => void session.load()} />}
          {page === 'access' && desk !== null && (
            <AccessPage desk={desk} environmentName={environment.name} />
          )}
          {page === 'settings' && <SettingsPage onRenamed={() => void session.load()} />}
          {page === 'audit' && <AuditPage />}
          {page === 'integrations' && <IntegrationsPage />}
          {page === 'privacy' && <PrivacyPage />}
          {page === 'teams' && <TeamsPage />}
        </div>
      </AccessDeskProvider>
    </StudioProvider>
  )
}

/**
 * The page that the address names, as far as the member's rights include it; `null` for a single service. Whoever comes
 * to the studio as such is taken to the first page they have, and past a list with nothing but one service in it.
 */
function useAllowedPage(isService: boolean, { state }: Services): EnvironmentPage | null {
  const { path, visit } = useAddress()
  const { go } = useStudioPlace()
  const environment = useEnvironment()
  const named = pageIn(path)
  const first = pagesOf(environment)[0] ?? null
  const isSingle = isService && mayOpen('services', environment)
  const isBeginning = !isSingle && path.length === 0
  const items = state.step === 'ready' ? state.items : []
  const only = isBeginning && first === 'services' && items.length === 1 ? items[0]?.id : undefined
  const allowed = named !== null && mayOpen(named, environment) ? named : first
  const astray = !isSingle && !isBeginning && allowed !== null && allowed !== named ? allowed : null

  useEffect(() => {
    if (only !== undefined) go({ serviceId: only }, true)
  }, [only, go])
  useEffect(() => {
    if (astray !== null) visit(pageAddress(astray), true)
  }, [astray, visit])

  if (isSingle || only !== undefined) return null
  return allowed
}

/** The service that the address names. */
function OneService({ services: { state, reload, update } }: { services: Services }) {
  const { t } = useTranslation('studio')
  const { place, go } = useStudioPlace()
  const environment = useEnvironment()
  const rights = useMemo(() => rightsOf(environment.rights), [environment.rights])
  if (state.step === 'failed') {
    return (
      <Page>
        <ErrorState code={state.code} onRetry={reload} />
      </Page>
    )
  }
  if (state.step === 'loading' || place.serviceId === null) {
    return (
      <Page>
        <PageSkeleton />
      </Page>
    )
  }
  const service = state.items.find(({ id }) => id === place.serviceId)
  if (service === undefined) {
    return (
      <Page>
        <EmptyState
          icon={<SearchInfoRegular />}
          title={t('list.gone')}
          hint={t('list.goneHint')}
          actions={
            <Button onClick={() => go({ serviceId: null, section: 'overview' }, true)}>{t('nav.all')}</Button>
          }
        />
      </Page>
    )
  }
  return (
    <ServicePage
      key={service.id}
      service={service}
      services={state.items}
      rights={rights}
      environmentName={environment.name}
      onService={update}
    />
  )
}

function Page({ children }: { children: React.ReactNode }) {
  const styles = useStyles()
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {children}
    </main>
  )
}
