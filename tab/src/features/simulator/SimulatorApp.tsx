import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  FluentProvider,
  mergeClasses,
  OverlayDrawer,
  Toaster,
} from '@fluentui/react-components'
import { BeakerRegular, DismissRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx'
import type { Host, ThemeName } from '../../host/host.ts'
import { HostProvider, useHostTheme } from '../../host/use-host.ts'
import { useSettings } from '../../state/settings.ts'
import { themes } from '../../themes.ts'
import { Laboratory } from './lab/Laboratory.tsx'
import { usePalette } from './palette.styles.ts'
import { Phone } from './phone/Phone.tsx'
import { useStyles } from './SimulatorApp.styles.ts'
import { chatOf, type PhoneState } from './state/phone-state.ts'
import { useConnection } from './use-connection.ts'
import { usePhonePlace, type PhonePlace } from './use-place.ts'
import { TOASTER_ID } from './use-run.tsx'
import { useRoom } from './use-width.ts'

export function SimulatorApp({ host }: { host: Host }) {
  const { t, i18n } = useTranslation('simulator')
  const { theme: chosen } = useSettings()
  const around = useHostTheme(host)
  const theme = chosen === 'system' ? around : chosen

  useEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
    document.title = `${t('title')} · Callover`
  }, [i18n.language, theme, t])

  return (
    // A class on the provider itself would be copied to every tooltip and menu.
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <ErrorBoundary>
        <HostProvider value={host}>
          <Page theme={theme} />
        </HostProvider>
      </ErrorBoundary>
      <Toaster toasterId={TOASTER_ID} position="top" pauseOnHover />
    </FluentProvider>
  )
}

function Page({ theme }: { theme: ThemeName }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const palette = usePalette()
  const room = useRoom()
  const { state, connected } = useConnection()
  const [place, go] = usePhonePlace()
  const [drawer, setDrawer] = useState(false)
  const openLab = room === 'wide' ? undefined : () => setDrawer(true)
  const lab =
    state === null ? null : (
      <Laboratory state={state} chat={openChatOf(state, place)} headed={room === 'wide'} />
    )

  return (
    <div
      className={mergeClasses(
        palette[theme],
        styles.page,
        room === 'wide' && styles.wide,
        theme === 'contrast' && styles.contrast,
      )}
    >
      <main className={styles.stage} aria-label={t('phone')}>
        <Phone
          state={state}
          connected={connected}
          place={place}
          go={go}
          framed={room !== 'phone'}
          {...(room === 'phone' && openLab !== undefined ? { onOpenLab: openLab } : {})}
        />
      </main>
      {room === 'wide' && (
        <aside className={styles.side} aria-label={t('lab.title')}>
          {lab}
        </aside>
      )}
      {room === 'stage' && (
        <Button className={styles.labButton} icon={<BeakerRegular />} onClick={openLab}>
          {t('lab.title')}
        </Button>
      )}
      {room !== 'wide' && (
        <OverlayDrawer
          open={drawer}
          position="end"
          size={room === 'phone' ? 'full' : 'medium'}
          onOpenChange={(_event, { open }) => setDrawer(open)}
        >
          <DrawerHeader>
            <DrawerHeaderTitle
              action={
                <Button
                  appearance="subtle"
                  aria-label={t('lab.close')}
                  icon={<DismissRegular />}
                  onClick={() => setDrawer(false)}
                />
              }
            >
              {t('lab.title')}
            </DrawerHeaderTitle>
          </DrawerHeader>
          <DrawerBody>{lab}</DrawerBody>
        </OverlayDrawer>
      )}
    </div>
  )
}

/** The chat on the phone's screen, which some of the laboratory's tools are about. */
function openChatOf(state: PhoneState, place: PhonePlace) {
  const contact = place.contactId === null ? undefined : state.contacts.get(place.contactId)
  const number = state.numbers.find((item) => item.phoneNumberId === place.phoneNumberId) ?? state.numbers[0]
  return contact === undefined || number === undefined ? null : chatOf(state, number, contact)
}
