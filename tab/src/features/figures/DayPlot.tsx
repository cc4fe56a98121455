import { mergeClasses } from '@fluentui/react-components'
import { useState, type PointerEvent } from 'react'
import type { ChartSeries } from './chart-series.ts'
import { useStyles } from './DayChart.styles.ts'
import { namedBars, ticksFor, type Bar, type Bars } from './figures.ts'
import { useFigureFormat } from './use-figure-format.ts'

const MOST_NAMES = 8
/** From so many on, bars are thin lines. */
const MANY = 40

/** The chart itself, for the eye; a table with the same figures stands beside it for everybody else. */
export function DayPlot<K extends string>({ unit, bars, series, layout }: Bars<K> & ChartSeries<K>) {
  const styles = useStyles()
  const format = useFigureFormat()
  const [pointed, setPointed] = useState<number | null>(null)
  const ticks = ticksFor(Math.max(...bars.flatMap(({ counts }) => series.map(({ key }) => counts[key]))))
  const beside = layout === 'beside'
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
              {series.map(({ key, tone }, place) => (
                <span
                  key={key}
                  className={mergeClasses(
                    styles.bar,
                    styles[tone],
                    bars.length > MANY && styles.many,
                    beside && styles.beside,
                  )}
                  style={{
                    height: heightOf(bar.counts[key]),
                    ...(beside ? besidePlace(place, series.length) : {}),
                  }}
                />
              ))}
            </div>
          ))}
        </div>
        {shown !== undefined && pointed !== null && (
          <Tip bar={shown} series={series} at={(pointed + 0.5) / bars.length} />
        )}
      </div>
      <BarNames unit={unit} bars={bars} />
    </div>
  )
}

/** Of a slot, so much is left free at either side. */
const MARGIN = 14

/** Where a bar stands in its slot beside others. */
function besidePlace(place: number, count: number): { left: string; width: string } {
  const width = (100 - 2 * MARGIN) / count
  return { left: `${MARGIN + place * width}%`, width: `${width}%` }
}

function BarNames<K extends string>({ unit, bars }: Bars<K>) {
  const styles = useStyles()
  const format = useFigureFormat()
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

interface TipProps<K extends string> extends Pick<ChartSeries<K>, 'series'> {
  bar: Bar<K>
  at: number
}

function Tip<K extends string>({ bar, series, at }: TipProps<K>) {
  const styles = useStyles()
  const format = useFigureFormat()
  // Beside the bar, on the side where there is room.
  const place =
    at < 0.5 ? { left: `calc(${at * 100}% + 16px)` } : { right: `calc(${(1 - at) * 100}% + 16px)` }
  return (
    <div className={styles.tip} style={place}>
      <div className={styles.tipTitle}>{format.days(bar)}</div>
      {series.map(({ key, name, tone }) => (
        <div key={key} className={styles.tipLine}>
          <span className={mergeClasses(styles.swatch, styles[tone])} />
          {name}
          <span className={styles.tipValue}>{format.number(bar.counts[key])}</span>
        </div>
      ))}
    </div>
  )
}
