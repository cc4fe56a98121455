import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
} from '@fluentui/react-components'
import { ArrowReplyRegular, ChevronDownRegular, DeleteRegular, EditRegular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import type { Message } from '../state/wire.ts'
import { useRun } from '../use-run.tsx'
import { useStyles } from './Bubble.styles.ts'
import { useChatTools } from './chat-tools.ts'

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏']

export interface BubbleMenuProps {
  message: Message
  open: boolean
  onOpen: (open: boolean) => void
}

/** Answer, react, change, delete. */
export function BubbleMenu({ message, open, onOpen }: BubbleMenuProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const { place, reply, edit } = useChatTools()
  const own = message.author === 'customer'
  const { content } = message
  const editable =
    own && (content.kind === 'text' || (content.kind === 'media' && content.caption !== undefined))

  return (
    <Menu
      open={open}
      onOpenChange={(_event, data) => onOpen(data.open)}
      positioning={{ position: 'below', align: own ? 'end' : 'start', fallbackPositions: ['above'] }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.menu}
          data-menu=""
          aria-label={t('bubble.options')}
          icon={<ChevronDownRegular />}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup className={styles.emojis}>
            {EMOJIS.map((emoji) => {
              const chosen = message.reactions.customer === emoji
              const words = t(chosen ? 'bubble.unreact' : 'bubble.react', { emoji })
              return (
                <MenuItem
                  key={emoji}
                  aria-label={words}
                  title={words}
                  className={mergeClasses(styles.emoji, chosen && styles.chosen)}
                  onClick={() => void run(controlApi.react(place, message.id, chosen ? '' : emoji))}
                >
                  {emoji}
                </MenuItem>
              )
            })}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<ArrowReplyRegular />} onClick={() => reply(message)}>
            {t('bubble.reply')}
          </MenuItem>
          {editable && (
            <MenuItem icon={<EditRegular />} onClick={() => edit(message)}>
              {t('bubble.edit')}
            </MenuItem>
          )}
          {own && (
            <MenuItem icon={<DeleteRegular />} onClick={() => void run(controlApi.revoke(place, message.id))}>
              {t('bubble.delete')}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
