import { useCallback, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { choose, isMovable, type Chosen, type Selection } from './selection.ts'

export interface Selecting {
  /** `null` while nobody is choosing. */
  selection: Selection | null
  /** What is chosen, oldest first, without what has gone meanwhile. */
  chosen: readonly MessageView[]
  /** Begins with a message, or with none. Always the same function. */
  begin: (messageId?: string) => void
  end: () => void
  /** X and the space bar choose the message with the focus, Escape ends; whether the key was used. */
  onKey: (event: KeyboardEvent) => boolean
}

/** Choosing messages of the thread. */
export function useSelecting(messages: readonly MessageView[], enabled: boolean): Selecting {
  const [picked, setPicked] = useState<Chosen | null>(null)
  const isOn = enabled && picked !== null
  const selection = useMemo<Selection | null>(
    () =>
      isOn
        ? {
            chosen: picked.ids,
            toggle: (messageId, upTo) =>
              setPicked((before) => before && choose(before, messages, { messageId, upTo })),
          }
        : null,
    [isOn, picked, messages],
  )
  const chosen = useMemo(
    () => (isOn ? messages.filter(({ id }) => picked.ids.has(id)) : []),
    [isOn, picked, messages],
  )

  const latest = useRef(messages)
  useLayoutEffect(() => {
    latest.current = messages
  })
  const begin = useCallback((messageId?: string) => {
    const message = latest.current.find(({ id }) => id === messageId)
    const first = message !== undefined && isMovable(message) ? message.id : null
    setPicked({ ids: new Set(first === null ? [] : [first]), last: first })
    focusLater(first)
  }, [])

  function onKey(event: KeyboardEvent): boolean {
    if (selection === null) return false
    if (event.key === 'Escape') {
      setPicked(null)
      return true
    }
    const target = event.target as HTMLElement
    const messageId = target.tagName === 'ARTICLE' ? target.dataset['message'] : undefined
    if (messageId === undefined || (event.key.toLowerCase() !== 'x' && event.key !== ' ')) return false
    const message = messages.find(({ id }) => id === messageId)
    if (message !== undefined && isMovable(message)) selection.toggle(messageId, event.shiftKey)
    return true
  }

  return { selection, chosen, begin, end: () => setPicked(null), onKey }
}

/** What was pressed goes away; the message it belonged to, or the last one, is where the keys go on. */
function focusLater(messageId: string | null): void {
  requestAnimationFrame(() => {
    const article = messageId === null ? 'article[tabindex="0"]' : `article[data-message="${messageId}"]`
    document.querySelector<HTMLElement>(article)?.focus({ preventScroll: true })
  })
}
