/** What single keys do while the focus is in no field; the app's registry binds them and shows them in its help. */
export const conversationShortcuts = [
  { command: 'reply', key: 'r', label: 'shortcut.reply' },
  { command: 'note', key: 'n', label: 'shortcut.note' },
  { command: 'template', key: 't', label: 'shortcut.template' },
  { command: 'select', key: 'x', label: 'shortcut.select' },
  { command: 'resolve', key: 'e', label: 'shortcut.resolve' },
  { command: 'assignToMe', key: 'm', label: 'shortcut.assignToMe' },
] as const

export type ConversationCommand = (typeof conversationShortcuts)[number]['command']

/** Also opens the template picker from within the editor, together with Ctrl or Command and Shift. */
export const TEMPLATE_KEY = 't'

type Listener = (command: ConversationCommand) => void
const listeners = new Set<Listener>()

/** Lets the conversation on the screen do something; `false` when none is there. */
export function runConversationCommand(command: ConversationCommand): boolean {
  for (const listener of listeners) listener(command)
  return listeners.size > 0
}

/** For the pane: hears the commands until the returned function is called. */
export function onConversationCommand(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
