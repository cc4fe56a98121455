import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Routes } from '../../contract/http.ts'
import { buildTeamsPackage, describeTeamsPackage } from '../../usecases/teams/app-package.ts'
import type { FileAnswer, Handlers } from '../route-table.ts'

export const appPackageHandlers = {
  'GET /environments/:id/teams-package': async ({ deps, principal, params, query }) =>
    fileOf(
      await buildTeamsPackage(deps, principal, { environmentId: params.id, version: query.version ?? null }),
    ),
  'GET /environments/:id/teams-package/status': ({ deps, principal, params }) =>
    describeTeamsPackage(deps, principal, params.id),
} satisfies Partial<Handlers<Routes>>

function fileOf({ fileName, bytes }: { fileName: string; bytes: Uint8Array }): FileAnswer {
  return {
    record: {
      id: 'teams-package',
      fileName,
      contentType: 'application/zip',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('base64'),
    },
    read: (range) => Readable.from([Buffer.from(range ? bytes.subarray(range.start, range.end) : bytes)]),
  }
}
