import { z } from 'zod'
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

/** Privacy requests of customers: what is known of them, and its end. */
export const privacyRoutes = {
  'GET /environments/:id/contacts/search': {
    summary: 'Find a contact by name or by their whole number, for a privacy request',
    right: 'contact:export',
    params: z.object({ id }),
    query: z.object({ q: z.string().trim().min(2).max(200) }),
    response: z.object({ items: z.array(contactRow) }),
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
    response: z.object({
      deleted: z.object({
        conversations: z.number().int(),
        messages: z.number().int(),
        files: z.number().int(),
        calls: z.number().int(),
        contacts: z.number().int(),
      }),
    }),
  },
} as const satisfies Record<string, Route>
