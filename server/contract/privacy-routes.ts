import { z } from 'zod'
import { callResult } from './call.ts'
import { id, instant } from './common.ts'
import type { Route } from './route.ts'

const contactParams = z.object({ id, contactId: id })

export const contactRow = z.object({
  id,
  name: z.string(),
  /** Masked: enough to recognise. */
  address: z.string(),
  conversations: z.number().int(),
  lastActivityAt: instant.nullable(),
})
export type ContactRow = z.infer<typeof contactRow>

/** E.164, as a search answers with it. */
const number = z.string().regex(/^\+\d{4,20}$/)

/** What there is of somebody who rang, whether or not they became a contact. */
export const callerRow = z.object({
  /** E.164: it was typed in full. */
  number: z.string(),
  /** Masked. */
  address: z.string(),
  /** From it, to it, or with an invitation to it. */
  calls: z.number().int(),
  /** The latest of them, the latest first. */
  latest: z.array(
    z.object({
      id,
      startedAt: instant,
      result: callResult,
      durationSeconds: z.number().nullable(),
      recordings: z.number().int(),
      /** A proof of consent is kept with it. */
      consent: z.boolean(),
      /** What the caller said is kept with it. */
      words: z.boolean(),
    }),
  ),
})
export type CallerRow = z.infer<typeof callerRow>

/** A recording that a voice platform has refused to delete so far. */
export const leftRecordingView = z.object({
  id,
  channel: z.object({ id, name: z.string() }),
  /** The platform, such as `twilio`. */
  provider: z.string(),
  /** The platform's own id of the call: by it the recording is found there. */
  callAtPlatform: z.string(),
  /** When the call began; `null` when that is not known any more. */
  startedAt: instant.nullable(),
  /** Since when it should be gone. */
  since: instant,
  /** `given_up`: the platform is not asked any more by itself. */
  state: z.enum(['trying', 'given_up']),
  attempts: z.number().int(),
  lastAttemptAt: instant.nullable(),
  /** `channel_gone`, or the reason of a channel's failure. */
  reason: z.string().nullable(),
})
export type LeftRecordingView = z.infer<typeof leftRecordingView>

const deleted = z.object({
  conversations: z.number().int(),
  messages: z.number().int(),
  files: z.number().int(),
  calls: z.number().int(),
  contacts: z.number().int(),
})
const recordingParams = z.object({ id, recordingId: id })

/** Privacy requests of customers: what is known of them, and its end. */
export const privacyRoutes = {
  'GET /environments/:id/contacts/search': {
    summary: 'Find contacts by name, or contacts and calls by a whole number, for a privacy request',
    right: 'contact:export',
    params: z.object({ id }),
    query: z.object({ q: z.string().trim().min(2).max(200) }),
    response: z.object({ items: z.array(contactRow), callers: z.array(callerRow) }),
  },
  'GET /environments/:id/contacts/:contactId/export': {
    summary: 'Everything that is known of a contact, as a zip of JSON and files',
    right: 'contact:export',
    params: contactParams,
    response: z.string(),
    download: true,
  },
  'POST /environments/:id/contacts/:contactId/erase': {
    summary: 'Delete a contact with all conversations, messages, files, calls and recordings, for good',
    right: 'contact:erase',
    params: contactParams,
    /** The contact's name, typed again, so that nobody is erased by a slip. */
    body: z.object({ confirm: z.string().max(200) }),
    response: z.object({ deleted }),
  },
  'GET /environments/:id/callers/export': {
    summary: 'Everything that is known of the calls of a number, as a zip of JSON and recordings',
    right: 'contact:export',
    params: z.object({ id }),
    query: z.object({ number }),
    response: z.string(),
    download: true,
  },
  'POST /environments/:id/callers/erase': {
    summary: 'Delete the calls of a number with recordings and what was said, for good',
    right: 'contact:erase',
    params: z.object({ id }),
    /** `confirm`: the number typed again, in any form. */
    body: z.object({ number, confirm: z.string().max(200) }),
    response: z.object({ deleted }),
  },
  'GET /environments/:id/left-recordings': {
    summary: 'Recordings that voice platforms have refused to delete so far',
    right: 'contact:erase',
    params: z.object({ id }),
    response: z.object({ items: z.array(leftRecordingView) }),
  },
  'POST /environments/:id/left-recordings/:recordingId/retry': {
    summary: 'Ask the platform once more to delete a recording',
    right: 'contact:erase',
    params: recordingParams,
    response: z.object({ gone: z.boolean() }),
  },
  'POST /environments/:id/left-recordings/:recordingId/settle': {
    summary: 'A recording has been deleted at the platform by hand',
    right: 'contact:erase',
    params: recordingParams,
    response: z.object({}),
  },
} as const satisfies Record<string, Route>
