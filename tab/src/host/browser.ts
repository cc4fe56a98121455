import { readText, storeText } from '../state/local-storage.ts'
import type { Host, Place, ThemeName } from './host.ts'
import { readId } from './tab-choice.ts'

const TOKEN_KEY = 'callover.token'

/**
 * `#/unassigned/c/<id>?q=…`, with `/m/<id>` behind it for one of its messages; `?conversation=<id>` opens one as well, for
 * links that others make, and `?view=…` a view until somebody chooses another.
 */
export function parsePlace(location: { hash: string; search: string }): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  const parts = path.split('/').filter((part) => part !== '')
  const params = new URLSearchParams(query)
  const outer = new URLSearchParams(location.search)
  const marker = parts.indexOf('c')
  const fromHash = marker === -1 ? undefined : parts[marker + 1]
  const view = marker === 0 ? undefined : parts[0]
  const conversationId = readId(fromHash ?? outer.get('conversation'))
  const serviceId = readId(outer.get('service'))
  const label = params.get('label') ?? ''
  const messageId = marker === -1 || parts[marker + 2] !== 'm' ? null : readId(parts[marker + 3])
  return {
    view: view ?? outer.get('view'),
    conversationId,
    ...(conversationId === null || messageId === null ? {} : { messageId }),
    ...(serviceId === null ? {} : { serviceId }),
    ...(label === '' ? {} : { label }),
    q: params.get('q') ?? '',
    sort: params.get('sort'),
  }
}

export function formatPlace(place: Place): string {
  const path = [
    ...(place.view === null ? [] : [place.view]),
    ...(place.conversationId === null ? [] : ['c', place.conversationId]),
    ...(place.conversationId === null || place.messageId === undefined ? [] : ['m', place.messageId]),
  ].join('/')
  const params = new URLSearchParams()
  if (place.q !== '') params.set('q', place.q)
  if (place.sort !== null) params.set('sort', place.sort)
  if (place.label !== undefined) params.set('label', place.label)
  const query = params.toString()
  return `#/${path}${query === '' ? '' : `?${query}`}`
}

/** Where the inbox may be served; any other path belongs to another area, or to nothing. */
const INBOX_PATHS = ['/', '/teams/inbox', '/teams/configure']

/** The inbox's address for a place, seen from a page with this path and query. What a tab was set up to show stays. */
export function placeAddress(pathname: string, place: Place, search = ''): string {
  const path = pathname.replace(/(.)\/$/, '$1')
  if (!INBOX_PATHS.includes(path)) return `/${formatPlace(place)}`
  const given = new URLSearchParams(search)
  const kept = ['environment', 'service'].flatMap((name) => given.getAll(name).map((value) => [name, value]))
  const query = new URLSearchParams(kept).toString()
  return `${path}${query === '' ? '' : `?${query}`}${formatPlace(place)}`
}

function listenToMedia(queries: readonly string[], listener: () => void): () => void {
  const lists = queries.map((query) => window.matchMedia(query))
  for (const list of lists) list.addEventListener('change', listener)
  return () => {
    for (const list of lists) list.removeEventListener('change', listener)
  }
}

export function createBrowserHost(): Host {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  window.addEventListener('popstate', tell)
  window.addEventListener('hashchange', tell)

  function visit(address: string, replace = false): void {
    if (replace) window.history.replaceState(null, '', address)
    else window.history.pushState(null, '', address)
    tell()
  }
  const addressOf: Host['link'] = (place) =>
    placeAddress(window.location.pathname, place, window.location.search)

  return {
    name: 'browser',
    readToken: () => readText(TOKEN_KEY),
    storeToken: (token) => storeText(TOKEN_KEY, token),
    theme: (): ThemeName => {
      if (window.matchMedia('(forced-colors: active)').matches) return 'contrast'
      return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
    },
    onTheme: (listener) =>
      listenToMedia(['(forced-colors: active)', '(prefers-color-scheme: dark)'], listener),
    locales: () => navigator.languages,
    onLocales(listener) {
      window.addEventListener('languagechange', listener)
      return () => window.removeEventListener('languagechange', listener)
    },
    place: () => parsePlace(window.location),
    onPlace(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (place, replace) => visit(addressOf(place), replace),
    link: addressOf,
    address: () => window.location.pathname + window.location.search,
    visit,
  }
}
