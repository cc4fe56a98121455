import type { ConversationCommands } from './conversation-commands.ts'
import type { State } from './state.ts'
import type { Store } from './store.ts'

/** Passing by with J and K is not reading. */
const LOOK_MS = 600

export interface ReadMarker {
  look: (conversationId: string | null) => void
  stop: () => void
}

/** Marks what is on the screen as read: only while somebody is really looking at the window. */
export function createReadMarker(deps: { store: Store<State>; commands: ConversationCommands }): ReadMarker {
  const { store, commands } = deps
  let looking: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  const unread = (): number => (looking === null ? 0 : (store.get().conversations.get(looking)?.unread ?? 0))

  function check(): void {
    clearTimeout(timer)
    if (unread() === 0 || document.visibilityState !== 'visible' || !document.hasFocus()) return
    timer = setTimeout(mark, LOOK_MS)
  }

  function mark(): void {
    const id = looking
    if (id === null || busy || unread() === 0) return
    busy = true
    commands
      .markRead(id)
      // It stays unread on the server; the next message or look tries again.
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  }

  let lastUnread = 0
  const unsubscribe = store.subscribe(() => {
    const count = unread()
    if (count > lastUnread) check()
    lastUnread = count
  })
  window.addEventListener('focus', check)
  document.addEventListener('visibilitychange', check)

  return {
    look(conversationId) {
      looking = conversationId
      lastUnread = unread()
      check()
    },
    stop() {
      clearTimeout(timer)
      unsubscribe()
      window.removeEventListener('focus', check)
      document.removeEventListener('visibilitychange', check)
    },
  }
}
