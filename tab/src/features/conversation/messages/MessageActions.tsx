import { Button, Popover, PopoverSurface, PopoverTrigger, Tooltip } from '@fluentui/react-components'
import {
  ArrowReply16Regular,
  CheckboxChecked16Regular,
  Checkmark16Regular,
  Copy16Regular,
  EmojiAdd16Regular,
  Info16Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useSelection } from '../thread/selection.ts'
import { usePaneTools } from '../pane-tools.ts'
import { useStyles } from './MessageActions.styles.ts'
import { ReactionPicker } from './ReactionPicker.tsx'
import { useCopy } from './use-copy.ts'

interface MessageActionsProps {
  message: MessageView
  /** A picker that is open keeps the bar where it is. */
  onHold: (held: boolean) => void
}

/** What can be done with a message; shown while the pointer or the focus is on it. */
export function MessageActions({ message, onHold }: MessageActionsProps) {
  const { t } = useTranslation('conversation')
  const { actions, can, replyTo, showDetails, select } = usePaneTools()
  const styles = useStyles()
  const { copied, copy } = useCopy()
  const [picking, setPicking] = useState(false)
  const { text } = message
  const isChoosing = useSelection() !== null
  const isGone = message.revokedAt !== undefined
  const isCustomers = message.direction === 'inbound' && !isGone
  const mine = message.reactions?.find((reaction) => reaction.by === 'member')?.emoji
  const hold = (open: boolean) => {
    setPicking(open)
    onHold(open)
  }

  // While messages are chosen, a press on one of them means that alone.
  if (isChoosing) return null
  return (
    <div className={styles.root} role="toolbar" aria-label={t('message.actions')}>
      {can.quote && message.direction !== 'note' && !isGone && (
        <Tooltip content={t('message.reply')} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowReply16Regular />}
            onClick={() => replyTo(message)}
          />
        </Tooltip>
      )}
      {can.react && isCustomers && (
        <Popover
          open={picking}
          onOpenChange={(_, { open }) => hold(open)}
          trapFocus
          positioning={{ position: 'above', overflowBoundaryPadding: 8 }}
        >
          <PopoverTrigger disableButtonEnhancement>
            <Tooltip content={t('message.react')} relationship="label">
              <Button size="small" appearance="subtle" icon={<EmojiAdd16Regular />} />
            </Tooltip>
          </PopoverTrigger>
          <PopoverSurface className={styles.picker} aria-label={t('message.react')}>
            <ReactionPicker
              mine={mine}
              onChoose={(emoji) => {
                hold(false)
                void actions.react(message.id, emoji)
              }}
            />
          </PopoverSurface>
        </Popover>
      )}
      {text !== undefined && !isGone && (
        <Tooltip content={copied ? t('message.copied') : t('message.copy')} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={copied ? <Checkmark16Regular /> : <Copy16Regular />}
            onClick={() => copy(text)}
          />
        </Tooltip>
      )}
      {select !== null && (
        <Tooltip content={t('message.select')} relationship="label">
          <Button
            size="small"
            appearance="subtle"
            icon={<CheckboxChecked16Regular />}
            onClick={() => select(message.id)}
          />
        </Tooltip>
      )}
      <Tooltip content={t('message.details')} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<Info16Regular />}
          onClick={() => showDetails(message)}
        />
      </Tooltip>
    </div>
  )
}
