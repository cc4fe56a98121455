import { Checkbox, mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { messageExcerpt } from '../messages/message-words.ts'
import { isMovable, useSelection } from './selection.ts'
import { useStyles } from './SelectableRow.styles.ts'

interface SelectableRowProps {
  message: MessageView
  /** The one message of the thread that the Tab key reaches. */
  current: boolean
  children: ReactNode
}

/** A message with a box to choose it by while messages are chosen; a press anywhere on it does the same. */
export function SelectableRow({ message, current, children }: SelectableRowProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const selection = useSelection()
  if (selection === null) return children
  const chosen = selection.chosen.has(message.id)
  const movable = isMovable(message)
  return (
    // What the keyboard does is the box's, and the arrow keys' of the thread.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className={mergeClasses(styles.root, movable && styles.movable, chosen && styles.chosen)}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClickCapture={(event) => {
        // Links, players and pictures wait until the choosing is over.
        event.preventDefault()
        event.stopPropagation()
        if (movable) selection.toggle(message.id, event.shiftKey)
      }}
    >
      <span className={styles.box}>
        {movable && (
          <Checkbox
            checked={chosen}
            readOnly
            tabIndex={current ? 0 : -1}
            aria-label={t('selection.choose', { content: messageExcerpt(message, t) })}
          />
        )}
      </span>
      <div className={styles.content}>{children}</div>
    </div>
  )
}
