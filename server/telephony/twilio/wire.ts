import { z } from 'zod'

/**
 * The platform's shapes, as far as we read them. Parameters come and go without notice: they are read by name, what
 * is absent, blank or odd counts as not given, and everything else is ignored.
 */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined)
}

/** Ids go into addresses of the API: nothing that could leave their place there. */
export const sid = z.string().regex(/^[A-Za-z0-9_-]{2,64}$/)
/** A number, a SIP address, `client:…`, or a word such as `Anonymous`. */
const party = z.string().trim().max(512).catch('')
/** Words of the platform's own, such as a status. */
const word = maybe(z.string().trim().toLowerCase().min(1).max(64))
const seconds = maybe(z.string().trim().min(1).pipe(z.coerce.number<string>().int().min(0)))
/** A minute of speech at most (Gather page); far more than that is no speech. */
const LONGEST_SPEECH = 4000

/** What every webhook of a call says. */
export const wireCall = z.object({
  CallSid: sid,
  From: party,
  To: party,
  CallStatus: word,
  CallDuration: seconds,
})
export type WireCall = z.infer<typeof wireCall>

/** What `<Gather>` adds. */
export const wireGather = z.object({
  Digits: maybe(z.string().max(LONGEST_SPEECH)),
  SpeechResult: maybe(
    z
      .string()
      .trim()
      .transform((text) => text.slice(0, LONGEST_SPEECH)),
  ),
  Confidence: maybe(z.string().trim().min(1).pipe(z.coerce.number<string>())),
})
export type WireGather = z.infer<typeof wireGather>

/** What `<Dial>` adds when it is over. */
export const wireDial = z.object({ DialCallStatus: word })

export const wireRecording = z.object({
  RecordingSid: sid,
  RecordingStatus: word,
  RecordingDuration: seconds,
})

/** What the API answers. */
export const wireError = z.object({
  code: maybe(z.union([z.number(), z.string().max(20)]).transform(String)),
  message: maybe(z.string()),
})
export const wireRecordings = z.object({ recordings: z.array(z.object({ sid, status: word })) })
export type WireRecordingEntry = z.infer<typeof wireRecordings>['recordings'][number]
