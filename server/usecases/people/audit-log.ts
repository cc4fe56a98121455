import type { AuditEntryView, AuditFilter } from '../../contract/audit.ts'
import { id as idShape } from '../../contract/common.ts'
import { auditCsvHead, auditCsvRows } from '../../domain/audit-csv.ts'
import { CSV_START } from '../../domain/csv.ts'
import { instantOf, wallClock } from '../../domain/zoned-time.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { AuditEntry, AuditQuery } from '../../store/audit-store.ts'
import type { Environment } from '../../store/entities.ts'
import { actIn } from '../access.ts'
import { note } from '../audit.ts'
import type { Deps, Principal } from '../ports.ts'
import { freshEnvironment } from './people-views.ts'

/** What an export holds in memory at a time. */
const EXPORT_PAGE = 500

const DAY_MINUTES = 1_440

/** What is asked for: parts that are absent or `undefined` are not filtered by. */
type Asked = { [K in keyof AuditFilter]?: AuditFilter[K] | undefined }

/**
 * Changes of an environment's configuration, newest first (DX-AUDIT-01, -02). Days are those of the environment's own time zone,
 * the last one included. Throws `InvalidInputError` for what is no cursor of this list.
 */
export async function listAudit(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  { cursor, limit, ...filter }: Asked & { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntryView[]; nextCursor: string | null }> {
  await actIn(deps, principal, environmentId, 'audit:see')
  const environment = await freshEnvironment(deps, environmentId)
  if (cursor !== undefined && !idShape.safeParse(cursor).success)
    throw new InvalidInputError([{ path: 'query.cursor', message: 'not a cursor of this list' }])
  const query = { ...queryOf(environment, filter), after: cursor ?? null, limit }
  const { items, nextCursor } = await deps.store.audit.list(environmentId, query)
  return { items: items.map(viewEntry), nextCursor }
}

/** A file that is made while it is read. */
export interface AuditExport {
  fileName: string
  /** UTF-8. Reading it a second time begins anew. */
  read(): AsyncIterable<string>
}

/**
 * The same as a CSV file, however long: it is read from the store page by page. That somebody exported it is noted first, so the
 * file's own first entry says so unless the filter leaves it out.
 */
export async function exportAudit(
  deps: Deps,
  principal: Principal,
  environmentId: string,
  filter: Asked,
): Promise<AuditExport> {
  const actor = await actIn(deps, principal, environmentId, 'audit:see')
  const environment = await freshEnvironment(deps, environmentId)
  const query = queryOf(environment, filter)
  await note(deps, actor, {
    verb: 'exported',
    object: { kind: 'environment', id: environment.id, name: environment.name },
    before: {},
    after: { auditLog: filter },
  })
  const { date } = wallClock(environment.timeZone, deps.clock.now())
  return { fileName: `audit-log-${date}.csv`, read: () => rowsOf(deps, environmentId, query) }
}

async function* rowsOf(deps: Deps, environmentId: string, query: AuditQuery): AsyncGenerator<string> {
  yield CSV_START + auditCsvHead()
  let after: string | null = null
  do {
    const page: { items: AuditEntry[]; nextCursor: string | null } = await deps.store.audit.list(
      environmentId,
      { ...query, after, limit: EXPORT_PAGE },
    )
    if (page.items.length > 0) yield page.items.map((entry) => auditCsvRows(viewEntry(entry))).join('')
    after = page.nextCursor
  } while (after !== null)
}

function queryOf({ timeZone }: Environment, { object, objectId, actor, from, to }: Asked): AuditQuery {
  const dayStart = (date: string, minutes: number): Date => instantOf(timeZone, { date, minutes }, 'first')
  return {
    ...(object === undefined ? {} : { object }),
    ...(objectId === undefined ? {} : { objectId }),
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(from === undefined ? {} : { from: dayStart(from, 0) }),
    ...(to === undefined ? {} : { until: dayStart(to, DAY_MINUTES) }),
  }
}

function viewEntry({ version: _version, environmentId: _place, at, ...shown }: AuditEntry): AuditEntryView {
  return { ...shown, at: at.toISOString() }
}
