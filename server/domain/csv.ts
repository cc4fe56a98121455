/** What a cell can hold; nothing is an empty cell. */
export type CsvCell = string | number | boolean | null

/** Stands before the first row, so that spreadsheets take the file for UTF-8 and umlauts for what they are. */
export const CSV_START = '\uFEFF'

/** What spreadsheets take for the beginning of a formula, also in its wide forms and behind blanks. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/**
 * One row as RFC 4180 has it, with its line end. A text that a spreadsheet would take for a formula gets an apostrophe in front,
 * so that opening the file runs nothing that somebody typed into a form.
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
