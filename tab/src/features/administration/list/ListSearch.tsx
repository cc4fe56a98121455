import { Button, Input } from '@fluentui/react-components'
import { DismissRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

const TYPING_PAUSE_MS = 250

export interface ListSearchProps {
  q: string
  label: string
  className: string
  onSearch: (q: string) => void
  /** Leaves the field for what was found. */
  onDone: () => void
}

/** Searches while typing: after a short pause, so that half-typed words cost nothing. */
export function ListSearch({ q, label, className, onSearch, onDone }: ListSearchProps) {
  const { t } = useTranslation('administration')
  const [text, setText] = useState(q)
  const [known, setKnown] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // The address changed without us (back, a cleared search): the field follows.
  if (q !== known) {
    setKnown(q)
    if (q !== text.trim()) setText(q)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(value: string, pauseMs: number): void {
    clearTimeout(timer.current)
    setText(value)
    timer.current = setTimeout(() => onSearch(value.trim()), pauseMs)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault()
      search('', 0)
    }
    if (event.key === 'Enter') search(text, 0)
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      onDone()
    }
  }

  return (
    <Input
      input={{ ref: field }}
      className={className}
      type="search"
      autoComplete="off"
      enterKeyHint="search"
      maxLength={200}
      aria-label={label}
      placeholder={label}
      value={text}
      contentBefore={<SearchRegular />}
      contentAfter={
        text === '' ? null : (
          <Button
            appearance="transparent"
            size="small"
            icon={<DismissRegular />}
            aria-label={t('search.clear')}
            onClick={() => {
              search('', 0)
              field.current?.focus()
            }}
          />
        )
      }
      onChange={(_, { value }) => search(value, TYPING_PAUSE_MS)}
      onKeyDown={onKeyDown}
    />
  )
}
