import { useEffect, useRef, useState } from 'react'

/** Gives the focus back to where it was before a dialogue opened; to its message when the button there has gone. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  const [around] = useState(() => before?.closest('article'))
  const open = useRef(false)
  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
      requestAnimationFrame(() => {
        const target = before?.isConnected === true ? before : around
        if (!open.current && target instanceof HTMLElement) target.focus()
      })
    }
  }, [before, around])
}
