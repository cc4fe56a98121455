import { createRoot } from 'react-dom/client'
import { createBrowserHost } from '../../host/browser.ts'
import { initI18n } from '../../i18n/index.ts'
import { chooseLanguage } from '../../i18n/languages.ts'
import { readSettings } from '../../state/settings.ts'
import { SimulatorApp } from './SimulatorApp.tsx'

const host = createBrowserHost()
const root = document.getElementById('root')

// Texts first: nothing may ever show a key or change its language under the reader's eyes.
await initI18n(chooseLanguage([readSettings().language, ...host.locales()]))
if (root !== null) createRoot(root).render(<SimulatorApp host={host} />)
