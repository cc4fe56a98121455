import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COLUMNS,
  csvFormat,
  dailyRows,
  writeCsv,
  type Column,
} from '../../../tab/src/features/reports/csv.ts'
import { aView } from './fixtures.ts'

const names = Object.fromEntries(COLUMNS.map((column) => [column, column])) as Record<Column, string>

/** Reads a file as spreadsheet programs do. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 1; at < text.length; at += 1) {
    const sign = text[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[(at += 1)]!
      else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === separator || sign === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/u, ''))
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  return rows.slice(0, -1)
}

describe('the download', () => {
  it('has a row for every day below the names, with whole numbers', () => {
    const { days } = aView('2026-11-20', '2026-11-21')
    const rows = readCsv(writeCsv(dailyRows(days, { names, service: 'Hotline' }), { separator: ';' }), ';')
    expect(rows.map((row) => row.length)).toEqual([COLUMNS.length, COLUMNS.length, COLUMNS.length])
    expect(rows[0]).toEqual([...COLUMNS])
    const [first, , third] = rows[1]!
    expect([first, third]).toEqual(['2026-11-20', String(days[0]!.figures.calls)])
    expect(rows[1]![COLUMNS.indexOf('secondsToInvitation')]).toBe('31')
    expect(rows[1]![COLUMNS.indexOf('refused')]).toBe(String(days[0]!.figures.results.refused))
  })

  it('leaves empty what cannot be measured', () => {
    const [day] = aView('2026-11-21', '2026-11-21').days
    const quiet = { ...day!, figures: { ...day!.figures, callSeconds: null } }
    const [, row] = dailyRows([quiet], { names, service: '' })
    expect(row?.[COLUMNS.indexOf('callSeconds')]).toBe(null)
    expect(writeCsv([[null, 1]], { separator: ',' })).toBe('\uFEFF,1\r\n')
  })

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'makes no formula of a service called %j',
    (name) => {
      const [[cell]] = readCsv(writeCsv([[name]], { separator: ';' }), ';') as [[string]]
      expect(cell.startsWith("'")).toBe(true)
    },
  )

  it('brings every text through unchanged', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/^[=+\-@\t\r\n＝＋－＠]|\r/u.test(one))
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        fc.constantFrom(',', ';'),
        (rows, separator) => {
          expect(readCsv(writeCsv(rows, { separator } as { separator: ',' }), separator)).toEqual(rows)
        },
      ),
    )
  })

  it('separates by what the spreadsheet programs of the language expect', () => {
    expect(csvFormat('de-DE').separator).toBe(';')
    expect(csvFormat('en-GB').separator).toBe(',')
    expect(csvFormat('de-CH').separator).toBe(',')
  })
})
