/** Which part of the inbox is on the screen: what the address says. */
export interface Place {
  /** Name of a view; `null` where the address names none. */
  view: string | null
  conversationId: string | null
  /** Words searched for. */
  q: string
  sort: string | null
}

export type ThemeName = 'light' | 'dark' | 'contrast'

/**
 * What surrounds the app: a browser window, later Microsoft Teams.
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
  place: () => Place
  /** Called when the person goes back or forward, or follows a link within the app. */
  onPlace: (listener: () => void) => () => void
  /** Goes to a place of the inbox, from wherever in the app. `replace` leaves no step for the back button. */
  go: (place: Place, replace?: boolean) => void
  /** An address that opens this place, also in another window. */
  link: (place: Place) => string
  /** Path and query of the page within the app, such as `/reports?period=30d`; any unknown path is the inbox's. */
  address: () => string
  /** Goes to an address within the app without loading it anew. `replace` leaves no step for the back button. */
  visit: (address: string, replace?: boolean) => void
}
