import type { KeyboardEvent, RefObject } from 'react'
import type { ThreadRow } from './thread-rows.ts'

interface ThreadKeysOptions {
  rows: readonly ThreadRow[]
  tabKey: string | null
  setCurrentKey: (key: string) => void
  scrollTo: (index: number) => void
  scroller: RefObject<HTMLElement | null>
}

/** Moves from message to message with the arrow keys, also to messages that are not in the document yet. */
export function useThreadKeys({ rows, tabKey, setCurrentKey, scrollTo, scroller }: ThreadKeysOptions) {
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.tagName !== 'ARTICLE') {
      if (event.key === 'Escape') target.closest('article')?.focus()
      return
    }
    const at = rows.findIndex((row) => row.key === tabKey)
    const to = targetIndex(event.key, at, rows.length)
    const row = to === null ? undefined : rows[to]
    if (to === null || row === undefined) return
    event.preventDefault()
    setCurrentKey(row.key)
    scrollTo(to)
    focusWhenThere(scroller, to)
  }
  return { onKeyDown }
}

function targetIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'ArrowDown':
      return Math.min(count - 1, at + 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

const TRIES = 10

/** The row is drawn one or more frames after scrolling to it. */
function focusWhenThere(scroller: RefObject<HTMLElement | null>, index: number, tries = TRIES): void {
  const article = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`)
  if (article) article.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(scroller, index, tries - 1))
}
