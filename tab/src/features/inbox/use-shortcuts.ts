import { useEffect, useRef } from 'react'
import { useSettings } from '../../state/settings.ts'
import { runConversationCommand } from '../conversation/conversation-shortcuts.ts'
import { findShortcut, isPaletteKey, isTyping, type InboxCommand } from './shortcuts.ts'

export type CommandTable = Record<InboxCommand, () => void>

/** Listens for single keys while nobody types and no dialog is open; for those of the palette always. */
export function useShortcuts(commands: CommandTable, openPalette: () => void): void {
  const { singleKeys } = useSettings()
  const latestPalette = useRef(openPalette)
  useEffect(() => {
    latestPalette.current = openPalette
  }, [openPalette])
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || !isPaletteKey(event) || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      latestPalette.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
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
