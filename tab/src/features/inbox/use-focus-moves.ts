import type { KeyboardEvent, RefObject } from 'react'
import type { ListHandle } from './ConversationList.tsx'
import type { Navigation } from './use-place.ts'

/** The list has to be uncovered before a row of it can take the focus. */
const UNCOVER_MS = 50

export interface FocusMoves {
  /** Back to the list, to the row one came from. */
  leave: () => void
  onThreadKey: (event: KeyboardEvent) => void
  /** From the search to what it found. */
  searchDone: () => void
}

/** Where the focus goes when somebody leaves the conversation or the search. */
export function useFocusMoves(
  { place: { conversationId }, go }: Navigation,
  list: RefObject<ListHandle | null>,
  onePane: boolean,
): FocusMoves {
  function leave(): void {
    go({ conversationId: null })
    if (conversationId !== null) setTimeout(() => list.current?.focusRow(conversationId), UNCOVER_MS)
  }
  return {
    leave,
    onThreadKey(event) {
      // Whatever uses Escape itself (a menu, a quote, a recording) says so by preventing its default.
      if (event.key !== 'Escape' || event.defaultPrevented || conversationId === null) return
      if (onePane) leave()
      else list.current?.focusRow(conversationId)
    },
    searchDone() {
      const first = list.current?.neighbour(null, 1) ?? null
      if (first !== null) list.current?.focusRow(first)
    },
  }
}
