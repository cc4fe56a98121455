import { mergeClasses } from '@fluentui/react-components'
import { ErrorCircle12Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { MessageView, Reaction } from '../../../../../server/contract/message.ts'
import { useStyles as useHiddenStyles } from '../hidden.styles.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useStyles } from './ReactionChips.styles.ts'
import { safeName } from './text-format.ts'

/** Reactions at the edge of a bubble; a press on our own takes it back. */
export function ReactionChips({ message }: { message: MessageView }) {
  const styles = useStyles()
  if (message.reactions === undefined || message.reactions.length === 0) return null
  return (
    <span className={mergeClasses(styles.root, message.direction !== 'inbound' && styles.end)}>
      {message.reactions.map((reaction, index) => (
        <Chip key={index} message={message} reaction={reaction} />
      ))}
    </span>
  )
}

function Chip({ message, reaction }: { message: MessageView; reaction: Reaction }) {
  const { t } = useTranslation('conversation')
  const { actions, can } = usePaneTools()
  const styles = useStyles()
  const hidden = useHiddenStyles()
  const emoji = safeName(reaction.emoji)
  const failed = reaction.status === 'failed'
  const words = failed
    ? t('message.reactionFailed')
    : t('message.reaction', { name: safeName(reaction.name), emoji })
  const shown = (
    <>
      {emoji}
      {failed && <ErrorCircle12Regular aria-hidden="true" className={styles.failed} />}
    </>
  )
  if (reaction.by === 'member' && can.react) {
    return (
      <button
        type="button"
        className={mergeClasses(styles.chip, styles.mine)}
        aria-label={failed ? words : t('message.reactionMine', { emoji })}
        title={words}
        onClick={() => void actions.react(message.id, '')}
      >
        {shown}
      </button>
    )
  }
  return (
    <span className={styles.chip} title={words}>
      <span aria-hidden="true">{shown}</span>
      <span className={hidden.hidden}>{words}</span>
    </span>
  )
}
