import type { CallFiguresView } from '../../../../server/contract/call.ts'

/** A cell: text, or a number that programs shall calculate with; `null` stays empty. */
export type Cell = string | number | null

/** Signs with which spreadsheet programs begin a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u

export interface CsvFormat {
  /** `;` where the comma separates decimals, because spreadsheet programs of that region expect it. */
  separator: ',' | ';'
}

/** Spreadsheet programs take the separator from the region: it is the comma unless that separates decimals. */
export function csvFormat(language: string): CsvFormat {
  const decimal = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')
  return { separator: decimal?.value === ',' ? ';' : ',' }
}

function writeCell(cell: Cell, { separator }: CsvFormat): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(Math.round(cell))
  // An apostrophe makes a program take it for text, whatever it looks like.
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return new RegExp(`["\\r\\n${separator}]`, 'u').test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A table as a file that spreadsheet programs open without asking (RFC 4180, with a byte order mark for the umlauts).
 * No text in it can become a formula. Numbers are whole.
 */
export function writeCsv(rows: readonly (readonly Cell[])[], format: CsvFormat): string {
  const lines = rows.map((row) => row.map((cell) => writeCell(cell, format)).join(format.separator))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

type Figures = CallFiguresView['days'][number]['figures']

/** The columns of the daily figures, in their order, each with what stands in it. */
const CELLS = {
  calls: ({ calls }) => calls,
  offered: ({ offered }) => offered,
  accepted: ({ accepted }) => accepted,
  otherNumber: ({ otherNumber }) => otherNumber,
  sent: ({ sent }) => sent,
  delivered: ({ delivered }) => delivered,
  read: ({ read }) => read,
  answered: ({ answered }) => answered,
  failed: ({ failed }) => failed,
  forwarded: ({ results }) => results.forwarded ?? 0,
  refused: ({ results }) => results.refused ?? 0,
  notUnderstood: ({ results }) => results.not_understood ?? 0,
  abandoned: ({ results }) => results.abandoned ?? 0,
  secondsToInvitation: ({ secondsToInvitation }) => secondsToInvitation,
  secondsToFirstMessage: ({ secondsToFirstMessage }) => secondsToFirstMessage,
  callSeconds: ({ callSeconds }) => callSeconds,
  answersBySpeech: ({ answersBySpeech }) => answersBySpeech,
  answersByKey: ({ answersByKey }) => answersByKey,
} as const satisfies Record<string, (figures: Figures) => number | null>

type Measure = keyof typeof CELLS
export type Column = 'date' | 'service' | Measure

const MEASURES = Object.keys(CELLS) as Measure[]
export const COLUMNS: readonly Column[] = ['date', 'service', ...MEASURES]

/** One row per day below the names of the columns. */
export function dailyRows(
  days: CallFiguresView['days'],
  words: { names: Readonly<Record<Column, string>>; service: string },
): Cell[][] {
  const head = COLUMNS.map((column) => words.names[column])
  return [
    head,
    ...days.map(({ date, figures }) => [
      date,
      words.service,
      ...MEASURES.map((measure) => CELLS[measure](figures)),
    ]),
  ]
}
