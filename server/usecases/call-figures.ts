import type { CallFigures, CallFiguresView } from '../contract/call.ts'
import { daysBetween, instantOf, shiftDate } from '../domain/zoned-time.ts'
import { InvalidInputError, NotFoundError } from '../lib/errors.ts'
import { actIn } from './access.ts'
import type { Deps, Principal } from './ports.ts'
import { serviceIn } from './service-record.ts'

/** A leap year. */
const LONGEST_PERIOD_DAYS = 366

/** Days that a figure may be asked for: a computer's calendar, not history's. */
const FIRST_DAY = '2000-01-01'
const LAST_DAY = '9998-12-31'

/** A period as calendar days of the environment's time zone, both included. */
export interface FiguresQuery {
  from: string
  to: string
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
      from: beginOf(from, timeZone),
      until: beginOf(shiftDate(to, 1), timeZone),
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

function checkPeriod({ from, to }: FiguresQuery): void {
  const refuse = (path: string, message: string): never => {
    throw new InvalidInputError([{ path, message }])
  }
  if (from < FIRST_DAY) refuse('query.from', `must not lie before ${FIRST_DAY}`)
  if (to > LAST_DAY) refuse('query.to', `must not lie after ${LAST_DAY}`)
  if (to < from) refuse('query.to', 'must not lie before from')
  if (daysBetween(from, to) >= LONGEST_PERIOD_DAYS)
    refuse('query.to', `must end a period of at most ${LONGEST_PERIOD_DAYS} days`)
}

/** The first instant of a calendar day. */
function beginOf(date: string, timeZone: string): Date {
  return instantOf(timeZone, { date, minutes: 0 }, 'first')
}

function daysOf({ from, to }: FiguresQuery): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => shiftDate(from, days))
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
