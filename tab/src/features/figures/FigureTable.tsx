import { mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useStyles } from './FigureTable.styles.ts'

export interface FigureTableProps {
  /** Read out where it is not seen: the heading stands above. */
  caption: string
  /** The first one names the rows. */
  columns: readonly string[]
  /** Columns that are left out where there is little room, by their place. */
  spare?: readonly number[]
  rows: readonly { key: string; name: ReactNode; cells: readonly ReactNode[] }[]
}

/** Figures by name: what a chart shows, or more than one can show. */
export function FigureTable({ caption, columns, rows, spare = [] }: FigureTableProps) {
  const styles = useStyles()
  return (
    <table className={styles.table}>
      <caption className={styles.hidden}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={mergeClasses(styles.head, spare.includes(index) && styles.spare)}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key} className={styles.row}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            {cells.map((cell, index) => (
              <td
                key={columns[index + 1]}
                className={mergeClasses(styles.cell, spare.includes(index + 1) && styles.spare)}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
