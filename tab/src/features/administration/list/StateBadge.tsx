import { mergeClasses } from '@fluentui/react-components'
import {
  CheckmarkCircle16Filled,
  DismissCircle16Regular,
  ErrorCircle16Filled,
  PauseCircle16Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useStyles } from './list.styles.ts'

const ICONS = {
  good: CheckmarkCircle16Filled,
  bad: ErrorCircle16Filled,
  warning: PauseCircle16Regular,
  quiet: DismissCircle16Regular,
}

/** A state in a word, with a colour and a shape. */
export function StateBadge({ tone, children }: { tone: keyof typeof ICONS; children: ReactNode }) {
  const styles = useStyles()
  const Icon = ICONS[tone]
  return (
    <span className={mergeClasses(styles.badge, styles[tone])}>
      <span className={styles.badgeIcon} aria-hidden="true">
        <Icon />
      </span>
      {children}
    </span>
  )
}
