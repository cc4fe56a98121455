import type { Routes } from '../../contract/http.ts'
import { newId } from '../../lib/object-id.ts'
import { eraseCaller } from '../../usecases/privacy/callers.ts'
import { eraseContact } from '../../usecases/privacy/erase-contact.ts'
import { exportCaller } from '../../usecases/privacy/export-caller.ts'
import { exportContact, type ContactRefs } from '../../usecases/privacy/export-contact.ts'
import {
  listLeftRecordings,
  retryLeftRecording,
  settleLeftRecording,
  type LeftRecordingRefs,
} from '../../usecases/privacy/left-recordings.ts'
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
  'GET /environments/:id/callers/export': async ({ deps, principal, params, query }) => {
    const archive = await exportCaller(deps, principal, { environmentId: params.id, number: query.number })
    const { fileName } = archive
    const record = { id: newId(), fileName, contentType: 'application/zip', size: null, sha256: null }
    return { record, read: () => archive.read() }
  },
  'POST /environments/:id/callers/erase': ({ deps, principal, params, body }) =>
    eraseCaller(deps, principal, { environmentId: params.id, number: body.number }, body.confirm),
  'GET /environments/:id/left-recordings': ({ deps, principal, params }) =>
    listLeftRecordings(deps, principal, params.id),
  'POST /environments/:id/left-recordings/:recordingId/retry': ({ deps, principal, params }) =>
    retryLeftRecording(deps, principal, recordingOf(params)),
  'POST /environments/:id/left-recordings/:recordingId/settle': async ({ deps, principal, params }) => {
    await settleLeftRecording(deps, principal, recordingOf(params))
    return {}
  },
} satisfies Partial<Handlers<Routes>>

function refsOf(params: { id: string; contactId: string }): ContactRefs {
  return { environmentId: params.id, contactId: params.contactId }
}

function recordingOf(params: { id: string; recordingId: string }): LeftRecordingRefs {
  return { environmentId: params.id, recordingId: params.recordingId }
}
