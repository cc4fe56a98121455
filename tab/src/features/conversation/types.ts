import type { z } from 'zod'
import type { ConversationDetail, ConversationView } from '../../../../server/contract/conversation.ts'
import type { ErrorCode, Problem } from '../../../../server/contract/errors.ts'
import type { sendMessageBody } from '../../../../server/contract/http.ts'
import type { Attachment, MessageView } from '../../../../server/contract/message.ts'
import type { TemplateView } from '../../../../server/contract/template.ts'

/** What goes out: the body of the request; the same `clientId` when it is tried again. */
export type Draft = z.input<typeof sendMessageBody>

/** An answer that the server has not confirmed yet. */
export interface PendingMessage {
  clientId: string
  body: Draft
  /** Local time of pressing send, in the server's clock. */
  at: string
  /** `waiting`: no connection, leaves by itself when it is back. `rejected`: the server said no. */
  state: 'sending' | 'waiting' | 'rejected'
  problem?: Problem
  /** For the optimistic bubble. */
  preview: { text?: string; attachments?: Attachment[] }
}

/** The loaded part of a thread, oldest first by `(at, seq)`. */
export interface Thread {
  messages: readonly MessageView[]
  pending: readonly PendingMessage[]
  hasOlder: boolean
  loading: 'first' | 'older' | null
  failed: ErrorCode | 'offline' | null
}

export interface Person {
  id: string
  name: string
}

/** Everything that the conversation pane can cause; each reports its own failure to the person. */
export interface ConversationActions {
  send(draft: Draft, preview: PendingMessage['preview']): void
  /** Sends a rejected or waiting draft again, or forgets it. */
  resend(clientId: string): void
  discard(clientId: string): void
  /** A new attempt of a failed or unconfirmed message. */
  retry(messageId: string): Promise<void>
  settle(messageId: string, as: 'sent' | 'failed'): Promise<void>
  react(messageId: string, emoji: string): Promise<void>
  upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Attachment>
  /** An object URL for a received or uploaded file; cached, revoked by the owner of the cache. */
  fileUrl(attachment: Attachment): Promise<string>
  loadOlder(): void
  reload(): void
  assign(memberId: string | null): Promise<void>
  resolve(): Promise<void>
  reopen(): Promise<void>
  snooze(until: string): Promise<void>
  typing(on: boolean): void
  templates(refresh: boolean): Promise<readonly TemplateView[]>
}

export interface ConversationPaneProps {
  me: Person
  conversation: ConversationView
  /** `null` while it is loaded. */
  detail: ConversationDetail | null
  thread: Thread
  /** A message to be shown first, wherever in the thread it is. */
  messageId?: string
  viewers: readonly Person[]
  typing: readonly Person[]
  /** The server's time now: every countdown is made from it. */
  now: () => Date
  actions: ConversationActions
  /** Puts a question that is answered over the whole app; absent where there is nobody to ask. */
  onAsk?: (what: 'labels' | 'assign' | 'merge') => void
  /** Moves messages into a conversation of their own; answers whether that was done. Absent where it is not offered. */
  onSplit?: (messageIds: readonly string[]) => Promise<boolean>
  onOpenConversation?: (conversationId: string) => void
  /** On narrow screens: back to the list. */
  onBack?: () => void
  onToggleDetails?: () => void
  detailsOpen: boolean
}
