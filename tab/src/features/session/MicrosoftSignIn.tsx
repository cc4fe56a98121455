import { Button, Divider } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useHost } from '../../host/use-host.ts'
import { MicrosoftLogo } from './MicrosoftLogo.tsx'
import { useStyles } from './EntrancePage.styles.ts'

/** Where signing in with Microsoft begins; it comes back to where one is. */
function signInAddress(): string {
  const { pathname, search, hash } = window.location
  return `/auth/microsoft?return=${encodeURIComponent(pathname + search + hash)}`
}

/** The way to Microsoft's sign-in and back. `alone`: there is no other way. */
export function MicrosoftSignIn({ alone }: { alone: boolean }) {
  const { t } = useTranslation('session')
  const styles = useStyles()
  const host = useHost()
  const address = useSyncExternalStore(host.onPlace, signInAddress)
  return (
    <>
      {!alone && <Divider>{t('or')}</Divider>}
      <Button as="a" href={address} size="large" className={styles.submit} icon={<MicrosoftLogo />}>
        {t('microsoft.action')}
      </Button>
    </>
  )
}
