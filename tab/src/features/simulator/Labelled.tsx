import { makeStyles, mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: { display: 'inline-flex', position: 'relative' },
  picture: { display: 'inline-flex' },
  words: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})

export interface LabelledProps {
  /** Read out in place of what is drawn, and shown as a tooltip. */
  label: string
  className?: string | undefined
  children: ReactNode
}

/** Something drawn that means something. */
export function Labelled({ label, className, children }: LabelledProps) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.root, className)} title={label}>
      <span className={styles.picture} aria-hidden="true">
        {children}
      </span>
      <span className={styles.words}>{label}</span>
    </span>
  )
}
