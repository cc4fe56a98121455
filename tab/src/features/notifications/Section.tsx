import { useId, type ReactNode } from 'react'
import { useStyles } from './notifications.styles.ts'

interface SectionProps {
  title: string
  /** What follows from what is chosen here. */
  note?: string | undefined
  children: ReactNode
}

/** Settings that belong together. */
export function Section({ title, note, children }: SectionProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.sectionTitle}>
        {title}
      </h3>
      {children}
      <output className={note === undefined ? undefined : styles.note}>{note}</output>
    </section>
  )
}
