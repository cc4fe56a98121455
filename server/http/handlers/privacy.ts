import type { Routes } from '../../contract/http.ts'
import { newId } from '../../lib/object-id.ts'
import { eraseContact } from '../../usecases/privacy/erase-contact.ts'
import { exportContact, type ContactRefs } from '../../usecases/privacy/export-contact.ts'
import { searchContacts } from '../../usecases/privacy/search-contacts.ts'
import type { Handlers } from '../route-table.ts'

export const privacyHandlers = {
  'GET /environments/:id/contacts/search': ({ deps, principal, params, query }) =>
    searchContacts(deps, principal, params.id, query.q),
  'GET /environments/:id/contacts/:contactId/export': async ({ deps, principal, params }) => {
    const archive = await exportContact(deps, principal, refsOf(params))
    // Made anew each time, so no copy that a client may have is the same.
    const { fileName } = archive
    const record = { id: newId(), fileName, contentType: 'application/zip', size: null, sha256: null }
    return { record, read: () => archive.read() }
  },
  'POST /environments/:id/contacts/:contactId/erase': ({ deps, principal, params, body }) =>
    eraseContact(deps, principal, refsOf(params), body.confirm),
} satisfies Partial<Handlers<Routes>>

function refsOf(params: { id: string; contactId: string }): ContactRefs {
  return { environmentId: params.id, contactId: params.contactId }
}
