import { Button, Field, Input } from '@fluentui/react-components'
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons'
import { useState, type JSX, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './EntrancePage.styles.ts'

export interface PasswordInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** What password managers do here: fill in the one they know, or offer to make one. */
  kind: 'current' | 'new'
  /** Why it was not accepted; `null` when nothing is wrong with it. */
  fault: string | null
  name?: string
  hint?: JSX.Element
  ref?: Ref<HTMLInputElement>
}

/** A password, which can be shown while it is typed. */
export function PasswordInput(props: PasswordInputProps) {
  const { label, value, onChange, kind, fault, hint, name = 'password', ref } = props
  const { t } = useTranslation('session')
  const styles = useStyles()
  const [visible, setVisible] = useState(false)
  return (
    <Field
      className={styles.field}
      label={label}
      {...(fault === null ? {} : { validationMessage: fault, validationState: 'error' as const })}
      {...(hint === undefined ? {} : { hint })}
    >
      <Input
        {...(ref === undefined ? {} : { input: { ref } })}
        className={styles.input}
        type={visible ? 'text' : 'password'}
        name={name}
        autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
        autoCapitalize="none"
        spellCheck={false}
        size="large"
        value={value}
        onChange={(_, data) => onChange(data.value)}
        contentAfter={
          <Button
            appearance="transparent"
            size="small"
            icon={visible ? <EyeOffRegular /> : <EyeRegular />}
            aria-label={t(visible ? 'hidePassword' : 'showPassword')}
            aria-pressed={visible}
            onClick={() => setVisible(!visible)}
          />
        }
      />
    </Field>
  )
}
