import { Input } from '@fluentui/react-components'
import { Search16Regular } from '@fluentui/react-icons'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { searchEmojis } from './emoji-set.ts'
import { useStyles } from './EmojiGrid.styles.ts'

const COLUMNS = 8

/** Emoji to choose from: search by words, move with the arrows, choose with Enter. */
export function EmojiGrid({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [query, setQuery] = useState('')
  const found = searchEmojis(query, (name) => t(`emoji.${name}`))

  const chooseFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = found[0]
    if (event.key === 'Enter' && first !== undefined) {
      event.preventDefault()
      onChoose(first.emoji)
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      event.currentTarget.closest('[data-emoji-grid]')?.querySelector<HTMLElement>('button')?.focus()
    }
  }

  return (
    <div className={styles.root} data-emoji-grid>
      <Input
        size="small"
        value={query}
        placeholder={t('composer.emojiSearch')}
        aria-label={t('composer.emojiSearch')}
        contentBefore={<Search16Regular />}
        onChange={(_, { value }) => setQuery(value)}
        input={{ onKeyDown: chooseFirst }}
      />
      {found.length === 0 ? (
        <output className={styles.nothing}>{t('composer.emojiNone')}</output>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys of its buttons
        <fieldset className={styles.grid} aria-label={t('composer.emoji')} onKeyDown={moveFocus}>
          {found.map(({ name, emoji }, index) => (
            <button
              key={name}
              type="button"
              className={styles.emoji}
              tabIndex={index === 0 ? 0 : -1}
              aria-label={t(`emoji.${name}`)}
              title={t(`emoji.${name}`)}
              onClick={() => onChoose(emoji)}
            >
              {emoji}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  if (step === undefined) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  const next = buttons[at + step]
  event.preventDefault()
  if (next !== undefined) next.focus()
  else if (at + step < 0) {
    event.currentTarget.closest('[data-emoji-grid]')?.querySelector('input')?.focus()
  }
}
