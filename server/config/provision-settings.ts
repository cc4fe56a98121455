import { z } from 'zod'
import { openingHours, serviceSettings, spokenLanguage, weekday } from '../contract/service-settings.ts'

const { deflector, invitation, telephony } = serviceSettings.shape
const voice = telephony.shape.voices.valueType

/** Everything may be absent; what is there is a setting as people could save it. */
const namedSettings = serviceSettings
  .extend({
    openingHours: openingHours
      .extend({ weekly: z.partialRecord(weekday, openingHours.shape.weekly.valueType) })
      .partial(),
    deflector: deflector.partial(),
    invitation: invitation.partial(),
    telephony: telephony
      .extend({
        voices: z.partialRecord(
          spokenLanguage,
          voice.extend({ name: voice.shape.name.default(null), speed: voice.shape.speed.default(1) }),
        ),
      })
      .partial(),
  })
  .partial()

/** A service's settings in the provisioning file: any part of them. Keys that nothing reads are refused at any depth. */
export const provisionedSettings = z.unknown().superRefine(refuseUnknownKeys).pipe(namedSettings)

/** A schema drops what it does not know: whatever is missing in its result was unknown. */
function refuseUnknownKeys(given: unknown, context: z.RefinementCtx): void {
  const parsed = namedSettings.safeParse(given)
  // What is wrong in other ways is told by the schema itself.
  if (!parsed.success) return
  for (const path of droppedKeys(given, parsed.data)) {
    const message = `Unrecognized key: "${String(path.at(-1))}"`
    context.addIssue({ code: 'custom', path: path.slice(0, -1), message })
  }
}

function droppedKeys(given: unknown, kept: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(given) && Array.isArray(kept)) {
    return given.flatMap((item: unknown, index) => droppedKeys(item, kept[index], [...path, index]))
  }
  if (!isRecord(given) || !isRecord(kept)) return []
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(kept, key) ? droppedKeys(value, kept[key], [...path, key]) : [[...path, key]],
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
