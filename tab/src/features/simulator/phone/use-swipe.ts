import { useRef, useState, type PointerEvent } from 'react'

const FAR_PX = 56
const MAX_PX = 84

/** A swipe to the side with a finger, as phones know it; nothing happens with a mouse. */
export function useSwipe(onSwiped: () => void) {
  const start = useRef<{ x: number; y: number } | null>(null)
  const [offset, setOffset] = useState(0)
  const end = (): void => {
    start.current = null
    setOffset(0)
  }
  return {
    offset,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.pointerType === 'touch') start.current = { x: event.clientX, y: event.clientY }
      },
      onPointerMove(event: PointerEvent) {
        if (start.current === null) return
        const across = event.clientX - start.current.x
        const down = Math.abs(event.clientY - start.current.y)
        if (down > 12 && down > Math.abs(across)) end()
        else setOffset(Math.min(MAX_PX, Math.max(0, across - 8)))
      },
      onPointerUp() {
        if (offset >= FAR_PX) onSwiped()
        end()
      },
      onPointerCancel: end,
    },
  }
}
