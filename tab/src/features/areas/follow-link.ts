import type { MouseEvent } from 'react'

/** Follows a link of the app without loading it anew; what the browser does with modified clicks stays the browser's. */
export function followLink(event: MouseEvent, go: () => void): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go()
}
