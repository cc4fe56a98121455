import { Button, Spinner } from '@fluentui/react-components'
import { WindowRegular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Delayed } from '../../components/Delayed.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useHost } from '../../host/use-host.ts'
import type { Arrival } from '../session/arrival.ts'

/** Teams closes the window at once; whoever still sees it then has to. */
const CLOSES_WITHIN_MS = 3000

/** The last page in the window that Teams opened for signing in: hands over what Microsoft's sign-in ended with. */
export function AuthEnd({ handover }: { handover: Arrival | null }) {
  const { t } = useTranslation('teams')
  const { teams } = useHost()
  useEffect(() => teams?.endSignIn(handover ?? { fault: 'failed' }), [teams, handover])

  if (teams === undefined) {
    return (
      <main style={{ height: '100%' }}>
        <EmptyState
          icon={<WindowRegular />}
          title={t('authEnd.strayTitle')}
          hint={t('authEnd.strayHint')}
          actions={
            <Button as="a" href="/">
              {t('authEnd.action')}
            </Button>
          }
        />
      </main>
    )
  }
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        icon={<Spinner />}
        title={t('authEnd.title')}
        hint={
          <Delayed afterMs={CLOSES_WITHIN_MS}>
            <output>{t('authEnd.close')}</output>
          </Delayed>
        }
      />
    </main>
  )
}
