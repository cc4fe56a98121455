import type { TeamsCardStore } from './store.ts'

/** The changes of a card that depend on what the document holds at that moment, as updates in stages. */
export type Stages = { $set: Record<string, unknown> }[]

/** Nothing holds it back, whatever clock the process goes by. */
export const AT_ONCE = new Date(0)

/**
 * A version has reached Teams. Free of every delay from here on: what is wanted later is due when it is wanted.
 * `doneAt`: the end, unless something newer is wanted; `null`: it stays open.
 */
export function finishStages(
  { shown, activityId }: Pick<Parameters<TeamsCardStore['finish']>[1], 'shown' | 'activityId'>,
  doneAt: Date | null,
): Stages {
  const ends = doneAt === null ? false : { $lte: ['$wanted', shown] }
  return [
    {
      $set: {
        shown: { $max: ['$shown', shown] },
        activityId: { $literal: activityId },
        attempts: 0,
        dueAt: AT_ONCE,
        claimed: false,
        state: { $cond: [ends, 'done', 'open'] },
        doneAt: { $cond: [ends, doneAt, null] },
      },
    },
    { $set: { work: { $and: [{ $eq: ['$state', 'open'] }, { $gt: ['$wanted', '$shown'] }] } } },
  ]
}

/** An attempt that was taken counts already; one that was none is taken back. */
export function postponeStages(until: Date, counts: boolean): Stages {
  const change = { $cond: ['$claimed', counts ? 0 : -1, counts ? 1 : 0] }
  return [
    { $set: { dueAt: until, attempts: { $max: [0, { $add: ['$attempts', change] }] } } },
    { $set: { claimed: false } },
  ]
}
