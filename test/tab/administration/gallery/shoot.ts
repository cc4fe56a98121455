/*
 * Takes pictures of the administration with made-up data: `npx vite build -c tab/vite.config.ts --outDir <dir> --emptyOutDir`,
 * then `npx tsx test/tab/administration/gallery/shoot.ts <dir> <folder> [scene,…] [width,…] [light|dark|forced|contrast,…] [language]`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import { launchBrowser } from '../../../support/browser.ts'
import { anAccount, FakeServer, isRefusal, MUSTER, problemOf, WEBER } from '../fake-server.ts'

interface Scene {
  path: string
  prepare?: (server: FakeServer) => void
  /** What to do before the picture. */
  act?: (page: Page, server: FakeServer) => Promise<void>
  whole?: true
}

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()
const account = `/administration/accounts/${MUSTER.id}`
const scenes: Record<string, Scene> = {
  accounts: { path: '/administration' },
  many: {
    path: '/administration',
    prepare(server) {
      for (let index = 30; index < 90; index += 1) {
        const one = anAccount(index, { name: `Kunde Nummer ${index}` })
        server.accounts.set(one.id, one)
      }
    },
    act: (page) => page.getByRole('textbox').or(page.getByRole('searchbox')).first().fill('kunde'),
  },
  nothing: { path: '/administration/accounts?q=Nirgendwo' },
  empty: { path: '/administration', prepare: (server) => server.accounts.clear() },
  create: { path: '/administration', act: (page) => button(page, /anlegen|Create account/).click() },
  environments: { path: '/administration/environments' },
  services: { path: '/administration/services' },
  channels: { path: '/administration/channels' },
  policy: { path: '/administration/policy' },
  account: { path: account, whole: true },
  changed: {
    path: account,
    async act(page) {
      await page.getByRole('radio', { name: /Anzahl|number of days/ }).check({ force: true })
      await page.getByRole('textbox', { name: /^Tage|^Days/ }).fill('900')
    },
  },
  orders: {
    path: account,
    async act(page) {
      await button(page, /^Aufträge von Muster GmbH|^Orders of Muster GmbH/).click()
      await button(page, /^Aufträge von Muster GmbH|^Orders of Muster GmbH/).scrollIntoViewIfNeeded()
      await page.waitForTimeout(400)
      await page.mouse.wheel(0, 400)
    },
  },
  book: {
    path: account,
    async act(page) {
      await button(page, /^Aufträge von Muster GmbH|^Orders of Muster GmbH/).click()
      await button(page, /buchen|^Book/).click()
    },
  },
  terminate: {
    path: account,
    async act(page) {
      await button(page, /^Aufträge von Muster GmbH|^Orders of Muster GmbH/).click()
      await button(page, /Zentrale beenden|^Terminate/).click()
    },
  },
  deactivate: { path: account, act: (page) => button(page, /^Kunden deaktivieren|^Deactivate/).click() },
  inactive: { path: `/administration/accounts/${WEBER.id}` },
  conflict: {
    path: account,
    async act(page, server) {
      await page.getByRole('textbox', { name: 'Name' }).fill('Muster AG')
      await page.getByRole('switch', { name: /Faktor|second factor/ }).check()
      server.change(MUSTER.id, { name: 'Muster Holding', retentionDays: 365 })
      await button(page, /^Speichern|^Save/).click()
    },
  },
  switch: {
    path: '/administration',
    async act(page) {
      const user = page.getByRole('button', { name: /^Ich$|^You$/ })
      if (await user.isVisible()) {
        await user.click()
        await page.getByRole('menuitem', { name: /^Umgebung: |^Environment: / }).click()
        return
      }
      await button(page, /^Umgebung: |^Environment: /).click()
    },
  },
}

const [
  dir = '',
  folder = '.data/shots',
  names = 'accounts',
  widths = '1440',
  looks = 'light',
  language = 'de',
] = process.argv.slice(2)
const NOW = new Date('2026-11-21T15:04:00.000Z')
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

async function serve(route: Route, server: FakeServer): Promise<void> {
  const url = new URL(route.request().url())
  if (url.pathname.startsWith('/socket.io') || url.pathname === '/demo.json') return route.abort()
  if (url.pathname.startsWith('/api/')) {
    const answer = server.answer({
      method: route.request().method(),
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      body: (route.request().postDataJSON() ?? {}) as Record<string, unknown>,
    })
    const headers = { 'x-server-time': NOW.toISOString() }
    return isRefusal(answer)
      ? route.fulfill({ status: answer.status, json: problemOf(answer), headers })
      : route.fulfill({ json: answer, headers })
  }
  const wanted = join(dir, url.pathname)
  const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(dir, 'index.html')
  return route.fulfill({
    body: readFileSync(file),
    contentType: TYPES[extname(file)] ?? 'application/octet-stream',
  })
}

const browser = await launchBrowser()
mkdirSync(folder, { recursive: true })
for (const look of looks.split(',')) {
  for (const width of widths.split(',').map(Number)) {
    for (const name of names === 'all' ? Object.keys(scenes) : names.split(',')) {
      const scene = scenes[name]
      if (scene === undefined) throw new Error(`no scene ${name}`)
      const server = new FakeServer()
      scene.prepare?.(server)
      const context = await browser.newContext({
        viewport: { width, height: scene.whole === true ? 2300 : width < 600 ? 720 : 860 },
        locale: language === 'de' ? 'de-DE' : 'en-GB',
        colorScheme: look === 'light' ? 'light' : 'dark',
        ...(look === 'forced' ? { forcedColors: 'active' as const } : {}),
      })
      const page = await context.newPage()
      const theme = look === 'contrast' ? 'contrast' : look === 'light' ? 'light' : 'dark'
      await page.addInitScript(
        ([chosen, wanted, place]) => {
          localStorage.setItem('callover.token', 'token')
          localStorage.setItem('callover.environment', place ?? '')
          localStorage.setItem('callover.settings', JSON.stringify({ theme: chosen, language: wanted }))
        },
        [theme, language, server.me().environments[0]?.id],
      )
      page.on('pageerror', (error) => console.log(name, String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('net::ERR'))
          console.log(name, message.text())
      })
      await page.route('**/*', (route) => serve(route, server))
      await page.goto(`https://callover.test${scene.path}`)
      await page.locator('#main h1').waitFor()
      await page.waitForTimeout(500)
      await scene.act?.(page, server)
      await page.waitForTimeout(900)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wide > 0) console.log(name, width, `is ${wide} px too wide`)
      await page.screenshot({ path: join(folder, `${name}-${width}-${look}-${language}.png`) })
      await context.close()
    }
  }
}
await browser.close()
