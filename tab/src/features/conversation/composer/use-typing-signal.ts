import { useCallback, useEffect, useRef } from 'react'

/** The signal goes stale after ten seconds, so it is repeated well before. */
const REPEAT_MS = 4000
const IDLE_MS = 6000

/** Tells the others that an answer is being written, seldom enough not to be a burden. */
export function useTypingSignal(send: (on: boolean) => void) {
  const sentAt = useRef<number | null>(null)
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })

  const stop = useCallback(() => {
    clearTimeout(idle.current)
    if (sentAt.current === null) return
    sentAt.current = null
    latest.current(false)
  }, [])
  const typed = useCallback(
    (text: string) => {
      if (text.trim() === '') return stop()
      const at = Date.now()
      if (sentAt.current === null || at - sentAt.current >= REPEAT_MS) {
        sentAt.current = at
        latest.current(true)
      }
      clearTimeout(idle.current)
      idle.current = setTimeout(stop, IDLE_MS)
    },
    [stop],
  )
  useEffect(() => stop, [stop])
  return { typed, stop }
}
