import { useCallback, useMemo, useState } from 'react'
import type { Thread } from '../types.ts'
import {
  inboundAfter,
  lastSeq,
  localDay,
  threadRows,
  unreadDivider,
  type Divider,
  type ThreadRow,
} from './thread-rows.ts'

/**
 * The rows of the thread with the divider of what was new when the conversation was opened. It stays where it is
 * for the whole visit, also when the server has noted the messages as read.
 */
export function useThreadRows(
  thread: Thread,
  unread: number,
): { rows: readonly ThreadRow[]; newCount: number; markSeen: () => void } {
  const { messages, pending } = thread
  const [unreadAtOpening] = useState(unread)
  const [divider, setDivider] = useState<Divider | null | undefined>(undefined)
  const [seenSeq, setSeenSeq] = useState(0)

  if (divider === undefined && messages.length > 0) {
    setDivider(unreadDivider(messages, unreadAtOpening))
    setSeenSeq(lastSeq(messages))
  }
  const rows = useMemo(
    () => threadRows({ messages, pending }, divider ?? null, localDay),
    [messages, pending, divider],
  )
  const newCount = useMemo(() => inboundAfter(messages, seenSeq).length, [messages, seenSeq])
  const markSeen = useCallback(() => setSeenSeq(lastSeq(messages)), [messages])
  return { rows, newCount, markSeen }
}
