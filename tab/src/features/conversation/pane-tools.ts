import { createContext, use, useMemo } from 'react'
import type { ConversationDetail, ConversationView } from '../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../server/contract/message.ts'
import { takesFreeText, type ComposerState } from './composer/composer-state.ts'
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
  /** Begins to choose messages to be moved; `null` where they cannot be. */
  select: ((messageId: string) => void) | null
}

/** What may be done with messages now; the same object for as long as nothing of it changes. */
export function usePaneCan(state: ComposerState, detail: ConversationDetail | null): PaneTools['can'] {
  const reply = takesFreeText(state)
  const template =
    (detail?.capabilities.templates ?? false) && (reply || (state.kind === 'closed' && state.templates))
  const reopen = state.kind === 'inactive' && (detail?.can.reopen ?? false)
  const react = reply && (detail?.capabilities.reactions ?? false)
  const quote = reply && (detail?.capabilities.replyTo ?? false)
  return useMemo(() => ({ reply, react, quote, template, reopen }), [reply, react, quote, template, reopen])
}

const PaneToolsContext = createContext<PaneTools | null>(null)
export const PaneToolsProvider = PaneToolsContext.Provider

export function usePaneTools(): PaneTools {
  const tools = use(PaneToolsContext)
  if (tools === null) throw new Error('used outside a conversation pane')
  return tools
}
