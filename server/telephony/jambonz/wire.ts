import { z } from 'zod'

/*
 * What jambonz sends: the call's description, and what became of a verb. Only what is used is named; everything else
 * is ignored, since fields come and go without notice. `p-asserted-identity` is left out on purpose: where the caller's
 * number is withheld, the network asks not to use it.
 */

const optionalText = z
  .string()
  .max(10_000)
  .nullish()
  .transform((value) => value ?? '')

const alternative = z.object({ transcript: z.string().max(10_000), confidence: z.number().nullish() })
export type WireAlternative = z.infer<typeof alternative>

export const wireCall = z.object({
  call_sid: z.string().trim().min(1).max(200),
  /** Set for the other leg of a forwarded call, which has a `call_sid` of its own. */
  parent_call_sid: optionalText,
  direction: optionalText,
  /** The user part of the SIP From header: E.164, a national number, one without plus, an extension, a word. */
  from: optionalText,
  to: optionalText,
  call_status: optionalText,
  /** Seconds; only when the call is over. */
  duration: z.number().nonnegative().nullish(),
  /** How a `gather` ended. */
  reason: optionalText,
  digits: optionalText,
  speech: z.object({ alternatives: z.array(alternative).max(100) }).nullish(),
  /** How a `dial` ended. */
  dial_call_status: optionalText,
})
export type WireCall = z.infer<typeof wireCall>
