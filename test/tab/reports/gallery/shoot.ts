/*
 * Takes pictures of the areas with made-up data: `npx vite build -c tab/vite.config.ts --outDir <dir> --emptyOutDir`, then
 * `npx tsx test/tab/reports/gallery/shoot.ts <dir> <folder> [scene,…] [width,…] [light|dark|forced|contrast,…] [language]`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import type { Role } from '../../../../server/contract/member.ts'
import { launchBrowser } from '../../../support/browser.ts'
import type { MessageView } from '../../../../server/contract/message.ts'
import { aConversation, aDetail, aMessage, contact } from '../../conversation/fixtures.ts'
import { anId, aService, aStep, aView, HOTLINE, ORDERS, someCalls } from '../fixtures.ts'

interface Scene {
  path: string
  roles: readonly Role[]
  /** Nobody has ever rung. */
  quiet?: true
  ready?: false
  fail?: number
  /** What to do before the picture. */
  act?: (page: Page) => Promise<void>
}

const ANALYST: readonly Role[] = ['operator', 'analyst']
const scenes: Record<string, Scene> = {
  week: { path: '/reports', roles: ANALYST },
  month: { path: '/reports?period=30d', roles: ANALYST },
  year: { path: '/reports?from=2025-11-22&to=2026-11-21', roles: ['analyst'] },
  today: { path: '/reports?period=today', roles: ANALYST },
  table: {
    path: '/reports',
    roles: ANALYST,
    act: (page) => page.getByRole('button', { name: /table|Tabelle/ }).click(),
  },
  steps: {
    path: '/reports',
    roles: ANALYST,
    act: async (page) => {
      const rows = page.locator('li button[aria-expanded]')
      await rows.first().waitFor()
      for (const row of (await rows.all()).slice(0, 6)) await row.click()
      await rows.first().scrollIntoViewIfNeeded()
    },
  },
  tip: {
    path: '/reports?period=30d',
    roles: ANALYST,
    act: async (page) => {
      const heading = page.getByRole('heading', { name: /Day by day|Tag für Tag/ })
      await heading.scrollIntoViewIfNeeded()
      const box = (await heading.boundingBox())!
      await page.mouse.move(box.x + 300, box.y + 160)
    },
  },
  days: {
    path: '/reports',
    roles: ANALYST,
    act: (page) => page.getByRole('button', { name: /Other days|Andere Tage/ }).click(),
  },
  first: { path: '/reports', roles: ['producer', 'agent'], quiet: true },
  unready: { path: '/reports', roles: ['producer'], quiet: true, ready: false },
  failed: { path: '/reports', roles: ANALYST, fail: 500 },
  none: { path: '/', roles: ['developer'] },
  inbox: { path: '/', roles: ['agent', 'analyst', 'producer'] },
  studio: { path: '/studio', roles: ['producer'] },
  list: { path: '/', roles: ['agent', 'analyst'] },
  thread: { path: `/#/c/${anId(100)}`, roles: ['agent'] },
  threadOpen: {
    path: `/#/c/${anId(100)}`,
    roles: ['agent'],
    act: async (page) => {
      for (const toggle of await page.getByRole('button', { name: /^Was gefragt|^What was asked/ }).all())
        await toggle.click()
    },
  },
}

const [dir = '', folder = '.data/shots', names = 'week', widths = '1440', looks = 'light', language = 'de'] =
  process.argv.slice(2)
const NOW = new Date('2026-11-21T15:04:00.000Z')
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

const minutesAgo = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString()

const conversations = [
  aConversation({
    environmentId: anId(1),
    origin: 'call',
    createdAt: minutesAgo(50),
    updatedAt: minutesAgo(3),
    unread: 2,
  }),
  aConversation({
    id: anId(110),
    environmentId: anId(1),
    contact: { id: anId(111), name: '+49 **** *******' },
    title: '+49 **** *******',
    origin: 'call',
    updatedAt: minutesAgo(9),
    waitingSince: minutesAgo(9),
  }),
  aConversation({
    id: anId(120),
    contact: { id: anId(121), name: 'Jonas Weber' },
    updatedAt: minutesAgo(30),
  }),
]

function callMessage(index: number, changes: Partial<MessageView['call'] & object>): MessageView {
  return aMessage({
    direction: 'system',
    kind: 'call',
    text: undefined,
    at: minutesAgo(50 - index * 6),
    author: { kind: 'contact', id: contact.id, name: contact.name },
    ...changes,
  } as Partial<MessageView>)
}

const deflected = {
  id: anId(900),
  startedAt: minutesAgo(50),
  endedAt: minutesAgo(49),
  language: 'de',
  callerKind: 'fixed' as const,
  caller: '+493012345678',
  otherNumber: true,
  result: 'invited' as const,
  steps: [
    aStep({ asked: 'phoneQuestion', input: 'none', understood: 'silence' }),
    aStep({
      asked: 'phoneAgain',
      understood: 'number',
      heard: 'null eins fünf eins eins zwei drei vier fünf sechs sieben',
    }),
    aStep({ asked: 'readBack', input: 'keys', understood: 'yes' }),
  ],
}

const thread: MessageView[] = [
  callMessage(0, {
    call: { outcome: 'ended', durationSeconds: 52, deflected },
    attachments: [
      {
        id: anId(950),
        kind: 'audio',
        fileName: 'call.mp3',
        contentType: 'audio/mpeg',
        size: 20_000,
        state: 'ready',
        url: '/x',
      },
    ],
  } as never),
  aMessage({
    direction: 'outbound',
    kind: 'template',
    at: minutesAgo(48),
    author: { kind: 'service', name: 'Hotline' },
    text: 'Danke für Ihren Anruf bei Muster GmbH. Schreiben Sie uns hier, worum es geht.',
    template: { name: 'callover_invitation', language: 'de' },
    delivery: { status: 'read', at: minutesAgo(47) },
  }),
  aMessage({ at: minutesAgo(40), text: 'Hallo! Meine Bestellung ist noch nicht da.' }),
  callMessage(2, {
    call: {
      outcome: 'answered',
      deflected: {
        ...deflected,
        endedAt: null,
        callerKind: 'withheld',
        caller: null,
        otherNumber: false,
        result: 'in_progress',
        steps: [],
      },
    },
  } as never),
  callMessage(4, {
    call: {
      outcome: 'ended',
      durationSeconds: 31,
      deflected: {
        ...deflected,
        callerKind: 'mobile',
        otherNumber: false,
        result: 'invitation_failed',
        steps: [aStep({ heard: 'ja, gerne' })],
      },
    },
  } as never),
].toReversed()

function answerOf(scene: Scene, url: URL): unknown {
  const path = url.pathname.replace('/api/v1', '')
  const environments = ['Muster GmbH', 'Muster Österreich'].map((name, index) => ({
    id: anId(index + 1),
    name,
    roles: scene.roles,
  }))
  const user = { id: anId(90), email: 'olga@example.test', name: 'Olga Brandt', locale: null }
  if (path === '/me') return { user, environments }
  if (path.endsWith('/conversations')) return { items: conversations, nextCursor: null }
  if (path.endsWith('/messages')) return { items: thread, nextCursor: null }
  if (path.startsWith('/conversations/') && path.endsWith('/read')) return conversations[0]
  if (path === `/conversations/${anId(100)}`) return aDetail(conversations[0])
  if (path.endsWith('/services')) {
    const ready = scene.ready ?? true
    return { items: [aService({ ready }), aService({ ...ORDERS, ready })] }
  }
  if (path.endsWith('/call-figures')) {
    const [from, to] = [url.searchParams.get('from')!, url.searchParams.get('to')!]
    const view = aView(from, to)
    if (scene.quiet === undefined) return view
    const nothing = aView(to, from)
    return {
      ...view,
      total: nothing.total,
      services: [],
      days: view.days.map(({ date }) => ({ date, figures: nothing.total })),
    }
  }
  if (path.endsWith('/calls')) {
    const items = scene.quiet === undefined ? someCalls(25, NOW) : []
    return { items, nextCursor: scene.quiet === undefined ? 'more' : null }
  }
  if (path.endsWith('/counts')) return { open: 42, mine: 7, unassigned: 12, waiting: 19, cap: 1000 }
  if (path.endsWith('/settings')) return {}
  return { items: [], nextCursor: null, service: HOTLINE }
}

async function serve(route: Route, scene: Scene): Promise<void> {
  const url = new URL(route.request().url())
  if (url.pathname.startsWith('/socket.io') || url.pathname === '/demo.json') return route.abort()
  if (url.pathname.startsWith('/api/')) {
    if (scene.fail !== undefined && !url.pathname.endsWith('/me'))
      return route.fulfill({ status: scene.fail })
    return route.fulfill({
      json: answerOf(scene, url),
      headers: { 'x-server-time': NOW.toISOString() },
    })
  }
  const wanted = join(dir, url.pathname)
  const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(dir, 'index.html')
  return route.fulfill({ body: readFileSync(file), contentType: TYPES[extname(file)] ?? 'text/plain' })
}

const browser = await launchBrowser()
mkdirSync(folder, { recursive: true })
for (const look of looks.split(',')) {
  for (const width of widths.split(',').map(Number)) {
    const context = await browser.newContext({
      locale: language,
      timezoneId: process.env['ZONE'] ?? 'Europe/Berlin',
      viewport: { width, height: Number(process.env['HEIGHT'] ?? (width < 500 ? 800 : 900)) },
      colorScheme: look === 'dark' ? 'dark' : 'light',
      forcedColors: look === 'forced' ? 'active' : 'none',
    })
    const settings = JSON.stringify({
      density: process.env['DENSITY'] ?? 'cosy',
      theme: look === 'contrast' ? look : 'system',
    })
    await context.addInitScript((chosen) => {
      localStorage.setItem('callover.token', 'mock')
      localStorage.setItem('callover.settings', chosen)
    }, settings)
    await context.clock.setFixedTime(NOW)
    for (const name of names.split(',')) {
      const scene = scenes[name]
      if (scene === undefined) throw new Error(`no scene ${name}`)
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error('page error:', error.message))
      await page.route('**/*', (route) => serve(route, scene))
      await page.goto(`http://callover.test${scene.path}`)
      await page.locator('main').first().waitFor()
      await page.waitForTimeout(700)
      await scene.act?.(page)
      await page.waitForTimeout(300)
      const whole = process.env['FULL'] !== undefined
      if (whole) {
        const height = await page.evaluate(
          () => 60 + Math.max(0, ...[...document.querySelectorAll('main')].map((main) => main.scrollHeight)),
        )
        await page.setViewportSize({ width, height: Math.min(4200, Math.max(700, height)) })
        await page.waitForTimeout(400)
      }
      await page.screenshot({ path: `${folder}/${name}-${width}-${look}.png` })
      await page.close()
    }
    await context.close()
  }
}
await browser.close()
