import { createContext, use } from 'react'
import type { MessageView } from '../../../../../server/contract/message.ts'

/** Messages being chosen to be moved; `null` in the context while nobody is choosing. */
export interface Selection {
  chosen: ReadonlySet<string>
  /** `upTo` takes everything in between along, from the message that was chosen last. */
  toggle: (messageId: string, upTo: boolean) => void
}

const SelectionContext = createContext<Selection | null>(null)
export const SelectionProvider = SelectionContext.Provider
export const useSelection = (): Selection | null => use(SelectionContext)

/** What happened stays where it happened; what was said can be moved. */
export const isMovable = (message: Pick<MessageView, 'direction'>): boolean => message.direction !== 'system'

export interface Chosen {
  ids: ReadonlySet<string>
  /** The message that was chosen last: where a range begins. */
  last: string | null
}

/** What is chosen after a press on one message. */
export function choose(
  before: Chosen,
  messages: readonly Pick<MessageView, 'id' | 'direction'>[],
  { messageId, upTo }: { messageId: string; upTo: boolean },
): Chosen {
  const ids = new Set(before.ids)
  const from = upTo ? messages.findIndex(({ id }) => id === before.last) : -1
  const to = messages.findIndex(({ id }) => id === messageId)
  if (from !== -1 && to !== -1) {
    const between = messages.slice(Math.min(from, to), Math.max(from, to) + 1).filter(isMovable)
    for (const { id } of between) ids.add(id)
  } else if (!ids.delete(messageId)) ids.add(messageId)
  return { ids, last: messageId }
}
