import { z } from 'zod'

/*
 * What the gateway sends, as VIER's own interface descriptions have it (bot.yml, recording.yml). Only what is used is
 * named; everything else is ignored, since fields come and go without notice.
 */

const text = z.string().max(10_000)
const optionalText = text.nullish().transform((value) => value ?? '')

/** What every event carries. */
const event = {
  dialogId: z.string().trim().min(1).max(200),
  callback: z.string().max(2000),
  /** Goes into a header. Gateways before December 2024 send none. */
  authToken: z
    .string()
    .regex(/^[\x21-\x7E]{1,8000}$/)
    .nullish(),
  projectContext: z.object({ resellerToken: optionalText }).nullish(),
  /** Milliseconds since 1970. */
  timestamp: z.number(),
  language: optionalText,
}

export const wireSession = z.object({
  ...event,
  local: optionalText,
  remote: optionalText,
  callType: optionalText,
  transcriberLanguage: optionalText,
})

export const wireMessage = z.object({
  ...event,
  type: z.enum(['SPEECH', 'DTMF']),
  text,
  /** 0 to 100. */
  confidence: z.number().nullish(),
  triggeredBargeIn: z.boolean().nullish(),
})

export const wireAnswer = z.object({
  ...event,
  type: z.object({
    name: text,
    id: optionalText,
    synonym: optionalText,
    value: z.union([text, z.number().transform(String)]).nullish(),
  }),
  confidence: z.number().nullish(),
})

export const wireInactivity = z.object(event)

export const wireTerminated = z.object({ ...event, reason: optionalText })

export const wireRecording = z.object({
  ...event,
  status: text,
  recordingId: optionalText,
  /** How older gateways may spell it. */
  id: optionalText,
})

export type WireEvent = z.infer<typeof wireInactivity>

/** What we gave ourselves in `LineMessage.control`. */
export const wireControl = z.object({
  callback: z.string(),
  authToken: z.string().default(''),
  resellerToken: z.string().default(''),
  /** Tag of the language that is being recognised at present; empty when nobody said. */
  language: z.string().default(''),
})
export type Control = z.infer<typeof wireControl>

/** The answer to a forward: it comes when the outcome is known, with HTTP status 200 for either. */
export const wireForwardAnswer = z.object({ status: z.string(), reason: optionalText })

/** Where a recording lies; the addresses are good for a short time only. */
export const wireRecordingAnswer = z.object({ lossy: z.url({ protocol: /^https?$/ }) })
