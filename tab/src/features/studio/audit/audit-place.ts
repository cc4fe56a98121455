import { auditFilter, type AuditFilter } from '../../../../../server/contract/audit.ts'
import { formatAddress } from '../../areas/area-address.ts'
import { pageIn } from '../frame/environment-pages.ts'

/** What the address says is looked for; whatever it says wrongly is not looked for. */
export function parseAuditFilter(query: URLSearchParams): AuditFilter {
  const given = Object.fromEntries(query)
  const parsed = auditFilter.safeParse(given)
  if (parsed.success) return parsed.data
  const faulty = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  const rest = Object.entries(given).filter(([name]) => !faulty.has(name))
  return auditFilter.safeParse(Object.fromEntries(rest)).data ?? {}
}

/** The page of the audit log with a filter; `path` is where it is. */
export function auditAddress(path: readonly string[], filter: AuditFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return formatAddress('studio', { path: pageIn(path) === 'audit' ? path.slice(0, 1) : path, query })
}
