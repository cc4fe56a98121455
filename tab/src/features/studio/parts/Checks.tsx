import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { Issue } from './Row.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0, margin: 0, padding: 0, border: 'none' },
  legend: { padding: '0 0 4px' },
  label: { display: 'flex', flexDirection: 'column' },
  hint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
})

export interface ChecksProps<T extends string> {
  label: string
  options: readonly { value: T; name: string; hint?: string }[]
  chosen: readonly T[]
  issue?: string | undefined
  onChange: (chosen: T[]) => void
}

/** Some of several, in their order. */
export function Checks<T extends string>({ label, options, chosen, issue, onChange }: ChecksProps<T>) {
  const styles = useStyles()
  const id = useId()
  return (
    <fieldset className={styles.root} {...(issue === undefined ? {} : { 'aria-describedby': id })}>
      <legend className={styles.legend}>{label}</legend>
      {options.map(({ value, name, hint }) => (
        <Checkbox
          key={value}
          checked={chosen.includes(value)}
          onChange={(_, { checked }) =>
            onChange(
              options
                .map((option) => option.value)
                .filter((one) => (one === value ? checked === true : chosen.includes(one))),
            )
          }
          label={
            <span className={styles.label}>
              <span>{name}</span>
              {hint !== undefined && <span className={styles.hint}>{hint}</span>}
            </span>
          }
        />
      ))}
      {issue !== undefined && <Issue id={id}>{issue}</Issue>}
    </fieldset>
  )
}
