import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { takeArrival } from './features/session/arrival.ts'
import type { Host } from './host/host.ts'
import { openHost } from './host/open-host.ts'
import { initI18n } from './i18n/index.ts'
import { chooseLanguage } from './i18n/languages.ts'
import { readSettings } from './state/settings.ts'

const element = document.getElementById('root')
let host: Host | null = null
const root =
  element === null
    ? null
    : createRoot(element, {
        // Nothing is left on the screen then: Teams shows its own page instead, with a way to load ours anew.
        onUncaughtError(error) {
          reportError(error)
          host?.teams?.report('broken')
        },
      })

async function show(next: Host): Promise<void> {
  host = next
  try {
    // Texts first: nothing may ever show a key or change its language under the reader's eyes.
    await initI18n(chooseLanguage([readSettings().language, ...next.locales()]))
  } catch (error) {
    next.teams?.report('broken')
    throw error
  }
  root?.render(<App key={next.name} host={next} arrival={arrival} />)
}

// Before anything reads the address, which a sign-in with Microsoft has written its answer into.
const arrival = takeArrival()
await show(
  await openHost({
    pathname: window.location.pathname,
    connect: async () => (await import('./host/teams.ts')).connectTeams,
    onLate: (late) => void show(late),
  }),
)
