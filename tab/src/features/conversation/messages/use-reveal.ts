import { useState, type FocusEvent, type PointerEvent } from 'react'

/** Shows something while pointer or focus is inside; on touch screens a tap shows it. */
export function useReveal() {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState(false)
  return {
    shown: pointed || focused || held,
    hold: setHeld,
    events: {
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') setPointed(true)
      },
      onPointerLeave: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') setPointed(false)
      },
      onPointerUp: (event: PointerEvent) => {
        if (event.pointerType === 'touch') setPointed((was) => !was)
      },
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setFocused(false)
          setPointed(false)
        }
      },
    },
  }
}
