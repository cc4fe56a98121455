import { z } from 'zod'
import { readJson, storeJson } from '../../../state/local-storage.ts'
import { createStore, useStore } from '../../../state/store.ts'

const callerSettings = z.object({
  /** Prompts are read aloud. */
  sound: z.boolean().catch(false),
  /** With which number people call. */
  own: z.enum(['mobile', 'landline', 'withheld']).catch('mobile'),
  /** Another number that was typed; `null`: an example. */
  landline: z.string().nullable().catch(null),
})
export type CallerSettings = z.infer<typeof callerSettings>

const KEY = 'callover.simulator.caller'

const store = createStore<CallerSettings>(readJson(KEY, callerSettings) ?? callerSettings.parse({}))

/** What is remembered of calling, on this device. */
export function useCallerSettings(): CallerSettings {
  return useStore(store, (state) => state)
}

export function changeCallerSettings(patch: Partial<CallerSettings>): void {
  store.update((state) => ({ ...state, ...patch }))
  storeJson(KEY, store.get())
}
