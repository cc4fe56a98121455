import { Field, Input } from '@fluentui/react-components'
import type { Ref } from 'react'
import { useStyles } from './EntrancePage.styles.ts'

export interface TextInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  fault: string | null
  name: string
  autoComplete: 'name' | 'organization' | 'username'
  hint?: string
  ref?: Ref<HTMLInputElement>
}

/** A line of text that browsers know how to fill in. */
export function TextInput(props: TextInputProps) {
  const { label, value, onChange, fault, name, autoComplete, hint, ref } = props
  const styles = useStyles()
  const email = autoComplete === 'username'
  return (
    <Field
      className={styles.field}
      label={label}
      {...(fault === null ? {} : { validationMessage: fault, validationState: 'error' as const })}
      {...(hint === undefined ? {} : { hint })}
    >
      <Input
        className={styles.input}
        type={email ? 'email' : 'text'}
        name={name}
        size="large"
        autoComplete={autoComplete}
        autoCapitalize={email ? 'none' : 'words'}
        spellCheck={false}
        {...(email ? { inputMode: 'email' as const } : {})}
        value={value}
        onChange={(_, data) => onChange(data.value)}
        {...(ref === undefined ? {} : { input: { ref } })}
      />
    </Field>
  )
}
