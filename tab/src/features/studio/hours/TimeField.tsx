import { Input } from '@fluentui/react-components'
import { useState, type KeyboardEvent } from 'react'
import { parseTime, stepTime, type IntervalEnd } from './time-text.ts'
import { useStyles } from './hours.styles.ts'

const STEP_MINUTES = 15
const LEAP_MINUTES = 60

export interface TimeFieldProps {
  label: string
  end: IntervalEnd
  /** As in the settings: `HH:MM`, or what somebody has written instead. */
  value: string
  readOnly: boolean
  invalid: boolean
  onChange: (value: string) => void
  /** Half a time is no mistake yet: true from the first key until the field is left. */
  onTyping: (typing: boolean) => void
}

/** A time of day that is typed as people write it; the arrow keys move it by a quarter of an hour, with Shift by one. */
export function TimeField({ label, end, value, readOnly, invalid, ...on }: TimeFieldProps) {
  const styles = useStyles()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value

  function type(next: string): void {
    setTyped(next)
    on.onTyping(true)
    on.onChange(parseTime(next, end) ?? next.trim())
  }

  /** From here on it is shown as it was understood. */
  function finish(): void {
    setTyped(null)
    on.onTyping(false)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (readOnly) return
    if (event.key === 'Enter') return finish()
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const time = parseTime(text, end)
    if (time === null) return
    event.preventDefault()
    finish()
    const size = event.shiftKey ? LEAP_MINUTES : STEP_MINUTES
    on.onChange(stepTime(time, event.key === 'ArrowUp' ? size : -size, end))
  }

  return (
    <Input
      className={styles.time}
      input={{ className: styles.timeInput }}
      aria-label={label}
      value={text}
      readOnly={readOnly}
      autoComplete="off"
      inputMode="numeric"
      {...(invalid ? { 'aria-invalid': true as const } : {})}
      onChange={(_, data) => type(data.value)}
      onFocus={(event) => event.target.select()}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  )
}
