import type { mongo } from 'mongoose'
import { callResult, type CallFigures, type CallResult } from '../contract/call.ts'
import type { DeliveryStatus } from '../contract/delivery.ts'
import type { CallDocument, CallMiss } from './models/call.ts'
import type { CallPeriod, CallStore } from './store.ts'

type Calls = mongo.Collection<CallDocument>

/** An answer that takes longer counts as none. */
const ANSWERED_WITHIN_MS = 24 * 60 * 60_000
/**
 * In how many parts a period is added up: where one thread serves everybody, as in the embedded store, calls that are
 * going on must not wait until all of it is through.
 */
const SLICES = 30

/** Calls that agree in everything that is counted. What a call does not have may be missing. */
interface CallRow {
  _id: {
    day: string
    serviceId: string
    result: CallResult
    language: string
    hungUpAt?: string | null
    offered: boolean
    accepted: boolean
    otherNumber: boolean
    status?: DeliveryStatus
    /** Whether the instant is known; likewise the others. */
    sent: boolean
    delivered: boolean
    read: boolean
    wrote: boolean
    wroteInTime: boolean
    timed: boolean
    misses: CallMiss[]
  }
  calls: number
  invitationMs: number
  firstMessageMs: number
  callSeconds: number
  answersByKey: number
  answersBySpeech: number
}

/**
 * Sums over a period's calls. The database puts calls that count alike together, which leaves few rows; all figures
 * are made of these.
 */
export async function sumCalls(
  calls: Calls,
  environmentId: string,
  period: CallPeriod,
): ReturnType<CallStore['figures']> {
  const total = new Sums()
  const days = new Map<string, Sums>()
  const services = new Map<string, Sums>()
  for (const slice of slicesOf(period)) {
    for await (const row of calls.aggregate<CallRow>(figuresPipeline(environmentId, slice))) {
      total.add(row)
      sumsOf(days, row._id.day).add(row)
      sumsOf(services, row._id.serviceId).add(row)
    }
  }
  return {
    total: total.figures(),
    days: sorted(days).map(([date, sums]) => ({ date, figures: sums.figures() })),
    services: sorted(services).map(([serviceId, sums]) => ({ serviceId, figures: sums.figures() })),
  }
}

function slicesOf(period: CallPeriod): CallPeriod[] {
  const slices: CallPeriod[] = []
  const [begin, end] = [period.from.getTime(), period.until.getTime()]
  const length = Math.max(1, Math.ceil((end - begin) / SLICES))
  for (let from = begin; from < end; from += length) {
    slices.push({ ...period, from: new Date(from), until: new Date(Math.min(from + length, end)) })
  }
  return slices
}

/** The period's calls; exported to prove that they are read off an index. */
export function figuresFilter(environmentId: string, period: CallPeriod): mongo.Filter<CallDocument> {
  const { from, until, serviceId } = period
  return {
    environmentId,
    ...(serviceId === undefined ? {} : { serviceId }),
    result: { $in: callResult.options },
    startedAt: { $gte: from, $lt: until },
  }
}

/** `null` comes before every instant and every number, and what is missing before `null`. */
const isSet = (field: string): object => ({ $gt: [field, null] })
/** Nothing is added for a call that lacks one of the instants. */
const sinceStart = (field: string): object => ({ $sum: { $subtract: [field, '$startedAt'] } })
const WROTE_IN_TIME = {
  $and: [
    isSet('$invitation.sentAt'),
    isSet('$invitation.answeredAt'),
    { $lte: [{ $subtract: ['$invitation.answeredAt', '$invitation.sentAt'] }, ANSWERED_WITHIN_MS] },
  ],
}

function figuresPipeline(environmentId: string, period: CallPeriod): mongo.Document[] {
  const day = { $dateToString: { date: '$startedAt', format: '%Y-%m-%d', timezone: period.timeZone } }
  const alike: Record<keyof CallRow['_id'], unknown> = {
    day,
    serviceId: '$serviceId',
    result: '$result',
    language: '$language',
    hungUpAt: '$hungUpAt',
    offered: '$offered',
    accepted: '$accepted',
    otherNumber: '$otherNumber',
    status: '$invitation.status',
    sent: isSet('$invitation.sentAt'),
    delivered: isSet('$invitation.deliveredAt'),
    read: isSet('$invitation.readAt'),
    wrote: isSet('$invitation.answeredAt'),
    wroteInTime: WROTE_IN_TIME,
    timed: isSet('$durationSeconds'),
    misses: '$misses',
  }
  const sums: Record<Exclude<keyof CallRow, '_id'>, object> = {
    calls: { $sum: 1 },
    invitationMs: sinceStart('$invitation.sentAt'),
    firstMessageMs: sinceStart('$invitation.answeredAt'),
    callSeconds: { $sum: '$durationSeconds' },
    answersByKey: { $sum: '$keyAnswers' },
    answersBySpeech: { $sum: '$speechAnswers' },
  }
  return [{ $match: figuresFilter(environmentId, period) }, { $group: { _id: alike, ...sums } }]
}

function sumsOf(all: Map<string, Sums>, key: string): Sums {
  const sums = all.get(key) ?? new Sums()
  all.set(key, sums)
  return sums
}

function sorted(all: ReadonlyMap<string, Sums>): [string, Sums][] {
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Counts by name; what was never counted is 0. */
class Counts<K> {
  private readonly counts = new Map<K, number>()

  raise(name: K, by: number): void {
    this.counts.set(name, this.of(name) + by)
  }

  of(name: K): number {
    return this.counts.get(name) ?? 0
  }

  entries(): Record<string, number> {
    return Object.fromEntries(this.counts) as Record<string, number>
  }
}

/** What a row counts for, all of its calls alike. Reports may be missing: who has read a message has received it. */
function countedAs({ _id: row }: CallRow): Record<Counted, boolean> {
  const read = row.read || row.status === 'read'
  const delivered = read || row.delivered || row.status === 'delivered'
  return {
    calls: true,
    offered: row.offered,
    accepted: row.accepted,
    otherNumber: row.accepted && row.otherNumber,
    sent: delivered || row.sent || row.status === 'sent',
    delivered,
    read,
    answered: row.wroteInTime,
    failed: row.status === 'failed',
    invited: row.sent,
    wrote: row.wrote,
    timed: row.timed,
  }
}

type Counted =
  | 'calls'
  | 'offered'
  | 'accepted'
  | 'otherNumber'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'answered'
  | 'failed'
  /** How many calls the averages are over. */
  | 'invited'
  | 'wrote'
  | 'timed'

type Summed = 'invitationMs' | 'firstMessageMs' | 'callSeconds' | 'answersByKey' | 'answersBySpeech'
const SUMMED: readonly Summed[] = [
  'invitationMs',
  'firstMessageMs',
  'callSeconds',
  'answersByKey',
  'answersBySpeech',
]

/** Rows being added up. */
class Sums {
  private readonly counts = new Counts<Counted | Summed>()
  private readonly results = new Counts<CallResult>()
  private readonly languages = new Counts<string>()
  private readonly hangUps = new Counts<string>()
  private readonly misses = { silence: new Counts<string>(), not_understood: new Counts<string>() }

  add(row: CallRow): void {
    const { calls } = row
    for (const [name, counts] of Object.entries(countedAs(row))) {
      if (counts) this.counts.raise(name as Counted, calls)
    }
    for (const name of SUMMED) this.counts.raise(name, row[name])
    const { result, language, hungUpAt = null, misses } = row._id
    this.results.raise(result, calls)
    this.languages.raise(language, calls)
    if (hungUpAt !== null) this.hangUps.raise(hungUpAt, calls)
    for (const { asked, kind } of misses) this.misses[kind].raise(asked, calls)
  }

  figures(): CallFigures {
    const count = (name: Counted | Summed): number => this.counts.of(name)
    const average = (name: Summed, over: Counted): number | null =>
      count(over) === 0 ? null : count(name) / count(over)
    const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000)
    return {
      calls: count('calls'),
      offered: count('offered'),
      accepted: count('accepted'),
      otherNumber: count('otherNumber'),
      sent: count('sent'),
      delivered: count('delivered'),
      read: count('read'),
      answered: count('answered'),
      failed: count('failed'),
      results: this.results.entries(),
      languages: this.languages.entries(),
      hangUps: this.hangUps.entries(),
      notUnderstood: this.misses.not_understood.entries(),
      silences: this.misses.silence.entries(),
      secondsToInvitation: seconds(average('invitationMs', 'invited')),
      secondsToFirstMessage: seconds(average('firstMessageMs', 'wrote')),
      callSeconds: average('callSeconds', 'timed'),
      answersByKey: count('answersByKey'),
      answersBySpeech: count('answersBySpeech'),
    }
  }
}
