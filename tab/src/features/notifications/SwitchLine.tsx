import { Switch } from '@fluentui/react-components'
import { useId } from 'react'
import { useStyles } from './notifications.styles.ts'

interface SwitchLineProps {
  label: string
  hint: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off; the whole line can be pressed. */
export function SwitchLine({ label, hint, checked, onChange }: SwitchLineProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <div className={styles.line}>
      <label htmlFor={id} className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      </label>
      <Switch
        id={id}
        className={styles.switch}
        aria-label={label}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onChange={(_, data) => onChange(data.checked)}
      />
    </div>
  )
}
