/** Which part of the inbox is on the screen: what the address says. */
export interface Place {
  /** Name of a view; `null` where the address names none. */
  view: string | null
  conversationId: string | null
  /** A message of that conversation to be shown. */
  messageId?: string
  /** The only service that the page is about, as a tab of a channel may be. */
  serviceId?: string
  /** Only conversations with this label. */
  label?: string
  /** Words searched for. */
  q: string
  sort: string | null
}

export type ThemeName = 'light' | 'dark' | 'contrast'

/**
 * What surrounds the app: a browser window or Microsoft Teams.
 *
 * Everything answers at once and never throws; what the surroundings do not offer is answered with a default.
 */
export interface Host {
  readonly name: 'browser' | 'teams'
  readToken: () => string | null
  /** `null` forgets it. */
  storeToken: (token: string | null) => void
  /** The theme around us. */
  theme: () => ThemeName
  onTheme: (listener: () => void) => () => void
  /** Languages the person prefers, best first. */
  locales: () => readonly string[]
  /** Called when these languages change; absent where they never do. */
  onLocales?: (listener: () => void) => () => void
  place: () => Place
  /** Called when the person goes back or forward, or follows a link within the app. */
  onPlace: (listener: () => void) => () => void
  /** Goes to a place of the inbox, from wherever in the app. `replace` leaves no step for the back button. */
  go: (place: Place, replace?: boolean) => void
  /** An address that opens this place, also in another window and for a colleague; another place has another one. */
  link: (place: Place) => string
  /** Path and query of the page within the app, such as `/reports?period=30d`; any unknown path is the inbox's. */
  address: () => string
  /**
   * Goes to an address within the app without loading it anew. `replace` leaves no step for the back button. Within
   * Teams there is the inbox alone; other areas open in the browser.
   */
  visit: (address: string, replace?: boolean) => void
  /** What only Teams offers; absent elsewhere. */
  readonly teams?: TeamsTools
}

/**
 * How far a page has come, for Teams to draw around it: `shown` something can be seen, `ready` it works, `locked`
 * somebody has to sign in first, `offline` the server cannot be reached, `broken` nothing will come.
 */
export type PageProgress = 'shown' | 'ready' | 'locked' | 'offline' | 'broken'

/** Why Teams gave no token or a window for signing in ended without success. */
export type TeamsRefusalReason = 'cancelled' | 'blocked' | 'refused'

/** The only error of `TeamsTools`. */
export class TeamsRefusal extends Error {
  override readonly name = 'TeamsRefusal'
  readonly reason: TeamsRefusalReason

  /** `message` is what Teams, or the page in the window, gave as the reason. */
  constructor(reason: TeamsRefusalReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** What a tab of a channel is set up with, in the words of Teams. */
export interface TabSettings {
  /** Ours, for deep links to this tab; stays the same for as long as the tab exists. */
  entityId: string
  contentUrl: string
  websiteUrl: string
  /** Teams takes it for a new tab only. */
  suggestedDisplayName: string
}

export interface TeamsTools {
  /** The account that Teams names: to be shown to people, never proof of who they are. */
  readonly account: string | null
  /** Proves to our server who is signed in to Teams. Asked for whenever it is needed: Teams keeps it. Throws `TeamsRefusal`. */
  getToken: () => Promise<string>
  /** Opens Microsoft's sign-in in a window and resolves with the one-time code it ends with. Throws `TeamsRefusal`. */
  openSignIn: () => Promise<string>
  /** In such a window: hands over the code, or a reason of our own, and closes it. */
  endSignIn: (result: { code: string } | { fault: string }) => void
  report: (progress: PageProgress) => void
  /** How the tab being set up is set up so far; `null` for a new one. Never throws. */
  readSettings: () => Promise<Pick<TabSettings, 'entityId' | 'contentUrl'> | null>
  /** What is stored when the person saves; `null` holds the button for saving back. */
  offerSettings: (settings: TabSettings | null) => void
}
