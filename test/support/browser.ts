import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where Chromium is: `CHROMIUM_PATH`, or one of its usual places; `null` when there is none. */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null
}

/** For `describe.skipIf`: says once, in one line, why the browser tests do not run. */
export function hasNoChromium(): boolean {
  const missing = findChromium() === null
  if (missing)
    console.log('No Chromium was found (CHROMIUM_PATH or the usual places): the browser tests are skipped.')
  return missing
}

/** A headless browser that asks nothing of the outside. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
