import { mergeClasses } from '@fluentui/react-components'
import { useStyles } from './RankedBars.styles.ts'
import { useStyles as useFigureStyles } from './figures.styles.ts'

export type Tone = 'best' | 'part' | 'warn' | 'whole' | 'bad'

export interface RankedBar {
  key: string
  name: string
  /** The figure as the eye sees it. */
  value: string
  share?: string
  /** Everything that the row says, in words. */
  sentence: string
  /** What the bar is made of, as parts of `most`. */
  parts: readonly { tone: Tone; count: number }[]
}

export interface RankedBarsProps {
  bars: readonly RankedBar[]
  /** As much as would fill a bar. */
  most: number
  /** What the tones mean, where there are several. */
  legend?: readonly { tone: Tone; name: string }[]
}

/** Figures by rank, each with a bar. */
export function RankedBars({ bars, most, legend = [] }: RankedBarsProps) {
  const styles = useStyles()
  const { hidden } = useFigureStyles()
  return (
    <>
      {legend.length > 0 && (
        <ul className={styles.legend} aria-hidden="true">
          {legend.map(({ tone, name }) => (
            <li key={tone} className={styles.key}>
              <span className={mergeClasses(styles.swatch, styles[tone])} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <ol className={styles.root}>
        {bars.map(({ key, name, value, share, sentence, parts }) => (
          <li key={key}>
            <span className={hidden}>{sentence}</span>
            <div aria-hidden="true">
              <div className={styles.line}>
                <span className={styles.name}>{name}</span>
                <span className={styles.value}>{value}</span>
                {share !== undefined && <span className={styles.share}>{share}</span>}
              </div>
              <div className={styles.track}>
                {parts
                  .filter(({ count }) => count > 0)
                  .map(({ tone, count }) => (
                    <span
                      key={tone}
                      className={mergeClasses(styles.fill, styles[tone])}
                      style={{ width: `${(count / Math.max(1, most)) * 100}%` }}
                    />
                  ))}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
