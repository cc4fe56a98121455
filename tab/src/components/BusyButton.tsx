import { Button, Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'

export interface BusyButtonProps {
  /** It is being done. */
  busy: boolean
  /** It cannot be done now, for another reason. */
  disabled?: boolean
  type?: 'submit' | 'button'
  size?: 'medium' | 'large'
  className?: string
  'aria-keyshortcuts'?: string
  onClick?: () => void
  children: ReactNode
}

/** The button that does what a form or a dialogue is for: it shows that it is at work, and keeps the focus meanwhile. */
export function BusyButton({ busy, disabled = false, children, ...rest }: BusyButtonProps) {
  return (
    <Button
      {...rest}
      appearance="primary"
      disabledFocusable={disabled || busy}
      {...(busy ? { icon: <Spinner size="tiny" appearance="inverted" /> } : {})}
    >
      {children}
    </Button>
  )
}
