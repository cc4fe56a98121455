import { Button, Tooltip } from '@fluentui/react-components'
import { Add12Regular } from '@fluentui/react-icons'
import { type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { insertInto } from '../speech/placeholders.ts'

export type PlaceholderName = 'company' | 'number' | 'opensAt' | 'name'

export interface PlaceholderButtonsProps {
  /** Whose text it is, for those who do not see where the buttons stand. */
  what: string
  names: readonly PlaceholderName[]
  value: string
  field: RefObject<HTMLTextAreaElement | HTMLInputElement | null>
  onChange: (value: string) => void
}

/** Puts a placeholder where the caret is. */
export function PlaceholderButtons({ what, names, value, field, onChange }: PlaceholderButtonsProps) {
  const { t } = useTranslation('studio')

  function insert(name: PlaceholderName): void {
    const element = field.current
    const range = {
      start: element?.selectionStart ?? value.length,
      end: element?.selectionEnd ?? value.length,
    }
    const { text, caret } = insertInto(value, `{{${name}}}`, range)
    flushSync(() => onChange(text))
    element?.focus()
    element?.setSelectionRange(caret, caret)
  }

  return names.map((name) => (
    <Tooltip key={name} content={t(`placeholder.${name}.hint`)} relationship="description">
      <Button
        size="small"
        appearance="subtle"
        icon={<Add12Regular />}
        aria-label={t('placeholder.insert', { name: t(`placeholder.${name}.label`), what })}
        // The caret stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => insert(name)}
      >
        {t(`placeholder.${name}.label`)}
      </Button>
    </Tooltip>
  ))
}
