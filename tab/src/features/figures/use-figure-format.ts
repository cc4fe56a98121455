import { useMemo } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import type { Day, Span } from './period.ts'
import {
  formatBarName,
  formatCallTime,
  formatDays,
  formatInstant,
  formatLength,
  formatPercent,
} from './figure-format.ts'

/** Figures, lengths and days in the reader's language; days and times are those of `timeZone`. */
export function useFigureFormat(timeZone?: string) {
  const format = useFormat()
  const { language } = format
  return useMemo(
    () => ({
      ...format,
      percent: (share: number) => formatPercent(language, share),
      length: (seconds: number) => formatLength(language, seconds),
      barName: (day: Day, withWeekday: boolean) => formatBarName(language, day, withWeekday),
      days: (span: Span) => formatDays(language, span),
      callTime: (at: Date, now: Date) => formatCallTime(language, at, { now, timeZone }),
      instant: (at: Date) => formatInstant(language, at, timeZone),
    }),
    [format, language, timeZone],
  )
}
