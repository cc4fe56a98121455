import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import type { Host, ThemeName } from './host.ts'

const HostContext = createContext<Host | null>(null)
export const HostProvider = HostContext.Provider

export function useHost(): Host {
  const host = use(HostContext)
  if (host === null) throw new Error('used outside the app')
  return host
}

/** The theme of the surroundings, kept up to date. */
export function useHostTheme(host: Host): ThemeName {
  return useSyncExternalStore(host.onTheme, host.theme)
}

const never = (): (() => void) => () => undefined

/** The languages of the surroundings, best first and kept up to date; the same text for the same languages. */
export function useHostLocales(host: Host): string {
  return useSyncExternalStore(
    host.onLocales ?? never,
    useCallback(() => host.locales().join(' '), [host]),
  )
}
