import { Readable } from 'node:stream'
import type { Routes } from '../../contract/http.ts'
import { exportAudit, listAudit } from '../../usecases/people/audit-log.ts'
import type { Handlers } from '../route-table.ts'

export const auditHandlers = {
  'GET /environments/:id/audit': ({ deps, principal, params, query }) =>
    listAudit(deps, principal, params.id, query),
  'GET /environments/:id/audit/export': async ({ deps, principal, params, query }) => {
    const file = await exportAudit(deps, principal, params.id, query)
    return {
      // Made for this request: no browser has it already.
      record: {
        id: deps.newId(),
        fileName: file.fileName,
        contentType: 'text/csv',
        size: null,
        sha256: null,
      },
      read: () => Readable.from(file.read()),
    }
  },
} satisfies Partial<Handlers<Routes>>
