import type { Locale } from '../contract/member.ts'
import type { OpeningHours, OpeningPreview } from '../contract/service-settings.ts'
import { NO_HOLIDAYS, openingState, type HolidayCalendar } from '../domain/opening-hours.ts'
import { shiftDate, wallClock } from '../domain/zoned-time.ts'
import { holidayCalendar } from '../lib/public-holidays.ts'
import { actIn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import type { ServiceRef } from './service-settings.ts'
import { serviceIn } from './service-record.ts'

/** A year, and the same holiday of the next one. */
const DAYS_AHEAD = 366

/**
 * What opening hours that nobody has saved would mean for a service at this moment: its editor shows it. Answered by
 * the very rule that decides about auto responses (DX-HOURS-03, DX-HOURS-05).
 */
export async function previewOpeningHours(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: ServiceRef,
  { openingHours, language }: { openingHours: OpeningHours; language?: Locale | undefined },
): Promise<OpeningPreview> {
  await actIn(deps, principal, environmentId, 'service:see')
  const { timeZone } = await serviceIn(deps, environmentId, serviceId)
  const now = deps.clock.now()
  const { always, holidays } = openingHours
  const calendar =
    holidays === null ? NO_HOLIDAYS : await holidayCalendar(holidays.country, holidays.state, language)
  const state = openingState(openingHours, timeZone, calendar, now)
  return {
    open: state.open,
    changesAt: (state.open ? state.closesAt : state.opensAt)?.toISOString() ?? null,
    reason: state.open ? null : state.reason,
    name: (state.open ? undefined : state.name) ?? null,
    holidays: always ? [] : comingHolidays(calendar, wallClock(timeZone, now).date),
  }
}

function comingHolidays(calendar: HolidayCalendar, today: string): OpeningPreview['holidays'] {
  const days = Array.from({ length: DAYS_AHEAD }, (_, day) => shiftDate(today, day))
  return days.flatMap((date) => {
    const name = calendar.holidayOn(date)
    return name === null ? [] : [{ date, name }]
  })
}
