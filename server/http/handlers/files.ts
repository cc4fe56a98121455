import type { Routes } from '../../contract/http.ts'
import { openFile } from '../../usecases/attachments.ts'
import type { Handlers } from '../route-table.ts'

export const fileHandlers = {
  'GET /files/:id': async ({ deps, principal, params }) => await openFile(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
