import { readText, storeText } from '../state/local-storage.ts'
import type { Host, Place, ThemeName } from './host.ts'

const TOKEN_KEY = 'callover.token'
const OBJECT_ID = /^[0-9a-f]{24}$/

/** `#/unassigned/c/<id>?q=…`; `?conversation=<id>` opens one as well, for links that others make. */
export function parsePlace(location: { hash: string; search: string }): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  const parts = path.split('/').filter((part) => part !== '')
  const params = new URLSearchParams(query)
  const marker = parts.indexOf('c')
  const fromHash = marker === -1 ? undefined : parts[marker + 1]
  const wanted = fromHash ?? new URLSearchParams(location.search).get('conversation') ?? ''
  const view = marker === 0 ? undefined : parts[0]
  return {
    view: view ?? null,
    conversationId: OBJECT_ID.test(wanted) ? wanted : null,
    q: params.get('q') ?? '',
    sort: params.get('sort'),
  }
}

export function formatPlace(place: Place): string {
  const path = [
    ...(place.view === null ? [] : [place.view]),
    ...(place.conversationId === null ? [] : ['c', place.conversationId]),
  ].join('/')
  const params = new URLSearchParams()
  if (place.q !== '') params.set('q', place.q)
  if (place.sort !== null) params.set('sort', place.sort)
  const query = params.toString()
  return `#/${path}${query === '' ? '' : `?${query}`}`
}

/** Where the inbox may be served; any other path belongs to another area, or to nothing. */
const INBOX_PATHS = ['/', '/teams/inbox', '/teams/configure']

/** The inbox's address for a place, seen from a page with this path. */
export function placeAddress(pathname: string, place: Place): string {
  return `${INBOX_PATHS.includes(pathname) ? pathname : '/'}${formatPlace(place)}`
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
    place: () => parsePlace(window.location),
    onPlace(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (place, replace) => visit(placeAddress(window.location.pathname, place), replace),
    link: (place) => placeAddress(window.location.pathname, place),
    address: () => window.location.pathname + window.location.search,
    visit,
  }
}
