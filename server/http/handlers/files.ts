import type { Routes } from '../../contract/http.ts'
import { openFile } from '../../usecases/attachments.ts'
import type { Handlers } from '../route-table.ts'

export const fileHandlers = {
  'GET /files/:id': ({ deps, principal, params }) => openFile(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>
