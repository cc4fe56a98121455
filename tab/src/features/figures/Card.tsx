import { createContext, createElement, use, useId, type ReactNode, type Ref } from 'react'
import { useStyles } from './figures.styles.ts'

/** What the titles of cards are headings of: `h3` where they stand below a part's own title. */
export const CardHeading = createContext<'h2' | 'h3'>('h2')

export interface CardProps {
  title: string
  hint?: string
  /** What stands at the right of the title. */
  tools?: ReactNode
  children: ReactNode
  /** For going there. */
  ref?: Ref<HTMLElement>
}

/** One question that a report answers. */
export function Card({ title, hint, tools, children, ref }: CardProps) {
  const styles = useStyles()
  const titleId = useId()
  const heading = use(CardHeading)
  return (
    <section
      ref={ref}
      tabIndex={ref === undefined ? undefined : -1}
      className={styles.card}
      aria-labelledby={titleId}
    >
      <div className={styles.cardHead}>
        <div className={styles.cardWords}>
          {createElement(heading, { id: titleId, className: styles.cardTitle }, title)}
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        {tools}
      </div>
      {children}
    </section>
  )
}
