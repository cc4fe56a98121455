import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { DataBarVerticalRegular, TableSimpleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from './Card.tsx'
import type { ChartSeries } from './chart-series.ts'
import { useStyles } from './DayChart.styles.ts'
import { DayPlot } from './DayPlot.tsx'
import type { Bars } from './figures.ts'
import { FigureTable } from './FigureTable.tsx'
import { useStyles as useFigureStyles } from './figures.styles.ts'
import { useFigureFormat } from './use-figure-format.ts'

export interface DayChartProps<K extends string> extends Bars<K>, ChartSeries<K> {
  title: string
}

/** Figures over time; the same as a table for whoever prefers it or sees no chart. */
export function DayChart<K extends string>({ title, series, layout, unit, bars }: DayChartProps<K>) {
  const styles = useStyles()
  const { hidden } = useFigureStyles()
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const [asTable, setAsTable] = useState(false)
  const toggle = t(asTable ? 'chart.asChart' : 'chart.asTable')
  return (
    <Card
      title={title}
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
            {series.map(({ key, name, tone }) => (
              <li key={key} className={styles.key}>
                <span className={mergeClasses(styles.swatch, styles[tone])} />
                {name}
              </li>
            ))}
          </ul>
          <DayPlot {...{ unit, bars, series, layout }} />
        </>
      )}
      <div className={asTable ? styles.scroller : hidden}>
        <FigureTable
          caption={title}
          columns={[t(`chart.${unit}Column`), ...series.map(({ name }) => name)]}
          rows={bars.map((bar) => ({
            key: bar.from,
            name: format.days(bar),
            cells: series.map(({ key }) => format.number(bar.counts[key])),
          }))}
        />
      </div>
    </Card>
  )
}
