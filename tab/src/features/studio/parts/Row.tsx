import { mergeClasses } from '@fluentui/react-components'
import { useId, type ReactNode } from 'react'
import { useStyles } from './parts.styles.ts'

/** What a control takes so that its row names and explains it. */
export interface RowAria {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

export interface RowProps {
  label: string
  hint?: ReactNode | undefined
  /** What is wrong with it. */
  issue?: string | undefined
  /** How much of the row the control takes: a column of its own, or no more than a switch does. */
  layout?: 'column' | 'switch'
  /** More about it below the control. */
  footer?: ReactNode | undefined
  children: (aria: RowAria) => ReactNode
}

/** One setting: its name, what it means, and the control for it. */
export function Row({ label, hint, issue, layout = 'column', footer, children }: RowProps) {
  const styles = useStyles()
  const id = useId()
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(issue === undefined ? [] : [`${id}-issue`]),
  ]
  return (
    <div className={mergeClasses(styles.row, layout === 'switch' && styles.rowSwitch)}>
      <div className={styles.rowWords}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {hint !== undefined && (
          <div id={`${id}-hint`} className={styles.hint}>
            {hint}
          </div>
        )}
      </div>
      <div className={styles.control}>
        {children({
          id,
          ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
          ...(issue === undefined ? {} : { 'aria-invalid': true as const }),
        })}
        {issue !== undefined && <Issue id={`${id}-issue`}>{issue}</Issue>}
      </div>
      {footer !== undefined && <div className={styles.rowFooter}>{footer}</div>}
    </div>
  )
}

/** What is wrong, told at once. */
export function Issue({ id, children }: { id?: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <span {...(id === undefined ? {} : { id })} role="alert" className={styles.issue}>
      {children}
    </span>
  )
}
