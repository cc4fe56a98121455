import type { ReactNode } from 'react'
import { useStyles } from './overview.styles.ts'

export interface FactProps {
  term: string
  hint?: string
  children: ReactNode
}

/** Something that is so, and is not changed here. */
export function Fact({ term, hint, children }: FactProps) {
  const styles = useStyles()
  return (
    <dl className={styles.fact}>
      <dt className={styles.term}>
        {term}
        {hint !== undefined && <span className={styles.termHint}>{hint}</span>}
      </dt>
      <dd className={styles.value}>{children}</dd>
    </dl>
  )
}
