import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Thread } from '../types.ts'
import type { ThreadRow } from './thread-rows.ts'

/** A wish to see a message; `at` makes a second wish for the same message a new one. */
export interface ThreadJump {
  messageId: string
  at: number
}

interface ThreadScrollOptions {
  scroller: RefObject<HTMLDivElement | null>
  rows: readonly ThreadRow[]
  thread: Thread
  jump: ThreadJump | null
  onLoadOlder: () => void
  /** The newest message is on the screen. */
  onSeen: () => void
}

/** Room for what stands above the oldest message. */
export const HEAD_HEIGHT = 56
const FOOT_HEIGHT = 20
const AT_END_PX = 60
/** Older messages are fetched before the reader gets to the top. */
const LOAD_OLDER_PX = 600
/** Farther than this, gliding takes longer than anyone wants to wait. */
const SMOOTH_PX = 3000
const SHOWN_MS = 2200
const SETTLED_MS = 150
const ESTIMATED_ROW = 72

/** Scrolling of a thread: anchored at the bottom, keeping the reader's place when older messages arrive above. */
export function useThreadScroll(options: ThreadScrollOptions) {
  const { scroller, rows, thread, jump, onLoadOlder, onSeen } = options
  const [atEnd, setAtEnd] = useState(true)
  // oxlint-disable-next-line react/incompatible-library -- nothing that depends on it is memoised
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    paddingStart: HEAD_HEIGHT,
    paddingEnd: FOOT_HEIGHT,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    // Until the element has been measured, as on a server or in a hidden tab.
    initialRect: { width: 600, height: 800 },
  })

  const wished = useRef(false)
  useLayoutEffect(() => {
    if (jump !== null) wished.current = true
  }, [jump])
  useFirstPosition(rows, virtualizer, { setAtEnd, wished })
  useEndKept(scroller, atEnd, () => virtualizer.scrollToEnd())
  useOwnMessageFollowed(thread, rows, () => virtualizer.scrollToEnd())
  const { highlighted, missing } = useJump(jump, rows, (index) =>
    virtualizer.scrollToIndex(index, { align: 'center' }),
  )

  const { hasOlder, loading, failed } = thread
  const onScroll = () => {
    const element = scroller.current
    if (element === null) return
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= AT_END_PX
    setAtEnd(isAtEnd)
    if (isAtEnd) onSeen()
    if (element.scrollTop < LOAD_OLDER_PX && hasOlder && loading === null && failed === null) onLoadOlder()
  }
  useEffect(() => {
    if (atEnd) onSeen()
  }, [atEnd, onSeen])

  return {
    items: virtualizer.getVirtualItems(),
    totalSize: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    highlighted,
    missing,
    atEnd,
    onScroll,
    jumpToEnd: () => {
      const isNear = virtualizer.getDistanceFromEnd() < SMOOTH_PX && !prefersReducedMotion()
      virtualizer.scrollToEnd({ behavior: isNear ? 'smooth' : 'auto' })
      setAtEnd(true)
    },
    scrollToRow: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

interface FirstPosition {
  setAtEnd: (atEnd: boolean) => void
  /** Somebody wishes to see another message: that is where the thread opens then. */
  wished: RefObject<boolean>
}

/** Opens at the divider of new messages, or at the end when there are none. */
function useFirstPosition(
  rows: readonly ThreadRow[],
  virtualizer: Virtualizer,
  { setAtEnd, wished }: FirstPosition,
): void {
  const placed = useRef(false)
  useLayoutEffect(
    () => () => {
      placed.current = false
    },
    [],
  )
  useLayoutEffect(() => {
    if (placed.current || rows.length === 0) return undefined
    placed.current = true
    const divided = rows.findIndex((row) => row.unread !== null)
    if (divided === -1) {
      virtualizer.scrollToEnd()
      return undefined
    }
    virtualizer.scrollToIndex(divided, { align: 'start' })
    setAtEnd(false)
    // Once the rows have been measured: the first jump went by estimates, and what is new may all be in sight.
    const timer = setTimeout(() => {
      if (wished.current) return
      virtualizer.scrollToIndex(divided, { align: 'start' })
      setAtEnd(virtualizer.isAtEnd(AT_END_PX))
    }, SETTLED_MS)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rows.length === 0])
}

/** The editor grows and notices come and go: whoever is at the end stays there. */
function useEndKept(scroller: RefObject<HTMLElement | null>, atEnd: boolean, toEnd: () => void): void {
  const latest = useRef({ atEnd, toEnd })
  useLayoutEffect(() => {
    latest.current = { atEnd, toEnd }
  })
  // Before the editor below is laid out: its first height counts as a change, too.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientHeight !== height && latest.current.atEnd) latest.current.toEnd()
      height = element.clientHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
}

/** Whoever sends something wants to see it, wherever they have scrolled to. */
function useOwnMessageFollowed(thread: Thread, rows: readonly ThreadRow[], toEnd: () => void): void {
  const count = useRef(thread.pending.length)
  useLayoutEffect(() => {
    if (thread.pending.length > count.current) toEnd()
    count.current = thread.pending.length
    // oxlint-disable-next-line react/exhaustive-deps
  }, [thread.pending, rows])
}

/** Shows the message that was asked for and marks it for a moment; says so when it is not loaded. */
function useJump(jump: ThreadJump | null, rows: readonly ThreadRow[], scrollTo: (index: number) => void) {
  const [shown, setShown] = useState<{ key: string | null; missing: boolean } | null>(null)
  useEffect(() => {
    if (jump === null) return undefined
    const index = rows.findIndex(
      ({ entry }) => entry.kind === 'message' && entry.message.id === jump.messageId,
    )
    const row = rows[index]
    if (row !== undefined) scrollTo(index)
    setShown({ key: row?.key ?? null, missing: row === undefined })
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
    // Only a new wish scrolls, not a message that arrives meanwhile.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [jump])
  return { highlighted: shown?.key ?? null, missing: shown?.missing ?? false }
}

function prefersReducedMotion(): boolean {
  return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
}
