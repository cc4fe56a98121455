import { useCallback, useRef } from 'react'
import { controlApi } from '../state/control-api.ts'

/** Presses keys in the order in which they were typed, however fast; resolves with whether anybody heard them. */
export function usePress(callId: string): (keys: string) => Promise<unknown> {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return useCallback(
    (keys) => {
      const next = last.current.catch(() => undefined).then(() => controlApi.pressKeys(callId, keys))
      last.current = next
      return next
    },
    [callId],
  )
}
