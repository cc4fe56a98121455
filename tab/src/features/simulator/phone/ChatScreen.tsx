import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
} from '@fluentui/react-components'
import {
  AirplaneRegular,
  ArrowLeftRegular,
  BeakerRegular,
  BuildingShopRegular,
  MoreVerticalRegular,
} from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chatKey, chatOf, type PhoneState } from '../state/phone-state.ts'
import type { BusinessNumber, Contact, Message } from '../state/wire.ts'
import { useStyles } from './ChatScreen.styles.ts'
import { ChatContext, type ChatTools } from './chat-tools.ts'
import { Composer } from './Composer.tsx'
import { MessageList } from './MessageList.tsx'
import { useMarkRead } from './use-mark-read.ts'
import { useTyping } from './use-typing.ts'

export interface ChatScreenProps {
  state: PhoneState
  contact: Contact
  number: BusinessNumber
  onBack: () => void
  onNumber: (phoneNumberId: string) => void
  onOpenLab?: () => void
}

/** What the composer is about, besides a new message. */
export type ComposerMode = { do: 'reply'; message: Message } | { do: 'edit'; message: Message } | null

/** One customer's chat with one business number. */
export function ChatScreen({ state, contact, number, ...rest }: ChatScreenProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [mode, setMode] = useState<ComposerMode>(null)
  const chat = useMemo(() => chatOf(state, number, contact), [state, number, contact])
  const typing = useTyping(state.typing.get(chatKey(number.phoneNumberId, contact.id)) ?? null)
  useMarkRead(chat)
  const tools = useMemo<ChatTools>(
    () => ({
      place: { contactId: contact.id, phoneNumberId: number.phoneNumberId },
      businessName: number.displayName,
      aheadMs: state.aheadMs,
      find: (messageId) => state.messages.get(messageId),
      reply: (message) => setMode({ do: 'reply', message }),
      edit: (message) => setMode({ do: 'edit', message }),
    }),
    [contact.id, number, state.aheadMs, state.messages],
  )
  return (
    <ChatContext value={tools}>
      <Header state={state} contact={contact} number={number} typing={typing} {...rest} />
      <MessageList chat={chat} typing={typing} />
      {!contact.online && (
        <output className={styles.notice}>
          <AirplaneRegular aria-hidden="true" />
          {t('composer.noNetwork')}
        </output>
      )}
      {contact.hasWhatsApp ? (
        <Composer
          mode={mode}
          onModeDone={() => setMode(null)}
          people={[...state.contacts.values()].filter((person) => person.id !== contact.id)}
        />
      ) : (
        <output className={styles.notice}>{t('composer.noWhatsApp', { name: contact.name })}</output>
      )}
    </ChatContext>
  )
}

function Header(props: ChatScreenProps & { typing: boolean }) {
  const { state, contact, number, typing, onBack, onNumber, onOpenLab } = props
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  return (
    <header className={styles.header}>
      <Button
        appearance="subtle"
        size="large"
        aria-label={t('chat.back')}
        icon={<ArrowLeftRegular />}
        onClick={onBack}
      />
      <span className={styles.logo} aria-hidden="true">
        <BuildingShopRegular />
      </span>
      <div className={styles.who}>
        <h1 className={styles.name}>{number.displayName}</h1>
        <span className={mergeClasses(styles.sub, typing && styles.typing)} aria-live="polite">
          {typing ? t('chat.typing') : t('chat.as', { name: contact.name })}
        </span>
      </div>
      {state.numbers.length > 1 && (
        <Menu
          checkedValues={{ number: [number.phoneNumberId] }}
          onCheckedValueChange={(_event, { checkedItems }) =>
            onNumber(checkedItems[0] ?? number.phoneNumberId)
          }
        >
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="subtle"
              size="large"
              aria-label={t('chat.otherNumber')}
              icon={<MoreVerticalRegular />}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {state.numbers.map((item) => (
                <MenuItemRadio key={item.phoneNumberId} name="number" value={item.phoneNumberId}>
                  {item.displayName} · {item.phoneNumber}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {onOpenLab !== undefined && (
        <Button
          appearance="subtle"
          size="large"
          aria-label={t('lab.open')}
          icon={<BeakerRegular />}
          onClick={onOpenLab}
        />
      )}
    </header>
  )
}
