/** Where this device says it is. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Every zone that can be chosen, with the given one even where the browser calls it otherwise. */
export function timeZones(chosen: string): string[] {
  return [...new Set([chosen, ownTimeZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
