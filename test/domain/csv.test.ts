import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditCsvHead, auditCsvRows } from '../../server/domain/audit-csv.ts'
import { csvRow } from '../../server/domain/csv.ts'

/** Reads RFC 4180, as a spreadsheet does. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '"' && text[at + 1] === '"') cell += text[(at += 1)]
    else if (character === '"') quoted = !quoted
    else if (!quoted && character === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && character === '\r' && text[at + 1] === '\n') {
      at += 1
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += character
  }
  return rows
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(',', '"', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' ', 'ä', '=1+1') }),
)

describe('a row of a CSV file', () => {
  it('is read back as it was written, but for the apostrophe before formulas', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (cells) => {
        const [row = []] = parse(csvRow(cells))
        expect(row.map((cell, index) => (cell === cells[index] ? cell : cell.slice(1)))).toEqual(cells)
      }),
    )
  })

  it('never begins a cell as spreadsheets begin a formula', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (cells) => {
        for (const cell of parse(csvRow(cells)).flat())
          expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
      }),
    )
    const dangerous = ['=HYPERLINK("http://x")', '+49 30 1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1']
    const [row = []] = parse(csvRow(dangerous))
    expect(row).toEqual(dangerous.map((cell) => `'${cell}`))
  })

  it('leaves numbers, flags and nothing as they are', () => {
    expect(csvRow([-5, 1.5, true, null, ''])).toBe('-5,1.5,true,,\r\n')
  })
})

describe('an entry of the audit log as CSV', () => {
  const entry = {
    id: 'a'.repeat(24),
    at: '2026-03-10T12:00:00.000Z',
    actor: { kind: 'member' as const, id: 'b'.repeat(24), name: 'Jürgen "JG" Groß' },
    address: null,
    verb: 'changed' as const,
    object: { kind: 'environment' as const, id: 'c'.repeat(24), name: '=cmd' },
    changes: [
      { path: 'name', before: 'a', after: 'b, c' },
      { path: 'roles', before: ['agent'], after: null },
      { path: 'days', before: -1, after: 30 },
    ],
    outcome: 'unknown' as const,
  }

  it('has one row for each change under the same head', () => {
    const rows = parse(auditCsvHead() + auditCsvRows(entry))
    const about = [
      '2026-03-10T12:00:00.000Z',
      'Jürgen "JG" Groß',
      'member',
      '',
      'changed',
      'environment',
      "'=cmd",
    ]
    expect(rows.slice(1)).toEqual([
      [...about, 'c'.repeat(24), 'name', 'a', 'b, c', 'unknown'],
      [...about, 'c'.repeat(24), 'roles', '["agent"]', '', 'unknown'],
      [...about, 'c'.repeat(24), 'days', '-1', '30', 'unknown'],
    ])
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  })

  it('has a row without changes as well', () => {
    const rows = parse(auditCsvRows({ ...entry, changes: [], outcome: 'done' }))
    expect(rows.map((row) => row.slice(8))).toEqual([['', '', '', 'done']])
  })
})
