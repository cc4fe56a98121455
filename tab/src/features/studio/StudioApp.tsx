import { OptionsRegular, SearchInfoRegular } from '@fluentui/react-icons'
import { Button } from '@fluentui/react-components'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../../server/contract/member.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { useAddress } from '../areas/use-address.ts'
import { useAccount } from '../inbox/use-account.ts'
import type { Session } from '../session/session.ts'
import { isAccessPlace } from './access/access-address.ts'
import { AccessHint, AccessNews } from './access/AccessLink.tsx'
import { AccessPage } from './access/AccessPage.tsx'
import { AccessDeskProvider, useOpenAccessDesk } from './access/use-access-desk.ts'
import { PageSkeleton } from './PageSkeleton.tsx'
import { rightsOf } from './rights.ts'
import { ServiceList } from './ServiceList.tsx'
import { ServicePage } from './ServicePage.tsx'
import { useStyles } from './StudioApp.styles.ts'
import { isTeamsPlace } from './teams/teams-address.ts'
import { TeamsHint } from './teams/TeamsLink.tsx'
import { TeamsPage } from './teams/TeamsPage.tsx'
import { useServices, type Services } from './use-services.ts'
import { StudioProvider } from './use-studio.ts'
import { useStudioPlace } from './use-studio-place.ts'

export interface StudioAppProps {
  session: Session
  me: MeView
}

/** Where services are set up: the list of them, or one of them. An environment's only service is shown at once. */
export function StudioApp({ session, me }: StudioAppProps) {
  const styles = useStyles()
  const { environmentId } = useAccount()
  const { api } = session
  const { path } = useAddress()
  const { place } = useStudioPlace()
  const services = useServices(api, environmentId, place.serviceId === null)
  const studio = useMemo(() => ({ api, environmentId }), [api, environmentId])
  const environment = me.environments.find(({ id }) => id === environmentId)
  const desk = useOpenAccessDesk(api, environmentId, environment?.roles ?? [])
  return (
    <StudioProvider value={studio}>
      <AccessDeskProvider value={desk}>
        <div className={styles.root}>
          {isTeamsPlace(path) ? (
            <TeamsPage key={environmentId} />
          ) : isAccessPlace(path) && desk !== null ? (
            <AccessPage desk={desk} environmentName={environment?.name ?? ''} />
          ) : (
            <Content services={services} me={me} environmentId={environmentId} />
          )}
        </div>
      </AccessDeskProvider>
    </StudioProvider>
  )
}

interface ContentProps {
  services: Services
  me: MeView
  environmentId: string
}

function Content({ services: { state, reload, update }, me, environmentId }: ContentProps) {
  const { t } = useTranslation('studio')
  const { place, go } = useStudioPlace()
  const environment = me.environments.find(({ id }) => id === environmentId)
  const rights = useMemo(() => rightsOf(environment?.roles ?? []), [environment?.roles])
  const items = state.step === 'ready' ? state.items : []
  const only = items.length === 1 && place.serviceId === null ? items[0]?.id : undefined

  useEffect(() => {
    if (only !== undefined) go({ serviceId: only }, true)
  }, [only, go])

  if (state.step === 'loading' || only !== undefined)
    return (
      <Page>
        <PageSkeleton />
      </Page>
    )
  if (state.step === 'failed') {
    return (
      <Page>
        <ErrorState code={state.code} onRetry={reload} />
      </Page>
    )
  }
  if (items.length === 0) {
    return (
      <Page>
        <EmptyState
          icon={<OptionsRegular />}
          title={t('list.empty')}
          hint={t('list.emptyHint')}
          actions={
            <>
              <TeamsHint />
              <AccessHint />
              <AccessNews />
            </>
          }
        />
      </Page>
    )
  }
  if (place.serviceId === null) return <ServiceList services={items} />
  const service = items.find(({ id }) => id === place.serviceId)
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
      services={items}
      rights={rights}
      environmentName={environment?.name ?? ''}
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
