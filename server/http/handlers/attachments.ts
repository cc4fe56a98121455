import type { Routes } from '../../contract/http.ts'
import { authorizeUpload, uploadAttachment } from '../../usecases/attachments.ts'
import { readUpload } from '../read-upload.ts'
import type { Handlers } from '../route-table.ts'

export const attachmentHandlers = {
  'POST /conversations/:id/attachments': async ({ deps, principal, params, request }) => {
    const { maxSize } = await authorizeUpload(deps, principal, params.id)
    return uploadAttachment(deps, principal, params.id, await readUpload(request, maxSize))
  },
} satisfies Partial<Handlers<Routes>>
