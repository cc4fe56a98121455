import { FluentProvider } from '@fluentui/react-components'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './App.styles.ts'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import type { Arrival } from './features/session/arrival.ts'
import type { Host } from './host/host.ts'
import { HostProvider, useHostLocales, useHostTheme } from './host/use-host.ts'
import { initI18n } from './i18n/index.ts'
import { chooseLanguage } from './i18n/languages.ts'
import { Page } from './Page.tsx'
import { useSettings } from './state/settings.ts'
import { teamsThemes, themes } from './themes.ts'

export interface AppProps {
  host: Host
  /** What a sign-in with Microsoft has come back with to this window. */
  arrival: Arrival | null
}

export function App({ host, arrival }: AppProps) {
  const styles = useStyles()
  const { i18n } = useTranslation()
  const { theme: chosen, language: wanted } = useSettings()
  const around = useHostTheme(host)
  const locales = useHostLocales(host)
  const theme = chosen === 'system' ? around : chosen

  // Whatever comes next, there is something to be seen.
  useEffect(() => host.teams?.report('shown'), [host])

  useEffect(() => {
    void initI18n(chooseLanguage([wanted, ...locales.split(' ')]))
  }, [wanted, locales])

  useEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  }, [i18n.language, theme])

  return (
    // A class on the provider itself would be copied to every tooltip and menu.
    <FluentProvider theme={(host.name === 'teams' ? teamsThemes : themes)[theme]} style={{ height: '100%' }}>
      <div className={styles.root}>
        <ErrorBoundary>
          <HostProvider value={host}>
            <Page arrival={arrival} />
          </HostProvider>
        </ErrorBoundary>
      </div>
    </FluentProvider>
  )
}
