import { useCallback, useMemo, useState, type RefObject } from 'react'
import type { ListHandle } from './ConversationList.tsx'
import { focusSearch } from './SearchBox.tsx'
import { runConversationCommand } from '../conversation/conversation-shortcuts.ts'
import type { Asked, InboxDialogsProps } from './dialogs/InboxDialogs.tsx'
import { inboxShortcuts, palette, type InboxCommand } from './shortcuts.ts'
import { useRearranging, type Rearranging } from './use-rearranging.ts'
import { useAgentActions, type AgentActions } from './use-agent-actions.ts'
import type { Navigation } from './use-place.ts'
import { useShortcuts, type CommandTable } from './use-shortcuts.ts'

const MOST_TOUCHED = 50

export type PaletteCommand = (typeof palette)[number]['command']

export interface InboxCommands {
  agent: AgentActions
  rearranging: Rearranging
  /** Puts a question about a conversation. */
  ask: (what: Extract<Asked, { conversationId: string }>['what'], conversationId: string) => void
  dialogs: Pick<InboxDialogsProps, 'asked' | 'onRun' | 'onClose'>
  /** Conversations that this person has just moved. */
  touched: ReadonlySet<string>
  open: (id: string) => void
}

export interface InboxCommandsOptions {
  navigation: Navigation
  list: RefObject<ListHandle | null>
  toggleDetails: () => void
  showHelp: () => void
}

/** What keys, rows and buttons of the inbox do. */
export function useInboxCommands(options: InboxCommandsOptions): InboxCommands {
  const { navigation, list, toggleDetails, showHelp } = options
  const { place, go } = navigation
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())

  const onActed = useCallback(
    (id: string) => {
      setTouched((before) => new Set([...[...before].slice(-MOST_TOUCHED), id]))
      keepFocus(list, id)
    },
    [list],
  )
  const agent = useAgentActions(onActed)
  const opened = place.conversationId
  const rearranging = useRearranging(useCallback((id: string) => go({ conversationId: id }), [go]))
  const [asked, setAsked] = useState<Asked | null>(null)
  const open = useCallback(
    // From one to the next is one place in the history, or "back" would lead through all of them.
    (id: string) => go({ conversationId: id }, opened !== null),
    [go, opened],
  )

  const ask = useCallback(
    (what: Extract<Asked, { conversationId: string }>['what'], conversationId: string) =>
      setAsked({ what, conversationId }),
    [],
  )
  const commands = useMemo((): CommandTable => {
    const target = (): string | null => opened ?? list.current?.current() ?? null

    function move(step: 1 | -1): void {
      const from = opened ?? list.current?.current() ?? null
      const next = list.current?.neighbour(from, step) ?? null
      if (next === null) return
      list.current?.focusRow(next)
      if (opened !== null) open(next)
    }
    function withTarget(act: (id: string) => unknown): () => void {
      return () => {
        const id = target()
        if (id !== null) void act(id)
      }
    }
    return {
      next: () => move(1),
      previous: () => move(-1),
      resolve: withTarget((id) => agent.toggleResolved(id)),
      resolveNext: withTarget((id) => {
        const next = list.current?.neighbour(id, 1) ?? list.current?.neighbour(id, -1) ?? null
        void agent.resolve(id)
        if (next !== null) {
          list.current?.focusRow(next)
          if (opened !== null) open(next)
        }
      }),
      assignToMe: withTarget((id) => agent.assignToMe(id)),
      unread: withTarget((id) => agent.markUnread(id)),
      assign: withTarget((id) => ask('assign', id)),
      snooze: withTarget((id) => ask('snooze', id)),
      labels: withTarget((id) => ask('labels', id)),
      details: toggleDetails,
      search: focusSearch,
      help: showHelp,
    }
  }, [agent, ask, list, open, opened, toggleDetails, showHelp])
  useShortcuts(commands, openPalette)

  function openPalette(): void {
    const target = opened ?? list.current?.current() ?? null
    const offered = palette.map(({ command }) => command)
    setAsked({
      what: 'commands',
      // What the pane does needs a conversation on the screen, the rest at least one in the list.
      commands: offered.filter((command) =>
        isOfPane(command) ? opened !== null : target !== null || FREE.includes(command),
      ),
    })
  }

  function run(command: PaletteCommand): void {
    setAsked(null)
    // Once the dialogue has given the focus back: what runs may take it elsewhere, or ask the next question.
    setTimeout(() => {
      if (command === 'merge') {
        if (opened !== null) ask('merge', opened)
      } else if (isInboxCommand(command)) commands[command]()
      else runConversationCommand(command)
    }, CLOSED_MS)
  }

  return {
    agent,
    rearranging,
    touched,
    open,
    ask,
    dialogs: { asked, onRun: run, onClose: () => setAsked(null) },
  }
}

const CLOSED_MS = 50

const FREE: readonly PaletteCommand[] = ['search', 'help', 'next', 'previous']

function isInboxCommand(command: PaletteCommand): command is InboxCommand {
  return inboxShortcuts.some((shortcut) => shortcut.command === command)
}

const isOfPane = (command: PaletteCommand): boolean => command === 'merge' || !isInboxCommand(command)

/** The row under the focus, or the button that was pressed, may be gone in a moment: the focus goes to its neighbour. */
function keepFocus(list: RefObject<ListHandle | null>, id: string): void {
  const next = list.current?.neighbour(id, 1) ?? list.current?.neighbour(id, -1) ?? null
  setTimeout(() => {
    if (document.activeElement !== document.body && document.activeElement?.isConnected === true) return
    const row = list.current?.neighbour(id, 1) === undefined ? next : id
    if (row !== null) list.current?.focusRow(row)
    if (document.activeElement === document.body && next !== null) list.current?.focusRow(next)
  }, 50)
}
