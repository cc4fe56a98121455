import { Button, mergeClasses } from '@fluentui/react-components'
import { Add16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmojiGrid } from '../composer/EmojiGrid.tsx'
import { commonReactions } from '../composer/emoji-set.ts'
import { useStyles } from './ReactionPicker.styles.ts'

interface ReactionPickerProps {
  /** Our reaction so far; choosing it again takes it back. */
  mine: string | undefined
  /** An empty emoji takes the reaction back. */
  onChoose: (emoji: string) => void
}

/** The usual reactions in one row, all the others behind the plus. */
export function ReactionPicker({ mine, onChoose }: ReactionPickerProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const [all, setAll] = useState(false)
  if (all) return <EmojiGrid onChoose={onChoose} />
  return (
    <fieldset className={styles.root} aria-label={t('message.react')}>
      {commonReactions.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className={mergeClasses(styles.emoji, mine === emoji && styles.mine)}
          aria-pressed={mine === emoji}
          aria-label={mine === emoji ? t('message.takeBack') : t('message.reactWith', { emoji })}
          onClick={() => onChoose(mine === emoji ? '' : emoji)}
        >
          {emoji}
        </button>
      ))}
      <Button
        appearance="subtle"
        shape="circular"
        icon={<Add16Regular />}
        aria-label={t('message.reactMore')}
        onClick={() => setAll(true)}
      />
    </fieldset>
  )
}
