import { useId, type ReactNode } from 'react'
import { useStyles } from './parts.styles.ts'

export interface GroupProps {
  title: string
  hint?: ReactNode
  /** At the end of the title's line. */
  aside?: ReactNode
  children: ReactNode
}

/** Settings that belong together, under their name. */
export function Group({ title, hint, aside, children }: GroupProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <div className={styles.groupHead}>
        <div className={styles.groupWords}>
          <h2 id={id} className={styles.groupTitle}>
            {title}
          </h2>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        {aside}
      </div>
      <div className={styles.card}>{children}</div>
    </section>
  )
}
