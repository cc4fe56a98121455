import { z } from 'zod'
import type { Settings } from './model.ts'
import type { Platform } from './platform.ts'

export const settingsChange = z.strictObject({
  webhooks: z
    .strictObject({
      paused: z.boolean(),
      duplicate: z.boolean(),
      reorder: z.boolean(),
      batch: z.boolean(),
      delayMs: z.number().int().min(0).max(600_000),
    })
    .partial()
    .optional(),
  windowRefusal: z.enum(['status', 'response']).optional(),
  pairRate: z.boolean().optional(),
  coexistence: z.boolean().optional(),
  templateReview: z.enum(['APPROVED', 'PENDING', 'REJECTED']).optional(),
})
export type SettingsChange = z.infer<typeof settingsChange>

/** Changes what is given and leaves the rest. */
export function changeSettings(platform: Platform, change: SettingsChange): Settings {
  const { settings } = platform.world
  const webhooks = { ...settings.webhooks, ...present(change.webhooks ?? {}) }
  platform.world.settings = { ...settings, ...present(change), webhooks }
  platform.world.tell({ kind: 'settings' })
  platform.webhooks.wake()
  return platform.world.settings
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(change: T): Present<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Present<T>
}
