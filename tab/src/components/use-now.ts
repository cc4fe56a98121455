import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { appClock } from '../state/clock.ts'

/**
 * The server's time, renewed by the app's one ticker: every 30 seconds, and every second while `deadline`
 * (or any other on the screen) is less than two minutes away.
 */
export function useNow(deadline?: string | null): Date {
  const ticked = useSyncExternalStore(appClock.subscribe, appClock.ticked)
  useEffect(() => (deadline ? appClock.watch(new Date(deadline)) : undefined), [deadline])
  return useMemo(() => new Date(ticked), [ticked])
}
