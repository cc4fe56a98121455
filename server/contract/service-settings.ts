import { z } from 'zod'
import { id, instant } from './common.ts'

/** The languages in which the server can speak with callers. */
export const spokenLanguage = z.enum(['de', 'en', 'nl', 'es'])
export type SpokenLanguage = z.infer<typeof spokenLanguage>

/** The five prompts of a call deflector (DX-DEFL-14). */
export const deflectorPromptName = z.enum(['welcome', 'reuseQuestion', 'tryAgain', 'phoneQuestion', 'close'])
export type DeflectorPromptName = z.infer<typeof deflectorPromptName>

/** Under a minute of speech. */
export const LONGEST_PROMPT = 600
const promptText = z.string().trim().max(LONGEST_PROMPT)
/** What WhatsApp takes in one message. */
const responseText = z.string().trim().max(4096)

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, { message: 'is no number in the form +493012345' })

/** Minutes of the day as people write them; `24:00` ends a day. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { message: 'is no time such as 09:30' })

export const timeInterval = z
  .object({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, { message: 'must end after it begins', path: ['to'] })
export type TimeInterval = z.infer<typeof timeInterval>

/** Several a day, none overlapping another. */
const dayIntervals = z
  .array(timeInterval)
  .max(6)
  .refine(
    (intervals) => {
      const sorted = intervals.toSorted((a, b) => (a.from < b.from ? -1 : 1))
      return sorted.every((interval, index) => index === 0 || interval.from >= (sorted[index - 1]?.to ?? ''))
    },
    { message: 'overlap' },
  )

const calendarDate = z.iso.date()

export const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof weekday>

export const openingHours = z.object({
  /** Around the clock: nothing else counts. */
  always: z.boolean(),
  weekly: z.record(weekday, dayIntervals),
  /** Days on which other hours hold; no interval: closed. They outrank holidays and the week. */
  exceptions: z
    .array(z.object({ date: calendarDate, name: z.string().trim().max(100), intervals: dayIntervals }))
    .max(366)
    .refine((days) => new Set(days.map((day) => day.date)).size === days.length, {
      message: 'name a day twice',
    }),
  /** Public holidays on which the service is closed: two letters and, where it matters, the state (`BY`). */
  holidays: z
    .object({
      country: z.string().regex(/^[A-Z]{2}$/),
      state: z
        .string()
        .regex(/^[A-Z0-9]{1,4}$/)
        .nullable(),
    })
    .nullable(),
})
export type OpeningHours = z.infer<typeof openingHours>

/** A country whose public holidays are known, with those states that have holidays of their own. */
export const holidayRegion = z.object({
  country: z.string(),
  name: z.string(),
  states: z.array(z.object({ code: z.string(), name: z.string() })),
})
export type HolidayRegion = z.infer<typeof holidayRegion>

/** What opening hours mean at this moment and in the year to come. */
export const openingPreview = z.object({
  open: z.boolean(),
  /** When it closes or opens next; `null` when neither is in sight. */
  changesAt: instant.nullable(),
  /** What keeps it closed today: `null` while open. */
  reason: z.enum(['hours', 'holiday', 'exception']).nullable(),
  /** Of the holiday or the exception, where it has one. */
  name: z.string().nullable(),
  /** The public holidays of the coming twelve months, soonest first. */
  holidays: z.array(z.object({ date: calendarDate, name: z.string() })),
})
export type OpeningPreview = z.infer<typeof openingPreview>

/** Where a value stands in a template: `header.1`, `body.first_name`, `buttons.0`. */
const templatePlace = z.string().regex(/^(header|body|buttons)\.[A-Za-z0-9_]{1,50}$/, {
  message: 'is no place of a template, such as body.1',
})

/** A text that is absent is the product's own in that language. */
export const serviceSettings = z.object({
  prompts: z.partialRecord(spokenLanguage, z.partialRecord(deflectorPromptName, promptText)),
  /** By language. An empty text sends nothing. */
  autoResponses: z.partialRecord(
    spokenLanguage,
    z.object({ online: responseText.optional(), offline: responseText.optional() }),
  ),
  openingHours,
  deflector: z.object({
    /** How the company calls itself on the phone; empty: the service's environment's name. */
    companyName: z.string().trim().max(100),
    forwardTo: e164.nullable(),
    whenRefused: z.enum(['forward', 'goodbye']),
  }),
  invitation: z.object({
    /** Name of an approved template of the service's WhatsApp channel. */
    template: z.string().trim().min(1).max(512).nullable(),
    /** Values of the template's placeholders by language and place, such as `body.1`. `{{company}}` and `{{name}}` are filled in. */
    values: z.partialRecord(spokenLanguage, z.record(templatePlace, z.string().max(1024))),
  }),
  telephony: z.object({
    beep: z.boolean(),
    recordSpeech: z.boolean(),
    /** Keeps the words that were recognised with the call's history. */
    keepTranscripts: z.boolean(),
    /** Shown to people, nothing else (DX-TEL-10 to 12). */
    publicNumber: e164.nullable(),
    voices: z.partialRecord(
      spokenLanguage,
      z.object({ name: z.string().trim().max(100).nullable(), speed: z.number().min(0.5).max(2) }),
    ),
  }),
})
export type ServiceSettings = z.infer<typeof serviceSettings>

/** Why a service cannot take calls or invite anybody, each with its way out in the studio. */
export const readinessProblem = z.object({
  code: z.enum([
    'no_whatsapp_channel',
    'whatsapp_channel_failing',
    'no_voice_line',
    'no_invitation_template',
    'template_missing',
    'template_not_approved',
    'template_values_missing',
  ]),
  language: spokenLanguage.optional(),
  detail: z.string().optional(),
  /** Nobody can be invited because of it; otherwise it is for people to see to. */
  blocking: z.boolean(),
})
export type ReadinessProblem = z.infer<typeof readinessProblem>

export const serviceView = z.object({
  id,
  name: z.string(),
  template: z.string(),
  languages: z.array(z.string()),
  country: z.string(),
  timeZone: z.string(),
  /** Whether callers can be invited; `null` for services that take no calls. */
  ready: z.boolean().nullable(),
  problems: z.array(readinessProblem),
  /** The draft differs from what is live. */
  unpublished: z.boolean(),
})
export type ServiceView = z.infer<typeof serviceView>

/** A service's settings as the studio edits them. */
export const serviceSettingsView = z.object({
  service: serviceView,
  /** Raised by every save; a save names the version it is based on. */
  version: z.number().int(),
  draft: serviceSettings,
  published: serviceSettings,
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  savedAt: instant,
  savedBy: z.string().nullable(),
  /** The product's own texts, which hold wherever none is given. */
  defaults: z.object({
    prompts: z.record(spokenLanguage, z.record(deflectorPromptName, z.string())),
    autoResponses: z.record(spokenLanguage, z.object({ online: z.string(), offline: z.string() })),
  }),
  /** Templates that could invite, with what they still need. */
  templates: z.array(
    z.object({
      name: z.string(),
      languages: z.array(
        z.object({ language: z.string(), status: z.string(), sendable: z.boolean(), body: z.string() }),
      ),
      /** Places to fill, such as `body.1`. */
      places: z.array(z.string()),
    }),
  ),
  line: z
    .object({
      provider: z.string(),
      number: z.string(),
      records: z.boolean(),
      voices: z.record(spokenLanguage, z.array(z.string())),
    })
    .nullable(),
})
export type ServiceSettingsView = z.infer<typeof serviceSettingsView>
