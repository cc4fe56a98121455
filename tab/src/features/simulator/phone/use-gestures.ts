import { useEffect, useRef, useState, type RefObject } from 'react'

const FAR_PX = 56
const MAX_PX = 84

export interface Gestures {
  /** Swiped to the side with a finger. */
  onSwipe: () => void
  /** Pressed long, or clicked with the other button. */
  onHold: () => void
}

/** Gestures that phones know, as a short cut for what the menu offers; returns how far the element is swiped. */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): number {
  const [offset, setOffset] = useState(0)
  const latest = useRef(gestures)
  useEffect(() => {
    latest.current = gestures
  })
  useEffect(() => {
    const target = element.current
    if (target === null) return undefined
    let start: { x: number; y: number } | null = null
    let across = 0
    const listening = new AbortController()
    const { signal } = listening
    const end = (): void => {
      start = null
      across = 0
      setOffset(0)
    }
    target.addEventListener(
      'pointerdown',
      (event) => {
        if (event.pointerType === 'touch') start = { x: event.clientX, y: event.clientY }
      },
      { signal },
    )
    target.addEventListener(
      'pointermove',
      (event) => {
        if (start === null) return
        across = event.clientX - start.x
        const down = Math.abs(event.clientY - start.y)
        if (down > 12 && down > Math.abs(across)) end()
        else setOffset(Math.min(MAX_PX, Math.max(0, across - 8)))
      },
      { signal },
    )
    target.addEventListener(
      'pointerup',
      () => {
        if (across >= FAR_PX) latest.current.onSwipe()
        end()
      },
      { signal },
    )
    target.addEventListener('pointercancel', end, { signal })
    target.addEventListener(
      'contextmenu',
      (event) => {
        event.preventDefault()
        latest.current.onHold()
      },
      { signal },
    )
    return () => listening.abort()
  }, [element])
  return offset
}
