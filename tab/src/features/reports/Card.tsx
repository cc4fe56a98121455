import { useId, type ReactNode } from 'react'
import { useStyles } from './Reports.styles.ts'

export interface CardProps {
  title: string
  hint?: string
  /** What stands at the right of the title. */
  tools?: ReactNode
  children: ReactNode
}

/** One question that a report answers. */
export function Card({ title, hint, tools, children }: CardProps) {
  const styles = useStyles()
  const titleId = useId()
  return (
    <section className={styles.card} aria-labelledby={titleId}>
      <div className={styles.cardHead}>
        <div className={styles.cardWords}>
          <h2 id={titleId} className={styles.cardTitle}>
            {title}
          </h2>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        {tools}
      </div>
      {children}
    </section>
  )
}
