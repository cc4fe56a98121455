import { useSyncExternalStore } from 'react'

export interface Store<S> {
  get: () => S
  /** Replaces the state; listeners are told only when it is another one. */
  update: (change: (state: S) => S) => void
  subscribe: (listener: () => void) => () => void
}

export function createStore<S>(initial: S): Store<S> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    update(change) {
      const next = change(state)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * A part of the state; renders again when that part is another one. The selector must answer with something that
 * is in the state or is remembered: a fresh object each time would never settle.
 */
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}
