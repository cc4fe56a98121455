import { mergeClasses } from '@fluentui/react-components'
import {
  Checkmark16Regular,
  Clock16Regular,
  ErrorCircle16Regular,
  QuestionCircle16Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { DeliveryStatus } from '../../../server/contract/delivery.ts'
import { useStyles } from './Ticks.styles.ts'

/** Two ticks, as everybody knows them from messengers; Fluent has no such glyph. */
function DoubleTick() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path
        d="M1.5 8.6 4.4 11.5 10.9 5M7.2 10.6l.9.9L14.6 5"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

const GLYPHS: Record<DeliveryStatus, () => React.ReactElement> = {
  queued: () => <Clock16Regular />,
  sending: () => <Clock16Regular />,
  sent: () => <Checkmark16Regular />,
  delivered: () => <DoubleTick />,
  read: () => <DoubleTick />,
  failed: () => <ErrorCircle16Regular />,
  unconfirmed: () => <QuestionCircle16Regular />,
}

export interface TicksProps {
  status: DeliveryStatus
  /** Where the words stand elsewhere, such as in the label of a row. */
  silent?: boolean
  className?: string
}

/** How far a message of ours has come: by shape first, colour only adds. */
export function Ticks({ status, silent = false, className }: TicksProps) {
  const { t } = useTranslation()
  const styles = useStyles()
  const tone =
    status === 'read' || status === 'failed' || status === 'unconfirmed' ? styles[status] : undefined
  const words = t(`delivery.${status}`)
  return (
    <span
      className={mergeClasses(styles.root, tone, className)}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words, title: words })}
    >
      {GLYPHS[status]()}
    </span>
  )
}
