import { FluentProvider } from '@fluentui/react-components'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './App.styles.ts'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { parseAddress } from './features/areas/area-address.ts'
import { preloadArea } from './features/areas/area-loaders.ts'
import { createSession } from './features/session/session.ts'
import { SessionGate } from './features/session/SessionGate.tsx'
import type { Host } from './host/host.ts'
import { HostProvider, useHostTheme } from './host/use-host.ts'
import { initI18n } from './i18n/index.ts'
import { chooseLanguage } from './i18n/languages.ts'
import { useSettings } from './state/settings.ts'
import { themes } from './themes.ts'

const loadAreas = () => import('./features/areas/AreasApp.tsx')
const AreasApp = lazy(async () => ({ default: (await loadAreas()).AreasApp }))

export interface AppProps {
  host: Host
}

export function App({ host }: AppProps) {
  const styles = useStyles()
  const { i18n } = useTranslation()
  const { theme: chosen, language: wanted } = useSettings()
  const around = useHostTheme(host)
  const theme = chosen === 'system' ? around : chosen
  const [session] = useState(() => createSession(host))

  useEffect(() => {
    void initI18n(chooseLanguage([wanted, ...host.locales()]))
  }, [wanted, host])

  useEffect(() => {
    // Comes while the server is asked who is there, or while somebody signs in.
    loadAreas().catch(() => undefined)
    preloadArea(parseAddress(host.address()).area)
  }, [host])

  useEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  }, [i18n.language, theme])

  return (
    // A class on the provider itself would be copied to every tooltip and menu.
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <div className={styles.root}>
        <ErrorBoundary>
          <HostProvider value={host}>
            <SessionGate session={session}>
              {(me) => (
                <Suspense fallback={null}>
                  <AreasApp session={session} me={me} />
                </Suspense>
              )}
            </SessionGate>
          </HostProvider>
        </ErrorBoundary>
      </div>
    </FluentProvider>
  )
}
