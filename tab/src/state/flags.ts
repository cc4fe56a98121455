import { z } from 'zod'
import { readJson, storeJson } from './local-storage.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

const MOST_FLAGS = 500
const keyOf = (userId: string): string => `callover.flagged.${userId}`

/** Conversations that this person has marked as unread on this device. */
export function loadFlags(userId: string): ReadonlySet<string> {
  return new Set(readJson(keyOf(userId), z.array(z.string())) ?? [])
}

export function setFlag(store: Store<State>, conversationId: string, flagged: boolean): void {
  if (store.get().flagged.has(conversationId) === flagged) return
  store.update((state) => {
    const others = [...state.flagged].filter((id) => id !== conversationId)
    return { ...state, flagged: new Set(flagged ? [...others, conversationId].slice(-MOST_FLAGS) : others) }
  })
  const { flagged: flags, me } = store.get()
  storeJson(keyOf(me.id), [...flags])
}
