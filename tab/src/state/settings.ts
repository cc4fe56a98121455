import { z } from 'zod'
import { readJson, storeJson } from './local-storage.ts'
import { createStore, useStore } from './store.ts'

const settings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  density: z.enum(['compact', 'cosy', 'roomy']).catch('cosy'),
  /** `null` follows the surroundings. */
  language: z.string().nullable().catch(null),
  /** Shortcuts of one letter; some people dictate or rest their hand on the keyboard. */
  singleKeys: z.boolean().catch(true),
  desktopNotifications: z.enum(['unasked', 'on', 'off']).catch('unasked'),
  sound: z.boolean().catch(false),
  listWidth: z.number().catch(360),
  wideRail: z.boolean().catch(true),
  details: z.boolean().catch(true),
})
export type Settings = z.infer<typeof settings>
export type Density = Settings['density']

const KEY = 'callover.settings'

const store = createStore<Settings>(readJson(KEY, settings) ?? settings.parse({}))

export function readSettings(): Settings {
  return store.get()
}

/** What this person has chosen on this device. */
export function useSettings(): Settings {
  return useStore(store, (state) => state)
}

export function changeSettings(patch: Partial<Settings>): void {
  store.update((state) => ({ ...state, ...patch }))
  storeJson(KEY, store.get())
}
