import { mergeClasses } from '@fluentui/react-components'
import { useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { SERIES } from './chart-series.ts'
import { useStyles } from './DayChart.styles.ts'
import { namedBars, ticksFor, type Bar, type Bars } from './figures.ts'
import { useReportFormat } from './use-report-format.ts'

const MOST_NAMES = 8
/** From so many on, bars are thin lines. */
const MANY = 40

/** The chart itself, for the eye; a table with the same figures stands beside it for everybody else. */
export function DayPlot({ unit, bars }: Bars) {
  const styles = useStyles()
  const format = useReportFormat()
  const [pointed, setPointed] = useState<number | null>(null)
  const ticks = ticksFor(Math.max(...bars.map(({ calls }) => calls)))
  const top = ticks.at(-1) ?? 1
  const heightOf = (value: number): string => `${(value / top) * 100}%`
  const shown = pointed === null ? undefined : bars[pointed]

  /** A finger or pointer anywhere above a bar means that bar. */
  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect()
    const index = Math.floor(((event.clientX - box.left) / box.width) * bars.length)
    setPointed(Math.min(bars.length - 1, Math.max(0, index)))
  }

  return (
    <div className={styles.plot} aria-hidden="true">
      <div className={mergeClasses(styles.scale, styles.figures)}>
        <span className={styles.scaleWidth}>{format.number(top)}</span>
        {ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ bottom: heightOf(tick) }}>
            {format.number(tick)}
          </span>
        ))}
      </div>
      <div
        className={styles.canvas}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(null)}
      >
        {ticks.map((tick) => (
          <span
            key={tick}
            className={mergeClasses(styles.line, tick === 0 && styles.ground)}
            style={{ bottom: heightOf(tick) }}
          />
        ))}
        <div className={styles.bars}>
          {bars.map((bar, index) => (
            <div key={bar.from} className={mergeClasses(styles.slot, index === pointed && styles.pointed)}>
              {SERIES.map((series) => (
                <span
                  key={series}
                  className={mergeClasses(styles.bar, styles[series], bars.length > MANY && styles.many)}
                  style={{ height: heightOf(bar[series]) }}
                />
              ))}
            </div>
          ))}
        </div>
        {shown !== undefined && pointed !== null && <Tip bar={shown} at={(pointed + 0.5) / bars.length} />}
      </div>
      <BarNames unit={unit} bars={bars} />
    </div>
  )
}

function BarNames({ unit, bars }: Bars) {
  const styles = useStyles()
  const format = useReportFormat()
  const named = namedBars(bars.length, MOST_NAMES)
  const withWeekday = unit === 'day' && bars.length <= MOST_NAMES
  return (
    <div className={mergeClasses(styles.names, styles.figures)}>
      {[...named].map((index, position) => {
        const bar = bars[index]
        if (bar === undefined) return null
        const at = (index + 0.5) / bars.length
        return (
          <span
            key={bar.from}
            className={mergeClasses(styles.barName, position % 2 === 1 && styles.spare)}
            style={{ left: `${at * 100}%` }}
          >
            {format.barName(bar.from, withWeekday)}
          </span>
        )
      })}
    </div>
  )
}

function Tip({ bar, at }: { bar: Bar; at: number }) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  const format = useReportFormat()
  // Beside the bar, on the side where there is room.
  const place =
    at < 0.5 ? { left: `calc(${at * 100}% + 16px)` } : { right: `calc(${(1 - at) * 100}% + 16px)` }
  return (
    <div className={styles.tip} style={place}>
      <div className={styles.tipTitle}>{format.days(bar)}</div>
      {SERIES.map((series) => (
        <div key={series} className={styles.tipLine}>
          <span className={mergeClasses(styles.swatch, styles[series])} />
          {t(`chart.${series}`)}
          <span className={styles.tipValue}>{format.number(bar[series])}</span>
        </div>
      ))}
    </div>
  )
}
