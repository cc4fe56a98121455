import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react'

export interface ListKeysOptions {
  ids: readonly string[]
  activeId: string | null
  setActiveId: (id: string) => void
  scroller: RefObject<HTMLElement | null>
  scrollTo: (index: number) => void
}

export interface ListKeys {
  onKeyDown: (event: KeyboardEvent) => void
  neighbour: (id: string | null, step: 1 | -1) => string | null
  focusRow: (id: string) => void
}

const PAGE = 8

/** How far a key moves in the list. */
function stepOf(key: string): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return PAGE
    case 'PageUp':
      return -PAGE
    case 'Home':
      return -Infinity
    case 'End':
      return Infinity
    default:
      return null
  }
}

/** One stop for Tab, arrow keys within: also over rows that are not drawn yet. */
export function useListKeys(options: ListKeysOptions): ListKeys {
  const latest = useRef(options)
  const wanted = useRef<string | null>(null)

  useEffect(() => {
    latest.current = options
  })

  // A row far away exists only after scrolling there.
  useEffect(() => {
    if (wanted.current === null) return
    const row = findRow(options.scroller.current, wanted.current)
    if (row === null) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  return useMemo(() => {
    function focusRow(id: string): void {
      const { ids, setActiveId, scrollTo, scroller } = latest.current
      const index = ids.indexOf(id)
      if (index === -1) return
      setActiveId(id)
      scrollTo(index)
      const row = findRow(scroller.current, id)
      if (row === null) wanted.current = id
      else row.focus({ preventScroll: true })
    }

    function neighbour(id: string | null, step: 1 | -1): string | null {
      const { ids } = latest.current
      const index = id === null ? -1 : ids.indexOf(id)
      if (index === -1) return ids[0] ?? null
      return ids[index + step] ?? null
    }

    return {
      focusRow,
      neighbour,
      onKeyDown(event) {
        const step = stepOf(event.key)
        if (step === null || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
        const { ids, activeId } = latest.current
        const index = activeId === null ? -1 : ids.indexOf(activeId)
        const target = ids[Math.max(0, Math.min(ids.length - 1, index + step))]
        if (target === undefined) return
        event.preventDefault()
        focusRow(target)
      },
    }
  }, [])
}

function findRow(within: HTMLElement | null, id: string): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`) ?? null
}
