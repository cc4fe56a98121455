import { useEffect, useRef } from 'react'
import { useSettings } from '../../state/settings.ts'
import { runConversationCommand } from '../conversation/conversation-shortcuts.ts'
import { findShortcut, isTyping, type InboxCommand } from './shortcuts.ts'

export type CommandTable = Record<InboxCommand, () => void>

/** Listens for single keys while nobody types and no dialog is open. */
export function useShortcuts(commands: CommandTable): void {
  const { singleKeys } = useSettings()
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  }, [commands])

  useEffect(() => {
    if (!singleKeys) return undefined
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return
      const hit = findShortcut(event)
      if (hit === null) return
      if (hit.kind === 'inbox') latest.current[hit.command]()
      else if (!runConversationCommand(hit.command)) return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [singleKeys])
}
