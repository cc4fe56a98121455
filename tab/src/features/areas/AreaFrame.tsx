import { Spinner, Toaster } from '@fluentui/react-components'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area } from '../../../../server/contract/areas.ts'
import { Delayed } from '../../components/Delayed.tsx'
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx'
import { BottomBar } from '../inbox/BottomBar.tsx'
import { HealthStrip } from '../inbox/HealthStrip.tsx'
import { HelpDialog } from '../inbox/HelpDialog.tsx'
import { Rail } from '../inbox/Rail.tsx'
import { useAccount } from '../inbox/use-account.ts'
import { TOASTER } from '../inbox/use-notify.tsx'
import { useNavigation } from '../inbox/use-place.ts'
import { layoutFor, useWidth, type Layout } from '../inbox/use-width.ts'
import { formatAddress } from './area-address.ts'
import { areaLoaders } from './area-loaders.ts'
import { useStyles } from './AreaFrame.styles.ts'
import type { AreaProps } from './area-props.ts'
import { NoArea } from './NoArea.tsx'
import { PageTitle } from './PageTitle.tsx'
import { SkipLinks } from './SkipLinks.tsx'
import { useAddress } from './use-address.ts'

const InboxPage = lazy(async () => ({ default: (await areaLoaders.inbox()).InboxPage }))
const ReportsApp = lazy(async () => ({ default: (await areaLoaders.reports()).ReportsApp }))
const AdministrationApp = lazy(async () => ({
  default: (await areaLoaders.administration()).AdministrationApp,
}))
const StudioApp = lazy(async () => ({ default: (await areaLoaders.studio()).StudioApp }))

/** What stands around every area: the rail or the bar, the dialogs and messages that belong to all of them. */
export function AreaFrame(props: AreaProps) {
  const styles = useStyles()
  const [width, measure] = useWidth()
  const [help, setHelp] = useState(false)
  const area = useAllowedArea()
  const { place } = useNavigation()
  const { environmentId } = useAccount()
  const showHelp = useCallback(() => setHelp(true), [])
  const layout = layoutFor(width)
  const inThread = area === 'inbox' && place.conversationId !== null
  return (
    <div className={styles.root} ref={measure}>
      <SkipLinks area={area} thread={hasThread(layout, inThread)} />
      <PageTitle area={area} />
      {area === 'inbox' && <HealthStrip />}
      <div className={styles.columns}>
        {layout !== 'single' && <Rail width={width} onHelp={showHelp} />}
        <div className={styles.area}>
          <ErrorBoundary key={`${environmentId} ${area}`}>
            <Suspense fallback={<Loading />}>
              {area === 'inbox' && <InboxPage width={width} onHelp={showHelp} />}
              {area === 'reports' && <ReportsApp {...props} />}
              {area === 'studio' && <StudioApp {...props} />}
              {area === 'administration' && <AdministrationApp {...props} />}
              {area === null && <NoArea />}
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
      {layout === 'single' && !inThread && <BottomBar onHelp={showHelp} />}
      <HelpDialog open={help} onClose={() => setHelp(false)} />
      <Toaster toasterId={TOASTER} position={layout === 'single' ? 'top' : 'bottom-start'} limit={3} />
    </div>
  )
}

/** Whether a thread is beside the list, or has covered it. */
function hasThread(layout: Layout, inThread: boolean): boolean {
  return layout === 'wide' || layout === 'medium' || inThread
}

/**
 * The area that the address names, as far as the member's rights include it; whoever came to another one is taken to
 * their first, and whoever came to the administration from a customer to their agency, which has it. `null` when there is
 * none for them.
 */
function useAllowedArea(): Area | null {
  const { areas, agencyId, switchEnvironment } = useAccount()
  const { area, path, query, visit } = useAddress()
  const [first = null] = areas
  const isElsewhere = area === 'administration' && !areas.includes(area) && agencyId !== null
  const allowed = isElsewhere || areas.includes(area) ? area : first
  useEffect(() => {
    if (isElsewhere) switchEnvironment(agencyId, formatAddress(area, { path, query }))
    else if (allowed !== null && allowed !== area) visit(formatAddress(allowed), true)
  }, [allowed, area, path, query, isElsewhere, agencyId, switchEnvironment, visit])
  return allowed
}

function Loading() {
  const styles = useStyles()
  const { t } = useTranslation('areas')
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <Delayed afterMs={400}>
        <Spinner label={t('loading')} />
      </Delayed>
    </main>
  )
}
