import { Combobox, makeStyles, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'

export interface Choice {
  value: string
  text: string
}

export interface ChooserProps {
  /** What its row or field names and explains it with. */
  aria?: object
  value: string
  choices: readonly Choice[]
  disabled?: boolean
  onChange: (value: string) => void
}

/** So many at once are enough to see that more has to be typed, and few enough to be drawn at once. */
const MOST_SHOWN = 80

const useStyles = makeStyles({ list: { maxHeight: '320px' } })

/** Those that contain what was typed, the ones that begin with it first. */
function matching(
  choices: readonly Choice[],
  typed: string,
  fold: (text: string) => string,
): readonly Choice[] {
  const words = fold(typed.trim())
  if (words === '') return choices.slice(0, MOST_SHOWN)
  const found = choices.filter(({ text }) => fold(text).includes(words))
  const begins = ({ text }: Choice): boolean => fold(text).startsWith(words)
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))].slice(0, MOST_SHOWN)
}

/** One of many: found by typing a part of its name. */
export function Chooser({ aria = {}, value, choices, disabled = false, onChange }: ChooserProps) {
  const { t } = useTranslation('studio')
  const format = useFormat()
  const styles = useStyles()
  const [typed, setTyped] = useState<string | null>(null)
  const fold = (text: string): string => text.toLocaleLowerCase(format.language).replaceAll('_', ' ')
  const shown = matching(choices, typed ?? '', fold)
  const current = choices.find((choice) => choice.value === value)?.text ?? value
  return (
    <Combobox
      {...aria}
      autoComplete="off"
      disabled={disabled}
      value={typed ?? current}
      selectedOptions={[value]}
      listbox={{ className: styles.list }}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(null)}
      onOptionSelect={(_, { optionValue }) => {
        // Fluent clears the selection when nothing on the list begins with what is typed: nothing has been chosen then.
        if (optionValue === undefined || optionValue === '') return
        setTyped(null)
        onChange(optionValue)
      }}
    >
      {shown.length === 0 && (
        <Option disabled value="">
          {t('parts.nothingFound')}
        </Option>
      )}
      {shown.map((choice) => (
        <Option key={choice.value} value={choice.value}>
          {choice.text}
        </Option>
      ))}
    </Combobox>
  )
}
