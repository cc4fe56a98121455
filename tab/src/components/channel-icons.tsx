import { CallFilled, ChatFilled } from '@fluentui/react-icons'
import type { ComponentType } from 'react'
import type { ChannelKind } from '../../../server/contract/message.ts'

/** How a channel is drawn; its name is in the catalogue under `channel.*`. */
export const channelIcons: Record<ChannelKind, ComponentType> = {
  whatsapp: ChatFilled,
  telephony: CallFilled,
}
