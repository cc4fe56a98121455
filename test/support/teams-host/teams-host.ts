import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core'
import { findChromium } from '../browser.ts'
import { HOST_PAGE, type HostSettings } from './host-page.ts'
import { PUBLIC_HOST } from './https-front.ts'

/** One of the hosts that teams-js knows, so that framing and its check of origins are as in Teams. */
export const TEAMS_ORIGIN = 'https://teams.microsoft.com'
const LIST_ORIGIN = 'https://res.cdn.office.net'

/** Somebody who sits in front of Teams. */
export interface Sitter {
  /** What Teams answers when the tab asks for a token; throwing refuses it. */
  token: () => Promise<string>
  account?: string
  tenantId?: string
}

export interface TabOptions {
  /** The tab's page, absolute. */
  url: string
  sitter?: Sitter
  theme?: string
  locale?: string
  subPageId?: string
  frame?: 'content' | 'settings'
  /** What a tab that is set up anew was set up with. */
  settings?: Record<string, unknown>
  silent?: boolean
  /** Who frames the page; Teams when absent. */
  origin?: string
}

/** A tab as somebody sees it in Teams. */
export interface OpenTab {
  page: Page
  /** The tab's own document. */
  frame: Frame
  /** Everything that the tab has told or asked Teams, oldest first. */
  calls: readonly { kind: 'tab' | 'window'; func: string; args: readonly unknown[] }[]
  changeTheme: (theme: string) => Promise<void>
  changeLocale: (locale: string) => Promise<void>
  /** Presses the button for saving of the dialog around a tab that is set up. */
  save: () => Promise<void>
  /** How often the tab has told or asked this. */
  count: (func: string) => number
}

/** A browser in which pages of Teams may frame a server of this machine; its contexts have to ignore faults of HTTPS. */
export async function launchTeamsBrowser(): Promise<Browser> {
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
      `--host-resolver-rules=MAP ${PUBLIC_HOST} 127.0.0.1`,
      // A page of the internet may ask for nothing on this machine otherwise.
      '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights',
    ],
  })
}

/** Plays Teams and the addresses around it in this context; nothing of it reaches the network. */
export async function playTeams(context: BrowserContext, origin = TEAMS_ORIGIN): Promise<void> {
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: HOST_PAGE }),
  )
  await context.route(`${LIST_ORIGIN}/**`, (route) =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { validOrigins: ['teams.microsoft.com', '*.cloud.microsoft'] },
    }),
  )
}

const RUNTIME = {
  apiVersion: 4,
  isNAAChannelRecommended: false,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: {
    pages: { appButton: {}, backStack: {}, config: {}, currentApp: {}, tabs: {} },
    dialog: { url: { bot: {}, update: {} }, update: {} },
    teamsCore: {},
    logs: {},
  },
}

export const APP_ID = '6f1f5e6e-54a5-4b9d-9a3e-6f3f6f4d8a11'

function contextOf(options: TabOptions, state: { theme: string; locale: string }): Record<string, unknown> {
  const { sitter } = options
  return {
    ...state,
    entityId: 'inbox',
    subEntityId: options.subPageId,
    appId: APP_ID,
    userObjectId: '',
    loginHint: sitter?.account,
    userPrincipalName: sitter?.account,
    tid: sitter?.tenantId,
    hostName: 'Teams',
    hostClientType: 'web',
    frameContext: options.frame ?? 'content',
    sessionId: 'session',
    appSessionId: 'app-session',
  }
}

/** Opens a page as a tab in Teams. */
export async function openTab(context: BrowserContext, options: TabOptions): Promise<OpenTab> {
  const calls: OpenTab['calls'][number][] = []
  const state = { theme: options.theme ?? 'default', locale: options.locale ?? 'en-gb' }
  const frameContext = options.frame ?? 'content'

  async function getToken(): Promise<unknown[]> {
    try {
      return [true, await options.sitter?.token()]
    } catch (error) {
      return [false, error instanceof Error ? error.message : 'refused']
    }
  }
  const answers: Record<string, (kind: 'tab' | 'window') => unknown[] | Promise<unknown[]>> = {
    initialize: (kind) => [
      kind === 'tab' ? frameContext : 'authentication',
      'web',
      JSON.stringify(RUNTIME),
      '2.58.0',
    ],
    getContext: (kind) => [
      { ...contextOf(options, state), ...(kind === 'tab' ? {} : { frameContext: 'authentication' }) },
    ],
    'authentication.getAuthToken': getToken,
    'settings.getSettings': () => [options.settings ?? {}],
    'settings.setSettings': () => [true],
    executeDeepLink: () => [true],
  }

  const page = await context.newPage()
  await page.exposeFunction(
    'answerTab',
    async (kind: 'tab' | 'window', func: string, args: readonly unknown[]) => {
      calls.push({ kind, func, args })
      return (await answers[func]?.(kind)) ?? null
    },
  )
  const settings: HostSettings = { tab: options.url, silent: options.silent ?? false }
  const query = new URLSearchParams({ settings: JSON.stringify(settings) })
  await page.goto(`${options.origin ?? TEAMS_ORIGIN}/v2/?${query.toString()}`)
  const element = await page.waitForSelector('#tab', { state: 'attached' })
  const frame = await element.contentFrame()
  if (frame === null) throw new Error('the tab has no document')

  const tell = (func: string, args: unknown[]): Promise<void> =>
    page.evaluate(`window.tellTab(${JSON.stringify(func)}, ${JSON.stringify(args)})`)
  return {
    page,
    frame,
    calls,
    changeTheme: async (theme) => {
      state.theme = theme
      await tell('themeChange', [theme])
    },
    changeLocale: async (locale) => {
      state.locale = locale
      await tell('contextChange', [contextOf(options, state)])
    },
    save: () => tell('settings.save', [{}]),
    count: (func) => calls.filter((call) => call.func === func).length,
  }
}
