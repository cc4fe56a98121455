import { conversationShortcuts, type ConversationCommand } from '../conversation/conversation-shortcuts.ts'

/** What the inbox itself does; answering is the conversation's business. */
export const inboxShortcuts = [
  { command: 'next', key: 'j', shift: false, group: 'list', label: 'inbox:shortcut.next' },
  { command: 'previous', key: 'k', shift: false, group: 'list', label: 'inbox:shortcut.previous' },
  { command: 'resolve', key: 'e', shift: false, group: 'conversation', label: 'inbox:shortcut.resolve' },
  {
    command: 'resolveNext',
    key: 'e',
    shift: true,
    group: 'conversation',
    label: 'inbox:shortcut.resolveNext',
  },
  {
    command: 'assignToMe',
    key: 'm',
    shift: false,
    group: 'conversation',
    label: 'inbox:shortcut.assignToMe',
  },
  { command: 'assign', key: 'a', shift: false, group: 'conversation', label: 'inbox:shortcut.assign' },
  { command: 'snooze', key: 's', shift: false, group: 'conversation', label: 'inbox:shortcut.snooze' },
  { command: 'labels', key: 'l', shift: false, group: 'conversation', label: 'inbox:shortcut.labels' },
  { command: 'unread', key: 'u', shift: false, group: 'conversation', label: 'inbox:shortcut.unread' },
  { command: 'details', key: 'd', shift: false, group: 'conversation', label: 'inbox:shortcut.details' },
  { command: 'search', key: '/', shift: false, group: 'app', label: 'inbox:shortcut.search' },
  { command: 'help', key: '?', shift: true, group: 'app', label: 'inbox:shortcut.help' },
] as const

export type InboxCommand = (typeof inboxShortcuts)[number]['command']

/** What is in the list of commands and has no key of its own. */
const keyless = [{ command: 'merge', label: 'inbox:shortcut.merge' }] as const

export type KeylessCommand = (typeof keyless)[number]['command']

/** The list of commands: what the inbox does and what the conversation on the screen does, each once. */
export const palette = [
  ...inboxShortcuts,
  ...keyless,
  ...conversationShortcuts
    .filter(({ key }) => !inboxShortcuts.some((own) => own.key === key))
    .map(({ command, label }) => ({ command, label: `conversation:${label}` as const })),
] as const

/** How the keys of a command are written beside it. */
export function keysOf(command: string): string[] {
  const own = inboxShortcuts.find((shortcut) => shortcut.command === command)
  if (own !== undefined) {
    return own.shift && own.key !== '?' ? ['⇧', own.key.toUpperCase()] : [own.key.toUpperCase()]
  }
  const theirs = conversationShortcuts.find((shortcut) => shortcut.command === command)
  return theirs === undefined ? [] : [theirs.key.toUpperCase()]
}

/** Keys that always work, because they move within a widget or need a modifier. */
export const fixedKeys = [
  { keys: ['↑', '↓'], group: 'list', label: 'inbox:shortcut.arrows' },
  { keys: ['Enter'], group: 'list', label: 'inbox:shortcut.open' },
  { keys: ['Esc'], group: 'list', label: 'inbox:shortcut.close' },
  { keys: ['Ctrl / ⌘', 'K'], group: 'app', label: 'inbox:shortcut.palette' },
] as const

export type ShortcutHit =
  { kind: 'inbox'; command: InboxCommand } | { kind: 'conversation'; command: ConversationCommand }

interface Stroke {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
}

/** Whether a key opens the list of commands: also while somebody types, which is why it needs a modifier. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

/** What a key asks for, by what it types and not by where it is, so that every layout works. */
export function findShortcut(stroke: Stroke): ShortcutHit | null {
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null
  const key = stroke.key.toLowerCase()
  const isLetter = /^[a-z]$/.test(key)
  // Signs such as `?` and `/` need Shift on some layouts and not on others.
  const own = inboxShortcuts.find(
    (shortcut) => shortcut.key === key && (!isLetter || shortcut.shift === stroke.shiftKey),
  )
  if (own !== undefined) return { kind: 'inbox', command: own.command }
  if (stroke.shiftKey) return null
  const theirs = conversationShortcuts.find((shortcut) => shortcut.key === key)
  return theirs === undefined ? null : { kind: 'conversation', command: theirs.command }
}

/** How a shortcut is announced to assistive technology. */
export function ariaShortcut(command: InboxCommand): string {
  const found = inboxShortcuts.find((shortcut) => shortcut.command === command)
  if (found === undefined) return ''
  return found.shift && found.key !== '?' ? `Shift+${found.key.toUpperCase()}` : found.key.toUpperCase()
}

/** Whether a key is meant for what has the focus rather than for the app. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  return (
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  )
}
