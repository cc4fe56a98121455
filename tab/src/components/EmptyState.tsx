import type { ReactNode } from 'react'
import { useStyles } from './EmptyState.styles.ts'

export interface EmptyStateProps {
  /** A thin 40 px glyph; decoration only. */
  icon?: ReactNode
  title: string
  hint?: ReactNode
  actions?: ReactNode
}

/** Why there is nothing here, and what to do about it. */
export function EmptyState({ icon, title, hint, actions }: EmptyStateProps) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <h2 className={styles.title}>{title}</h2>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
