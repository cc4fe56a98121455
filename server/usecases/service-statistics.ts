import type { ServiceStatisticsView } from '../contract/statistics.ts'
import { NotFoundError } from '../lib/errors.ts'
import { actIn } from './access.ts'
import { checkPeriod, daysOf, instantsOf, type CalendarPeriod } from './figures-period.ts'
import type { Deps, Principal } from './ports.ts'
import { serviceIn } from './service-record.ts'

/**
 * What went on in a service's conversations: those that began in the period, how fast they were answered, and the messages that
 * came and went, in all and day by day. Throws `InvalidInputError` for a period that ends before it begins or is longer than a
 * year, and `NotFoundError` for a service of another environment.
 */
export async function getServiceStatistics(
  deps: Deps,
  principal: Principal,
  { environmentId, serviceId }: { environmentId: string; serviceId: string },
  period: CalendarPeriod,
): Promise<ServiceStatisticsView> {
  await actIn(deps, principal, environmentId, 'call:see')
  checkPeriod(period)
  await serviceIn(deps, environmentId, serviceId)
  const environment = await deps.directory.environment(environmentId)
  if (environment === null) throw new NotFoundError('no such environment')
  const { timeZone } = environment
  const { total, days } = await deps.store.conversationFigures.ofService(environmentId, {
    serviceId,
    ...instantsOf(period, timeZone),
    timeZone,
  })
  const byDay = new Map(days.map((day) => [day.date, day]))
  const { from, to } = period
  return {
    from,
    to,
    timeZone,
    total,
    days: daysOf(period).map((date) => byDay.get(date) ?? { date, opened: 0, inbound: 0, outbound: 0 }),
  }
}
