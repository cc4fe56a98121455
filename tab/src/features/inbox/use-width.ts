import { useCallback, useState } from 'react'

/** How the panes share the room: by the width of the app's own box, which inside Teams is not the window's. */
export type Layout = 'wide' | 'medium' | 'narrow' | 'single'

export function layoutFor(width: number): Layout {
  if (width >= 1180) return 'wide'
  if (width >= 860) return 'medium'
  return width >= 560 ? 'narrow' : 'single'
}

/** The width of an element, and where to say which. */
export function useWidth(): [number, (element: HTMLElement | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(() => window.innerWidth)
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  return [width, measure]
}
