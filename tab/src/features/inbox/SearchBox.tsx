import { Button, Input, mergeClasses } from '@fluentui/react-components'
import { DismissRegular, SearchRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ariaShortcut } from './shortcuts.ts'

const TYPING_PAUSE_MS = 250
export const SEARCH_ID = 'inbox-search'

export interface SearchBoxProps {
  q: string
  onSearch: (q: string) => void
  /** Leaves the field for the results. */
  onDone: () => void
  className?: string
}

/** Searches while typing: after a short pause, so that half-typed words cost nothing. */
export function SearchBox({ q, onSearch, onDone, className }: SearchBoxProps) {
  const { t } = useTranslation('inbox')
  const [text, setText] = useState(q)
  const [known, setKnown] = useState(q)
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
    if (event.key === 'Escape') {
      event.preventDefault()
      if (text === '') onDone()
      else search('', 0)
    }
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      if (event.key === 'Enter') search(text, 0)
      onDone()
    }
  }

  return (
    <Input
      id={SEARCH_ID}
      className={mergeClasses(className)}
      type="search"
      autoComplete="off"
      enterKeyHint="search"
      maxLength={200}
      aria-label={t('search.label')}
      aria-keyshortcuts={ariaShortcut('search')}
      placeholder={t('search.placeholder')}
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
              focusSearch()
            }}
          />
        )
      }
      onChange={(_, data) => search(data.value, TYPING_PAUSE_MS)}
      onKeyDown={onKeyDown}
    />
  )
}

export function focusSearch(): void {
  const field = document.getElementById(SEARCH_ID)
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  field.select()
}
