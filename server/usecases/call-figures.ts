import type { CallFigures, CallFiguresView } from '../contract/call.ts'
import { NotFoundError } from '../lib/errors.ts'
import { actIn } from './access.ts'
import { checkPeriod, daysOf, instantsOf, type CalendarPeriod } from './figures-period.ts'
import type { Deps, Principal } from './ports.ts'
import { serviceIn } from './service-record.ts'

/** Which calls. */
export interface FiguresQuery extends CalendarPeriod {
  serviceId?: string | undefined
}

/**
 * What became of the calls of a period: in all, day by day (those without calls, too), and by service. Throws
 * `InvalidInputError` for a period that ends before it begins or is longer than a year.
 */
export async function getCallFigures(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  query: FiguresQuery,
): Promise<CallFiguresView> {
  await actIn(deps, principal, environmentId, 'call:see')
  checkPeriod(query)
  const { from, to, serviceId } = query
  if (serviceId !== undefined) await serviceIn(deps, environmentId, serviceId)
  const environment = await deps.directory.environment(environmentId)
  if (environment === null) throw new NotFoundError('no such environment')
  const { timeZone } = environment
  const [sums, services] = await Promise.all([
    deps.store.calls.figures(environmentId, {
      ...instantsOf(query, timeZone),
      timeZone,
      ...(serviceId === undefined ? {} : { serviceId }),
    }),
    deps.directory.services(environmentId),
  ])
  const byDay = new Map(sums.days.map(({ date, figures }) => [date, figures]))
  return {
    from,
    to,
    timeZone,
    total: sums.total,
    days: daysOf(query).map((date) => ({ date, figures: byDay.get(date) ?? noFigures() })),
    services: sums.services
      .map(({ serviceId: id, figures }) => ({
        service: { id, name: services.get(id)?.name ?? '' },
        figures,
      }))
      .toSorted((a, b) => a.service.name.localeCompare(b.service.name)),
  }
}

/** The figures of a day without calls. */
function noFigures(): CallFigures {
  return {
    calls: 0,
    offered: 0,
    accepted: 0,
    otherNumber: 0,
    sent: 0,
    delivered: 0,
    read: 0,
    answered: 0,
    failed: 0,
    results: {},
    languages: {},
    hangUps: {},
    notUnderstood: {},
    silences: {},
    secondsToInvitation: null,
    secondsToFirstMessage: null,
    callSeconds: null,
    answersByKey: 0,
    answersBySpeech: 0,
  }
}
