import { mergeClasses } from '@fluentui/react-components'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './Tiles.styles.ts'

export interface TileProps {
  icon: ReactElement
  label: string
  /** `null` while there is nothing to measure. */
  value: string | null
  hint: string
  /** A part of a whole, drawn below the figure. */
  share?: number | null
  bad?: boolean
}

/** One figure with what it is a part of. */
export function Tile({ icon, label, value, hint, share, bad = false }: TileProps) {
  const styles = useStyles()
  const { t } = useTranslation('reports')
  return (
    <div className={styles.tile}>
      <dt className={styles.label}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        {label}
      </dt>
      <dd className={mergeClasses(styles.value, value === null && styles.nothing, bad && styles.bad)}>
        {value === null ? <span aria-hidden="true">–</span> : value}
      </dd>
      <dd className={styles.detail}>
        {value === null ? t('tile.none') : hint}
        {share !== undefined && share !== null && (
          <div className={styles.meter} aria-hidden="true">
            <div
              className={mergeClasses(styles.meterFill, bad && styles.badFill)}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        )}
      </dd>
    </div>
  )
}
