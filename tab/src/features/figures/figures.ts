import type { CallFigures, CallResult } from '../../../../server/contract/call.ts'
import { weekdayOf, type Day } from './period.ts'

/** The way of a call to a chat, step by step. */
export const STEPS = ['calls', 'offered', 'accepted', 'sent', 'delivered', 'read', 'answered'] as const
export type StepName = (typeof STEPS)[number]

/**
 * The step that each is a part of. An answer does not depend on having been read as far as anybody knows: customers may
 * switch read receipts off, so that more may answer than seem to have read.
 */
const PART_OF: Readonly<Record<StepName, FunnelStep['partOf']>> = {
  calls: null,
  offered: 'calls',
  accepted: 'offered',
  sent: 'accepted',
  delivered: 'sent',
  read: 'delivered',
  answered: 'sent',
}

export interface FunnelStep {
  name: StepName
  count: number
  /** Which step this one is measured by, and how large a part of it it is; `null` for the first or of nothing. */
  partOf: Exclude<StepName, 'read' | 'answered'> | null
  part: number | null
  /** Of all calls. */
  share: number | null
}

/** A part of a whole between 0 and 1; `null` when there is no whole. */
export function ratio(part: number, whole: number): number | null {
  return whole <= 0 ? null : Math.min(1, part / whole)
}

export function funnelOf(figures: CallFigures): FunnelStep[] {
  return STEPS.map((name) => {
    const partOf = PART_OF[name]
    return {
      name,
      count: figures[name],
      partOf,
      part: partOf === null ? null : ratio(figures[name], figures[partOf]),
      share: ratio(figures[name], figures.calls),
    }
  })
}

export interface Ranked<K extends string = string> {
  name: K
  count: number
  /** Of the sum of all. */
  share: number | null
}

/** Counts by name, largest first; what never happened is left out. */
export function rank<K extends string>(counts: Partial<Record<K, number>>): Ranked<K>[] {
  const entries = (Object.entries(counts) as [K, number][]).filter(([, count]) => count > 0)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  return entries
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([name, count]) => ({ name, count, share: ratio(count, total) }))
}

export interface Missed {
  name: string
  notUnderstood: number
  silences: number
  count: number
}

/** The prompts whose answers were not understood or did not come, worst first. */
export function rankMissed({ notUnderstood, silences }: CallFigures): Missed[] {
  const names = new Set([...Object.keys(notUnderstood), ...Object.keys(silences)])
  return [...names]
    .map((name) => {
      const [wrong = 0, none = 0] = [notUnderstood[name], silences[name]]
      return { name, notUnderstood: wrong, silences: none, count: wrong + none }
    })
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** How the calls of a period ended, most frequent first. */
export function rankResults({ results }: CallFigures): Ranked<CallResult>[] {
  return rank<CallResult>(results)
}

/** What one bar of a chart stands for. */
export interface Bar<K extends string> {
  from: Day
  to: Day
  counts: Readonly<Record<K, number>>
}

export interface Bars<K extends string> {
  unit: 'day' | 'week'
  bars: Bar<K>[]
}

/** More bars than this are too thin to be told apart. */
const MOST_DAYS = 62

/** These figures of a period's days as bars; a long period is told by calendar weeks. */
export function barsOf<K extends string>(
  days: readonly ({ date: Day } & Readonly<Record<K, number>>)[],
  names: readonly K[],
): Bars<K> {
  const daily = days.map((day): Bar<K> => {
    const counted: Readonly<Record<K, number>> = day
    const counts = Object.fromEntries(names.map((name): [K, number] => [name, counted[name]]))
    return { from: day.date, to: day.date, counts: counts as Record<K, number> }
  })
  if (daily.length <= MOST_DAYS) return { unit: 'day', bars: daily }
  const bars: Bar<K>[] = []
  for (const day of daily) {
    const week = bars.at(-1)
    if (week === undefined || weekdayOf(day.from) === 0) bars.push(day)
    else bars[bars.length - 1] = addUp(week, day)
  }
  return { unit: 'week', bars }
}

function addUp<K extends string>(a: Bar<K>, b: Bar<K>): Bar<K> {
  const counts = Object.fromEntries(
    Object.entries<number>(a.counts).map(([name, count]) => [name, count + b.counts[name as K]]),
  ) as Record<K, number>
  return { from: a.from, to: b.to, counts }
}

const MOST_LINES = 5

/** Round figures for the lines behind a chart, from 0 up to one that no bar exceeds. */
export function ticksFor(most: number): number[] {
  const wanted = Math.max(1, most) / MOST_LINES
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)))
  const sizes = [1, 2, 2.5, 5, 10].map((factor) => factor * power).filter(Number.isInteger)
  const step = sizes.find((size) => size >= wanted) ?? 10 * power
  const lines = Math.ceil(Math.max(1, most) / step)
  return Array.from({ length: lines + 1 }, (_, line) => line * step)
}

/** Which of so many bars get a name below them, so that at most `most` do, evenly and with the last one. */
export function namedBars(count: number, most: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(count / most))
  const named = new Set<number>()
  for (let index = count - 1; index >= 0; index -= step) named.add(index)
  return named
}
