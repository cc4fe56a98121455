import type { Host } from '../../../tab/src/host/host.ts'

export interface FakeHost extends Host {
  /** Every address one has been at, oldest first. */
  readonly visited: readonly string[]
}

/** Surroundings whose address is kept in memory. */
export function createFakeHost(start: string): FakeHost {
  const visited = [start]
  const listeners = new Set<() => void>()
  const visit = (address: string): void => {
    visited.push(address)
    for (const listener of listeners) listener()
  }
  const nowhere = { view: null, conversationId: null, q: '', sort: null }
  return {
    name: 'browser',
    visited,
    readToken: () => 'token',
    storeToken: () => undefined,
    theme: () => 'light',
    onTheme: () => () => undefined,
    locales: () => ['en-GB'],
    place: () => nowhere,
    onPlace(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: () => visit('/'),
    link: () => '/',
    address: () => visited.at(-1) ?? '/',
    visit,
  }
}
