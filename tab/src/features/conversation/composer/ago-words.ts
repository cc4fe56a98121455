const HOUR_MS = 3_600_000
/** Up to here, hours say more than days: the window is counted in hours. */
const HOURS_UP_TO = 48

/** `26 hours ago`, `vor 3 Tagen`: a whole phrase, because languages bend the unit in it. */
export function agoWords(language: string, ms: number): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const hours = Math.floor(Math.max(0, ms) / HOUR_MS)
  if (hours < 1) return words.format(-Math.max(1, Math.floor(ms / 60_000)), 'minute')
  return hours < HOURS_UP_TO ? words.format(-hours, 'hour') : words.format(-Math.floor(hours / 24), 'day')
}
