import type { AuditChange, AuditEntryView } from '../contract/audit.ts'
import { csvRow, type CsvCell } from './csv.ts'

/** The columns of an exported audit log. */
const COLUMNS = [
  'time',
  'actor',
  'actor kind',
  'address',
  'action',
  'object kind',
  'object',
  'object id',
  'field',
  'before',
  'after',
  'outcome',
] as const

/** The names of the columns as the first row. */
export function auditCsvHead(): string {
  return csvRow(COLUMNS)
}

/** An entry as rows: one for each change, so that they can be filtered by field; one for an entry without changes. Unless it is `done`, they are what was intended. */
export function auditCsvRows({ at, actor, address, verb, object, changes, outcome }: AuditEntryView): string {
  const about: CsvCell[] = [at, actor.name, actor.kind, address, verb, object.kind, object.name, object.id]
  const rows = changes.map(({ path, before, after }) => [
    ...about,
    path,
    cellOf(before),
    cellOf(after),
    outcome,
  ])
  return (rows.length === 0 ? [[...about, null, null, null, outcome]] : rows).map(csvRow).join('')
}

function cellOf(value: AuditChange['before']): CsvCell {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
