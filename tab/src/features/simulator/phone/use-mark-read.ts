import { useEffect } from 'react'
import { controlApi } from '../state/control-api.ts'
import type { Chat } from '../state/phone-state.ts'

/** Long enough to see the two grey ticks in the inbox before they turn blue. */
const READ_AFTER_MS = 600

/** Whoever has the chat on the screen reads what arrives. */
export function useMarkRead({ unread, contact, number }: Chat): void {
  const contactId = contact.id
  const { phoneNumberId } = number
  useEffect(() => {
    if (unread === 0) return undefined
    const read = (): void => {
      if (document.visibilityState !== 'visible') return
      // A lost request is repeated by the next message or the next look at the chat.
      controlApi.read({ contactId, phoneNumberId }).catch(() => undefined)
    }
    const timer = window.setTimeout(read, READ_AFTER_MS)
    document.addEventListener('visibilitychange', read)
    return () => {
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [unread, contactId, phoneNumberId])
}
