import { app, pages } from '@microsoft/teams-js'
import { createBrowserHost, formatPlace } from './browser.ts'
import { deepLink, parseSubPage, type DeepLinkBase } from './deep-link.ts'
import type { Host, Place, ThemeName } from './host.ts'
import { createTeamsTools, type TeamsPerson } from './teams-tools.ts'

const INBOX = '/teams/inbox'

/** How Teams looks around us. Themes that come later, such as `glass`, are light or dark as the system is. */
export function themeNamed(name: string): ThemeName {
  if (name === 'dark' || name === 'contrast') return name
  if (name === 'default') return 'light'
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/**
 * Introduces the page to Teams and resolves with it as the host. Rejects where there is no Teams; in a frame of somebody else
 * the library waits for a minute before it says so. May be called once per page.
 */
export async function connectTeams(): Promise<Host> {
  await app.initialize()
  return createTeamsHost(await app.getContext())
}

/** The page as a tab of Teams: the address is kept as in a browser, everything else comes from Teams. */
function createTeamsHost(first: app.Context): Host {
  const browser = createBrowserHost()
  const around = watchSurroundings(first, (place) => browser.go(place))
  // The token never gets into a storage that outlives the page: whoever is signed in to Teams next is somebody else.
  let token: string | null = null

  const start = parseSubPage(first.page.subPageId)
  // Loading the page anew keeps the address, and with it the place where the person was.
  if (start !== null && window.location.hash === '') browser.go(start, true)
  leaveThreadsOnBack(browser)

  return {
    ...browser,
    name: 'teams',
    readToken: () => token,
    storeToken(next) {
      token = next
    },
    theme: around.theme,
    onTheme(listener) {
      const stops = [around.listen(listener), browser.onTheme(listener)]
      return () => stops.forEach((stop) => stop())
    },
    locales: around.locales,
    onLocales: around.listen,
    link: (place) => linkTo(linkBaseOf(first), place),
    visit(address, replace) {
      const { pathname } = new URL(address, window.location.origin)
      if (pathname === '/' || pathname.startsWith('/teams/')) browser.visit(INBOX, replace)
      // What replaces is no person's wish, and nobody wants windows that open by themselves.
      else if (replace !== true) openOutside(window.location.origin + address)
    },
    teams: createTeamsTools(personOf(first), first.page.frameContext),
  }
}

function personOf({ user }: app.Context): TeamsPerson {
  return { account: user?.loginHint ?? user?.userPrincipalName ?? null, tenantId: user?.tenant?.id ?? null }
}

function linkBaseOf(context: app.Context): DeepLinkBase | null {
  const { appId } = context.app
  const { tenantId } = personOf(context)
  return appId === undefined || tenantId === null ? null : { appId: appId.toString(), tenantId }
}

/** In Teams for whoever may open it there, in the browser otherwise; a frame's own address is of use to nobody. */
function linkTo(base: DeepLinkBase | null, place: Place): string {
  const web = `${window.location.origin}/${formatPlace(place)}`
  return base === null || place.conversationId === null ? web : deepLink(base, place, web)
}

/** Theme and languages as Teams has them at the moment. */
function watchSurroundings(first: app.Context, goTo: (place: Place) => void) {
  const listeners = new Set<() => void>()
  let { theme, locale } = first.app
  let subPageId = first.page.subPageId
  let languages: readonly string[] = [locale, ...navigator.languages]
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  async function readAgain(): Promise<void> {
    const context = await app.getContext()
    ;({ theme, locale } = context.app)
    languages = [locale, ...navigator.languages]
    tell()
    if (context.page.subPageId === subPageId) return
    subPageId = context.page.subPageId
    const place = parseSubPage(subPageId)
    if (place !== null) goTo(place)
  }
  app.registerOnThemeChangeHandler((name) => {
    theme = name
    tell()
  })
  // What has changed comes in different shapes; the context itself is asked for.
  app.registerOnContextChangeHandler(() => void readAgain().catch(() => undefined))
  return {
    theme: () => themeNamed(theme),
    locales: () => languages,
    listen: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The back button of Teams on a phone leads from a conversation to the list, and from there out of the tab. */
function leaveThreadsOnBack(browser: Host): void {
  if (!pages.backStack.isSupported()) return
  pages.backStack.registerBackButtonHandler(() => {
    const place = browser.place()
    if (place.conversationId === null) return false
    browser.go({ view: place.view, conversationId: null, q: place.q, sort: place.sort })
    return true
  })
}

function openOutside(url: string): void {
  app.openLink(url).catch(() => {
    window.open(url, '_blank', 'noopener')
  })
}
