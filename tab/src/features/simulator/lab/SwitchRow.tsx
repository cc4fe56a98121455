import { mergeClasses, Switch } from '@fluentui/react-components'
import { useId } from 'react'
import { useStyles } from './Laboratory.styles.ts'

export interface SwitchRowProps {
  label: string
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}

/** A switch with a line that says what it does. */
export function SwitchRow({ label, hint, checked, disabled = false, onChange }: SwitchRowProps) {
  const styles = useStyles()
  const hintId = useId()
  return (
    <div className={styles.switchRow}>
      <Switch
        label={label}
        checked={checked}
        disabled={disabled}
        onChange={(_event, data) => onChange(data.checked)}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      />
      {hint !== undefined && (
        <span id={hintId} className={mergeClasses(styles.muted, styles.hint)}>
          {hint}
        </span>
      )}
    </div>
  )
}
