import { z } from 'zod'
import { id, instant } from './common.ts'
import { deliveryStatus } from './delivery.ts'

/** How a call ended, or that it has not. */
export const callResult = z.enum([
  'in_progress',
  'invited',
  'invitation_failed',
  'refused',
  'forwarded',
  'not_understood',
  'abandoned',
  'not_ready',
])
export type CallResult = z.infer<typeof callResult>

/** What the caller's own number is. */
export const callerKind = z.enum([
  'mobile',
  'mobile_or_fixed',
  'fixed',
  'voip',
  'other',
  'withheld',
  'unusable',
])
export type CallerKind = z.infer<typeof callerKind>

/** One exchange of a call: what was asked and what was made of the answer. */
export const callStep = z.object({
  at: instant,
  /** The prompt's name, such as `reuseQuestion`. */
  asked: z.string(),
  input: z.enum(['speech', 'keys', 'none']),
  /** `yes`, `no`, `number`, `partial_number`, `silence`, `not_understood`, … */
  understood: z.string(),
  /** The words that were recognised, where the service keeps them. */
  heard: z.string().optional(),
})
export type CallStep = z.infer<typeof callStep>

/** A deflected call as the thread shows it and lists sum it up. */
export const deflectedCall = z.object({
  id,
  startedAt: instant,
  endedAt: instant.nullable(),
  language: z.string(),
  callerKind,
  /** E.164; `null` when withheld. For people who may see the contact; `md5-hash:…` where numbers are hidden from integrations. */
  caller: z.string().nullable(),
  /** Of a hidden number: two letters. */
  callerCountry: z.string().nullable().optional(),
  /** The caller named another number than the one they rang from. */
  otherNumber: z.boolean(),
  result: callResult,
  steps: z.array(callStep),
})
export type DeflectedCall = z.infer<typeof deflectedCall>

/** A line of the list of calls: numbers are masked. */
export const callView = deflectedCall.omit({ caller: true, callerCountry: true }).extend({
  service: z.object({ id, name: z.string() }),
  /** Masked. */
  callerTitle: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  conversation: z.object({ id, number: z.number().int() }).nullable(),
  invitation: z
    .object({ status: deliveryStatus, answeredAt: instant.nullable(), errorCode: z.string().optional() })
    .nullable(),
})
export type CallView = z.infer<typeof callView>

/** Sums over calls that began in the period. Each later figure counts a part of the one it depends on. */
export const callFigures = z.object({
  calls: z.number().int(),
  /** Were asked for their consent. */
  offered: z.number().int(),
  /** Gave it, for whichever number. */
  accepted: z.number().int(),
  /** Of these, with another number than they rang from. */
  otherNumber: z.number().int(),
  /** Invitations that the provider took, delivered, that were read, and that were answered within a day. */
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  answered: z.number().int(),
  /** Invitations that failed. */
  failed: z.number().int(),
  results: z.partialRecord(callResult, z.number().int()),
  /** By the language that callers were spoken to in last. */
  languages: z.record(z.string(), z.number().int()),
  /** By the prompt during which the caller hung up. */
  hangUps: z.record(z.string(), z.number().int()),
  /** By the prompt whose answer was not understood. */
  notUnderstood: z.record(z.string(), z.number().int()),
  /** By the prompt that was answered with silence. */
  silences: z.record(z.string(), z.number().int()),
  /** From the beginning of the call until the provider had the invitation, on average; `null` without any. */
  secondsToInvitation: z.number().nullable(),
  /** From the beginning of the call until the customer's first message, on average. */
  secondsToFirstMessage: z.number().nullable(),
  /** Average length of a call. */
  callSeconds: z.number().nullable(),
  /** Answers given by key, of all answers. */
  answersByKey: z.number().int(),
  answersBySpeech: z.number().int(),
})
export type CallFigures = z.infer<typeof callFigures>

export const callFiguresView = z.object({
  /** The period's days as calendar dates of the environment's time zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  total: callFigures,
  days: z.array(z.object({ date: z.iso.date(), figures: callFigures })),
  services: z.array(z.object({ service: z.object({ id, name: z.string() }), figures: callFigures })),
})
export type CallFiguresView = z.infer<typeof callFiguresView>
