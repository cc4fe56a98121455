import { useEffect, useRef, type RefObject } from 'react'

/** Takes the focus when it comes up: what had it is gone with the screen before. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => element.current?.focus({ preventScroll: true }), [])
  return element
}
