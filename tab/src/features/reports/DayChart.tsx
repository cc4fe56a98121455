import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { DataBarVerticalRegular, TableSimpleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { Card } from './Card.tsx'
import { SERIES } from './chart-series.ts'
import { useStyles } from './DayChart.styles.ts'
import { DayPlot } from './DayPlot.tsx'
import { barsOf, type Bars } from './figures.ts'
import { FigureTable } from './FigureTable.tsx'
import { useStyles as useReportStyles } from './Reports.styles.ts'
import { useReportFormat } from './use-report-format.ts'

/** Calls, invitations and answers over time; the same figures as a table for whoever prefers it or sees no chart. */
export function DayChart({ days }: { days: CallFiguresView['days'] }) {
  const styles = useStyles()
  const { hidden } = useReportStyles()
  const { t } = useTranslation('reports')
  const [asTable, setAsTable] = useState(false)
  const bars = barsOf(days)
  const toggle = t(asTable ? 'chart.asChart' : 'chart.asTable')
  return (
    <Card
      title={t(`chart.${bars.unit}`)}
      tools={
        <Tooltip content={toggle} relationship="label">
          <Button
            appearance="subtle"
            size="small"
            icon={asTable ? <DataBarVerticalRegular /> : <TableSimpleRegular />}
            onClick={() => setAsTable(!asTable)}
          />
        </Tooltip>
      }
    >
      {!asTable && (
        <>
          <ul className={styles.legend} aria-hidden="true">
            {SERIES.map((series) => (
              <li key={series} className={styles.key}>
                <span className={mergeClasses(styles.swatch, styles[series])} />
                {t(`chart.${series}`)}
              </li>
            ))}
          </ul>
          <DayPlot {...bars} />
        </>
      )}
      <div className={asTable ? styles.scroller : hidden}>
        <BarTable {...bars} />
      </div>
    </Card>
  )
}

function BarTable({ unit, bars }: Bars) {
  const { t } = useTranslation('reports')
  const format = useReportFormat()
  return (
    <FigureTable
      caption={t(`chart.${unit}`)}
      columns={[t(`chart.${unit}Column`), ...SERIES.map((series) => t(`chart.${series}`))]}
      rows={bars.map((bar) => ({
        key: bar.from,
        name: format.days(bar),
        cells: SERIES.map((series) => format.number(bar[series])),
      }))}
    />
  )
}
