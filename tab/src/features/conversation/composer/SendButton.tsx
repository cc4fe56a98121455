import {
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  type MenuButtonProps,
  type MenuTriggerChildProps,
} from '@fluentui/react-components'
import { Note20Regular, Send20Filled } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ComposerMode, SendKey } from './draft-store.ts'
import { useStyles } from './SendButton.styles.ts'

interface SendButtonProps {
  mode: ComposerMode
  disabled: boolean
  /** The window is about to close and the server has not answered yet. */
  checking: boolean
  sendKey: SendKey
  onSendKey: (key: SendKey) => void
  onSend: () => void
}

/** `Ctrl` or `⌘`, as the keyboard at hand calls it. */
export function modifierName(): string {
  return /Mac|iPhone|iPad/u.test(globalThis.navigator.userAgent) ? '⌘' : 'Ctrl'
}

/** Sends; the arrow beside it chooses with which key. */
export function SendButton({ mode, disabled, checking, sendKey, onSendKey, onSend }: SendButtonProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const label = checking ? t('composer.checking') : t(mode === 'note' ? 'composer.sendNote' : 'composer.send')
  return (
    <Menu
      positioning="above-end"
      checkedValues={{ sendKey: [sendKey] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        onSendKey(checkedItems[0] === 'modEnter' ? 'modEnter' : 'enter')
      }
    >
      <MenuTrigger disableButtonEnhancement>
        {(trigger: MenuTriggerChildProps) => (
          <SplitButton
            appearance={disabled ? 'secondary' : 'primary'}
            className={styles.root}
            icon={mode === 'note' ? <Note20Regular /> : <Send20Filled />}
            menuButton={{ ...(trigger as MenuButtonProps), 'aria-label': t('composer.sendOptions') }}
            primaryActionButton={{
              'aria-label': label,
              'aria-keyshortcuts': sendKey === 'enter' ? 'Enter' : 'Control+Enter Meta+Enter',
              disabledFocusable: disabled || checking,
              onClick: onSend,
            }}
          >
            <span className={styles.label}>{label}</span>
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="sendKey" value="enter">
            {t('composer.sendEnter')}
          </MenuItemRadio>
          <MenuItemRadio name="sendKey" value="modEnter">
            {t('composer.sendModEnter', { key: modifierName() })}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
