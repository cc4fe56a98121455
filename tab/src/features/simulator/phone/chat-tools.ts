import { createContext, use } from 'react'
import type { ChatPlace } from '../state/control-api.ts'
import type { Message } from '../state/wire.ts'

/** What every bubble of the open chat may need. */
export interface ChatTools {
  place: ChatPlace
  businessName: string
  aheadMs: number
  find: (messageId: string) => Message | undefined
  reply: (message: Message) => void
  edit: (message: Message) => void
}

export const ChatContext = createContext<ChatTools | null>(null)

export function useChatTools(): ChatTools {
  const tools = use(ChatContext)
  if (tools === null) throw new Error('used outside a chat')
  return tools
}
