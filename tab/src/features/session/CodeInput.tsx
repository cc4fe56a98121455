import { Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Ref } from 'react'
import { useStyles as useEntranceStyles } from './EntrancePage.styles.ts'

/** Of the codes that authenticator apps show (RFC 6238). */
export const CODE_DIGITS = 6

const useStyles = makeStyles({
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase500,
    fontVariantNumeric: 'tabular-nums',
  },
  digits: { '& input': { letterSpacing: '0.35em', fontFamily: 'inherit', fontSize: 'inherit' } },
  letters: {
    '& input': { letterSpacing: '0.05em', fontFamily: 'inherit', fontSize: tokens.fontSizeBase400 },
  },
})

export interface CodeInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** `digits`: what an app shows. `recovery`: one that was stored. `either`: both are taken. */
  kind: 'digits' | 'recovery' | 'either'
  fault: string | null
  ref?: Ref<HTMLInputElement>
}

/** A code of the second factor; however it is typed or pasted (`123 456`), its digits count. */
export function CodeInput({ label, value, onChange, kind, fault, ref }: CodeInputProps) {
  const styles = useStyles()
  const entrance = useEntranceStyles()
  const digits = kind === 'digits'
  const tidy = (text: string): string => (digits ? text.replaceAll(/\D/g, '').slice(0, CODE_DIGITS) : text)
  return (
    <Field
      className={entrance.field}
      label={label}
      {...(fault === null ? {} : { validationMessage: fault, validationState: 'error' as const })}
    >
      <Input
        className={mergeClasses(entrance.input, styles.code, digits ? styles.digits : styles.letters)}
        type="text"
        name="totp"
        {...(ref === undefined ? {} : { input: { ref } })}
        size="large"
        // A telephone offers the code by itself only where one is asked for.
        autoComplete={kind === 'recovery' ? 'off' : 'one-time-code'}
        inputMode={digits ? 'numeric' : 'text'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={(_, data) => onChange(tidy(data.value))}
      />
    </Field>
  )
}
