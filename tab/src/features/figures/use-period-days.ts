import { useState } from 'react'
import { useNow } from '../../components/use-now.ts'
import { spanOf, todayIn, type Day, type Period, type Span } from './period.ts'

/** The days that a period stands for. */
export interface PeriodDays {
  span: Span
  today: Day
  /** Of the environment; the reader's own is `undefined` until it is known. */
  timeZone: string | undefined
  /** An answer has told the environment's: where the reader's day is another one, this leads to the right days. */
  learn: (timeZone: string) => void
}

/** A period that moves along with the days, as it stands by now. */
export function usePeriodDays(period: Period): PeriodDays {
  const now = useNow()
  const [timeZone, learn] = useState<string>()
  const today = todayIn(timeZone, now)
  return { span: spanOf(period, today), today, timeZone, learn }
}
