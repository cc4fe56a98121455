import type {
  OpeningHours,
  ServiceSettings,
  TimeInterval,
} from '../../../../../server/contract/service-settings.ts'

type Area = keyof ServiceSettings

/**
 * Settings without what makes no difference: blank texts that stand for the product's own, languages that nothing is
 * said in, voices as they are anyway; days and hours in their order. An empty auto response sends nothing and stays.
 */
export function tidySettings(settings: ServiceSettings): ServiceSettings {
  const { prompts, autoResponses, openingHours, deflector, invitation, telephony } = settings
  return {
    prompts: mapEntries(prompts, (texts) => withoutBlanks(texts)),
    autoResponses: mapEntries(autoResponses, (texts) => {
      const given = Object.entries(texts).filter(([, text]) => text !== undefined)
      return given.length === 0 ? undefined : (Object.fromEntries(given) as typeof texts)
    }),
    openingHours: tidyHours(openingHours),
    deflector: { ...deflector, companyName: deflector.companyName.trim() },
    invitation: { ...invitation, values: mapEntries(invitation.values, (values) => withoutBlanks(values)) },
    telephony: {
      ...telephony,
      voices: mapEntries(telephony.voices, (voice) =>
        voice.name === null && voice.speed === 1 ? undefined : voice,
      ),
    },
  }
}

function tidyHours(hours: OpeningHours): OpeningHours {
  return {
    ...hours,
    weekly: mapEntries(hours.weekly, inOrder) as OpeningHours['weekly'],
    exceptions: hours.exceptions
      .map((day) => ({ ...day, name: day.name.trim(), intervals: inOrder(day.intervals) }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  }
}

function inOrder(intervals: readonly TimeInterval[]): TimeInterval[] {
  return intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Keeps what `map` does not answer with `undefined`. */
function mapEntries<K extends string, T, R>(
  record: Partial<Record<K, T>>,
  map: (value: T) => R | undefined,
): Partial<Record<K, R>> {
  const entries = Object.entries(record) as [K, T | undefined][]
  const mapped = entries.flatMap(([key, value]) => {
    const result = value === undefined ? undefined : map(value)
    return result === undefined ? [] : [[key, result] as const]
  })
  return Object.fromEntries(mapped) as Partial<Record<K, R>>
}

function withoutBlanks<T extends Partial<Record<string, string>>>(texts: T): T | undefined {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined && text.trim() !== '')
  return given.length === 0 ? undefined : (Object.fromEntries(given) as T)
}

/** Equal for values that are equal, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  )
}

export function sameSettings(one: ServiceSettings, other: ServiceSettings): boolean {
  return canonical(tidySettings(one)) === canonical(tidySettings(other))
}

/**
 * What to send so that `mine` is the draft. Areas in which nothing differs stay exactly as the server has them: it
 * would take any other wording of the same for a change, which not everybody may make (DX-CONT-08).
 */
export function settingsToSave(mine: ServiceSettings, draft: ServiceSettings): ServiceSettings {
  const tidy = tidySettings(mine)
  const theirs = tidySettings(draft)
  const unchanged = (Object.keys(tidy) as Area[]).filter(
    (area) => canonical(tidy[area]) === canonical(theirs[area]),
  )
  return { ...tidy, ...Object.fromEntries(unchanged.map((area) => [area, draft[area]])) }
}
