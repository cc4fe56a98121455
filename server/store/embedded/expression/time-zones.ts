import { CommandError } from '../errors.ts'

/** A point in time as clocks somewhere show it. */
export interface LocalTime {
  year: number
  /** From 1, and as all others allowed to overflow when it is turned into a date. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone)
  if (known) return known
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
    formatters.set(timezone, made)
    return made
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${timezone}"`)
  }
}

/** The offset of `+02:00` and the like in milliseconds; undefined for names of places. */
function fixedOffset(timezone: string): number | undefined {
  if (timezone === 'UTC' || timezone === 'GMT' || timezone === 'Z') return 0
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(timezone)
  if (!match) return undefined
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

const QUARTER_HOUR = 900_000
const MAX_KNOWN_OFFSETS = 50_000
const knownOffsets = new Map<string, number>()

/** How far clocks are ahead of UTC at a time, in milliseconds. */
export function offsetAt(time: number, timezone: string): number {
  const fixed = fixedOffset(timezone)
  if (fixed !== undefined) return fixed
  // Nowadays clocks change on the quarter hour only; asking for an offset is slow and a report asks often.
  if (time < 0) return computeOffset(time, timezone)
  const key = `${Math.floor(time / QUARTER_HOUR)} ${timezone}`
  const known = knownOffsets.get(key)
  if (known !== undefined) return known
  if (knownOffsets.size >= MAX_KNOWN_OFFSETS) knownOffsets.clear()
  const offset = computeOffset(time, timezone)
  knownOffsets.set(key, offset)
  return offset
}

function computeOffset(time: number, timezone: string): number {
  const parts = new Map(
    formatterFor(timezone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name))
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year')
  const shown = utc({
    year,
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    millisecond: 0,
  })
  return shown - Math.floor(time / 1000) * 1000
}

function utc({ year, month, day, hour, minute, second, millisecond }: LocalTime): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime()
}

/** What clocks in a time zone show. */
export function toLocal(date: Date, timezone: string): LocalTime {
  const shifted = new Date(date.getTime() + offsetAt(date.getTime(), timezone))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
  }
}

/** When clocks in a time zone show something; a time that is skipped counts on from the hour before. */
export function fromLocal(local: LocalTime, timezone: string): Date {
  const wanted = utc(local)
  const before = offsetAt(wanted - 86_400_000, timezone)
  const first = wanted - before
  // The offset of the day before holds unless the clocks have been changed meanwhile.
  if (offsetAt(first, timezone) === before) return new Date(first)
  const second = wanted - offsetAt(first, timezone)
  return new Date(offsetAt(second, timezone) === offsetAt(first, timezone) ? second : first)
}

/** The local time as if it were UTC: good for differences between local times. */
export function localMilliseconds(local: LocalTime): number {
  return utc(local)
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  return new Date(
    utc({ year, month: month + 1, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 }),
  ).getUTCDate()
}
