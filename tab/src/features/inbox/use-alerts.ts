import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveEvent } from '../../api/socket.ts'
import { contactName } from '../../components/contact-name.ts'
import { readSettings } from '../../state/settings.ts'
import { playSound, showNotification } from './notifications.ts'
import { previewText } from './row-words.ts'
import { useNotify } from './use-notify.tsx'
import { useInbox, useWorkspace } from './use-workspace.ts'

/** Draws attention to what concerns this member while he looks elsewhere, and to what went wrong. */
export function useAlerts(onOpen: (id: string) => void): void {
  const workspace = useWorkspace()
  const notices = useInbox((state) => state.notices)
  const notify = useNotify()
  const { t } = useTranslation(['inbox', 'common'])

  useEffect(() => {
    function onEvent(event: LiveEvent): void {
      if (event.type !== 'message:created' || event.payload.direction !== 'inbound') return
      const { conversations, me } = workspace.store.get()
      const conversation = conversations.get(event.payload.conversationId)
      if (conversation === undefined || document.hasFocus()) return
      if (conversation.assignee !== null && conversation.assignee.id !== me.id) return
      const { desktopNotifications, sound } = readSettings()
      if (sound) playSound()
      if (desktopNotifications !== 'on') return
      const body = previewText(t, conversation)
      // It may be seen by others in the room: the masked title is made for that.
      showNotification(conversation.id, { title: conversation.title, body }, () => onOpen(conversation.id))
    }
    return workspace.onEvents((events) => events.forEach(onEvent))
  }, [workspace, t, onOpen])

  useEffect(() => {
    for (const notice of notices) {
      workspace.dismiss(notice)
      const { conversationId, channelName: name = '' } = notice
      if (notice.kind === 'channel_recovered') notify.done(t('inbox:notice.channel_recovered', { name }))
      // A failing channel has its strip, which stays for as long as it fails.
      if (notice.kind !== 'message_failed') continue
      const { conversations } = workspace.store.get()
      const conversation = conversationId === undefined ? undefined : conversations.get(conversationId)
      const text =
        conversation === undefined
          ? t('inbox:notice.message_failed')
          : t('inbox:notice.message_failedTo', { name: contactName(conversation) })
      notify.failed(
        text,
        undefined,
        conversationId === undefined
          ? undefined
          : { text: t('inbox:notice.open'), run: () => onOpen(conversationId) },
      )
    }
  }, [notices, workspace, notify, t, onOpen])
}
