import type { ReactNode } from 'react'
import { useStyles } from './list.styles.ts'

export interface ListRowProps {
  media?: ReactNode
  name: ReactNode
  /** Beside the name. */
  marks?: ReactNode
  /** Below it. */
  detail?: ReactNode
  aside?: ReactNode
  /** What can be done with it. */
  actions?: ReactNode
}

/** One of many things on a card, the same wherever there are lists. */
export function ListRow({ media, name, marks, detail, aside, actions }: ListRowProps) {
  const styles = useStyles()
  return (
    <li className={styles.row}>
      {media !== undefined && (
        <span className={styles.media} aria-hidden="true">
          {media}
        </span>
      )}
      <div className={styles.body}>
        <div className={styles.words}>
          <div className={styles.line}>
            <h3 className={styles.name} dir="auto">
              {name}
            </h3>
            {marks}
          </div>
          {detail !== undefined && <div className={styles.detail}>{detail}</div>}
        </div>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </li>
  )
}
