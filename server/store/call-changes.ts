import type { DeliveryStatus } from '../contract/delivery.ts'
import { advanceableFrom } from '../domain/delivery-status.ts'
import type { Call, CallInvitation, CallStepRecord } from './entities.ts'
import type { CallDocument, CallMiss } from './models/call.ts'
import type { CallChange, CallStore } from './store.ts'

/**
 * The changes of a call, as updates in stages: each is one write that decides by what the document holds at that
 * moment. Whatever comes from outside is a `$literal`, because `$` has a meaning in stages.
 */
export type Stages = { $set: Record<string, unknown> }[]

/** How many exchanges a call's history keeps; more than the dialogue has turns for. */
const KEPT_STEPS = 100
/** How many events a call remembers: more than a platform repeats at a time. */
const REMEMBERED_EVENTS = 50

/** Ends every change: what queries go by follows from the fields it stands for. */
const DERIVE = {
  $set: {
    live: { $eq: ['$endedAt', null] },
    uninvited: {
      $and: [
        { $ne: ['$acceptedAt', null] },
        { $eq: ['$invitation', null] },
        { $ne: ['$result', 'invitation_failed'] },
      ],
    },
  },
}

/** What only the database needs, for a call that is about to be inserted. */
export function derivedFields(
  call: Omit<Call, 'id'>,
): Pick<CallDocument, 'live' | 'uninvited' | 'acceptedAt' | 'keyAnswers' | 'speechAnswers' | 'misses'> {
  const acceptedAt = call.accepted && call.destination !== null ? call.activeAt : null
  return {
    live: call.endedAt === null,
    uninvited: acceptedAt !== null && call.invitation === null && call.result !== 'invitation_failed',
    acceptedAt,
    keyAnswers: call.steps.filter(({ input }) => input === 'keys').length,
    speechAnswers: call.steps.filter(({ input }) => input === 'speech').length,
    misses: call.steps.flatMap(missesOf),
  }
}

function missesOf({ asked, understood }: CallStepRecord): CallMiss[] {
  return understood === 'silence' || understood === 'not_understood' ? [{ asked, kind: understood }] : []
}

/** One event of a call, with all that follows from it. */
export function advanceStages(
  event: { eventKey: string | null; now: Date },
  { step, ...change }: CallChange & { step?: CallStepRecord },
): Stages {
  const { eventKey, now } = event
  const agreed = { $and: ['$accepted', { $ne: ['$destination', null] }] }
  return [
    {
      $set: {
        ...literals(change),
        turn: { $add: ['$turn', 1] },
        activeAt: { $max: ['$activeAt', now] },
        ...(eventKey === null ? {} : { applied: appended('$applied', eventKey, REMEMBERED_EVENTS) }),
        ...(step === undefined ? {} : stepFields(step)),
      },
    },
    { $set: { acceptedAt: { $ifNull: ['$acceptedAt', { $cond: [agreed, now, null] }] } } },
    DERIVE,
  ]
}

function stepFields(step: CallStepRecord): Record<string, unknown> {
  return {
    steps: appended('$steps', step, KEPT_STEPS),
    ...(step.input === 'keys' ? { keyAnswers: { $add: ['$keyAnswers', 1] } } : {}),
    ...(step.input === 'speech' ? { speechAnswers: { $add: ['$speechAnswers', 1] } } : {}),
    misses: { $concatArrays: ['$misses', { $literal: missesOf(step) }] },
  }
}

function appended(field: string, value: unknown, kept: number): object {
  return { $slice: [{ $concatArrays: [field, [{ $literal: value }]] }, -kept] }
}

function literals(fields: object): Record<string, unknown> {
  return Object.fromEntries(given(fields).map(([field, value]) => [field, { $literal: value }]))
}

function given(fields: object): [string, unknown][] {
  return Object.entries(fields).filter(([, value]) => value !== undefined)
}

/** The end of a call. A duration that came before it stays unless the end brings its own. */
export function finishStages(end: Parameters<CallStore['finish']>[1]): Stages {
  const { durationSeconds, ...rest } = end
  return [
    {
      $set: {
        ...literals(rest),
        durationSeconds: { $ifNull: [{ $literal: durationSeconds }, '$durationSeconds'] },
        // Numbers that were said and read back are in these; nobody needs them after the call.
        actions: [],
        'state.candidate': null,
        'state.alternatives': [],
        'state.denied': [],
        'state.doubted': null,
        'state.partialDigits': '',
      },
    },
    DERIVE,
  ]
}

export function invitationStages(invitation: CallInvitation): Stages {
  return [{ $set: literals({ invitation }) }, DERIVE]
}

/** What is news of an invitation: a status moves forward only, an instant is set once. */
export function newsStages(news: Parameters<CallStore['recordInvitation']>[2]): Stages {
  const { status, failedAt, errorCode, ...instants } = news
  const becomes = status === undefined ? null : mayBecome(status)
  const set: Record<string, unknown> = {
    'invitation.status':
      becomes === null
        ? '$invitation.status'
        : { $cond: [becomes, { $literal: status }, '$invitation.status'] },
  }
  for (const [field, at] of given(instants)) set[`invitation.${field}`] = once(field, at)
  for (const [field, value] of given({ failedAt, errorCode })) {
    // A report of failure that does not count, because the message had arrived, leaves no trace.
    const failure = { $cond: [becomes, { $literal: value }, `$invitation.${field}`] }
    set[`invitation.${field}`] = status === 'failed' ? failure : once(field, value)
  }
  return [{ $set: set }]
}

function once(field: string, value: unknown): object {
  return { $ifNull: [`$invitation.${field}`, { $literal: value }] }
}

function mayBecome(status: DeliveryStatus): object {
  return { $in: ['$invitation.status', { $literal: advanceableFrom(status) }] }
}
