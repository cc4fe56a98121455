import { useEffect, useRef } from 'react'
import type { Thread } from '../types.ts'

/** How far back a link may lead; beyond that it is said that the message is not there. */
const MOST_PAGES = 20

interface Ways {
  loadOlder: () => void
  jumpTo: (messageId: string) => void
}

/** Shows the message that the address asks for as soon as it is there, fetching older ones until it is. */
export function useAskedMessage(messageId: string | undefined, thread: Thread, ways: Ways): void {
  const { messages, hasOlder, loading, failed } = thread
  const latest = useRef(ways)
  const asked = useRef<{ messageId: string; pages: number; done: boolean } | null>(null)
  useEffect(() => {
    latest.current = ways
  })
  useEffect(() => {
    if (messageId === undefined || messages.length === 0 || loading !== null) return
    if (asked.current?.messageId !== messageId) asked.current = { messageId, pages: 0, done: false }
    const wish = asked.current
    if (wish.done) return
    const isThere = messages.some(({ id }) => id === messageId)
    if (!isThere && hasOlder && failed === null && wish.pages < MOST_PAGES) {
      wish.pages += 1
      latest.current.loadOlder()
      return
    }
    wish.done = true
    latest.current.jumpTo(messageId)
  }, [messageId, messages, hasOlder, loading, failed])
}
