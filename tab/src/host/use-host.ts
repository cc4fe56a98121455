import { createContext, use, useSyncExternalStore } from 'react'
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
