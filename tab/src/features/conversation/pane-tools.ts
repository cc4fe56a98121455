import { createContext, use } from 'react'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../server/contract/message.ts'
import type { ConversationActions, Person } from './types.ts'

/** What the parts of a thread share. It changes seldom: every message on the screen is drawn anew when it does. */
export interface PaneTools {
  me: Person
  actions: ConversationActions
  contact: ConversationView['contact']
  can: {
    /** Free text may leave now. */
    reply: boolean
    react: boolean
    quote: boolean
    template: boolean
    reopen: boolean
  }
  replyTo: (message: MessageView) => void
  /** Puts a text back into the editor. */
  edit: (text: string) => void
  openTemplates: (draft?: string) => void
  jumpTo: (messageId: string) => void
  showDetails: (message: MessageView) => void
}

const PaneToolsContext = createContext<PaneTools | null>(null)
export const PaneToolsProvider = PaneToolsContext.Provider

export function usePaneTools(): PaneTools {
  const tools = use(PaneToolsContext)
  if (tools === null) throw new Error('used outside a conversation pane')
  return tools
}
