import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import type { ComposerHandle } from './composer/Composer.tsx'
import { onConversationCommand, TEMPLATE_KEY, type ConversationCommand } from './conversation-shortcuts.ts'
import type { ConversationActions, Person } from './types.ts'

interface CommandOptions {
  composer: RefObject<ComposerHandle | null>
  actions: Pick<ConversationActions, 'resolve' | 'assign'>
  me: Person
  can: { template: boolean; resolve: boolean; assign: boolean }
  openTemplates: () => void
  /** Begins to choose messages, with the one that has the focus when there is one. */
  select: (messageId: string | undefined) => void
}

/** Does what the app's shortcuts ask of the conversation; the returned handler opens the templates from the editor. */
export function useConversationCommands(
  options: CommandOptions,
): (event: KeyboardEvent<HTMLElement>) => void {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => onConversationCommand((command) => perform(command, latest.current)), [])
  return (event) => {
    const isTemplateKey =
      event.key.toLowerCase() === TEMPLATE_KEY && event.shiftKey && (event.ctrlKey || event.metaKey)
    if (!isTemplateKey || !options.can.template) return
    event.preventDefault()
    options.openTemplates()
  }
}

function perform(
  command: ConversationCommand,
  { composer, actions, me, can, openTemplates, select }: CommandOptions,
): void {
  switch (command) {
    case 'reply':
      composer.current?.writeReply()
      break
    case 'note':
      composer.current?.writeNote()
      break
    case 'template':
      if (can.template) openTemplates()
      break
    case 'select': {
      const article = document.activeElement?.closest<HTMLElement>('article[data-message]')
      select(article?.dataset['message'])
      break
    }
    case 'resolve':
      if (can.resolve) void actions.resolve()
      break
    case 'assignToMe':
      if (can.assign) void actions.assign(me.id)
      break
  }
}
