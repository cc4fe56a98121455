import type { HolidayRegion } from '../contract/service-settings.ts'
import { holidayRegions } from '../lib/public-holidays.ts'
import { actIn } from './access.ts'
import type { Deps, Principal } from './ports.ts'

/** The countries and states whose public holidays opening hours can name, by English name. */
export async function listHolidayRegions(
  deps: Deps,
  principal: Principal,
  environmentId: string,
): Promise<{ items: HolidayRegion[] }> {
  await actIn(deps, principal, environmentId, 'service:see')
  return { items: await holidayRegions() }
}
