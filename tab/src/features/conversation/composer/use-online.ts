import { useSyncExternalStore } from 'react'
import type { Thread } from '../types.ts'

function subscribe(listener: () => void): () => void {
  globalThis.addEventListener('online', listener)
  globalThis.addEventListener('offline', listener)
  return () => {
    globalThis.removeEventListener('online', listener)
    globalThis.removeEventListener('offline', listener)
  }
}

/** Whether what is sent leaves now; what waits in the thread knows better than the browser. */
export function useOnline(thread: Pick<Thread, 'pending' | 'failed'>): boolean {
  const browser = useSyncExternalStore(subscribe, () => globalThis.navigator.onLine)
  return browser && thread.failed !== 'offline' && !thread.pending.some(({ state }) => state === 'waiting')
}
