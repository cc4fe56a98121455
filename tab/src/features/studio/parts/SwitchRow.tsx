import { Switch } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useStyles } from './parts.styles.ts'
import { Row } from './Row.tsx'

export interface SwitchRowProps {
  label: string
  hint?: ReactNode
  footer?: ReactNode
  checked: boolean
  disabled: boolean
  onChange: (checked: boolean) => void
}

/** A setting that is on or off. */
export function SwitchRow({ label, hint, footer, checked, disabled, onChange }: SwitchRowProps) {
  const styles = useStyles()
  return (
    <Row label={label} hint={hint} footer={footer} layout="switch">
      {(aria) => (
        <Switch
          {...aria}
          className={styles.switch}
          checked={checked}
          disabled={disabled}
          onChange={(_, data) => onChange(data.checked)}
        />
      )}
    </Row>
  )
}
