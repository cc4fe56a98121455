import { useTranslation } from 'react-i18next'
import { appClock } from '../../../state/clock.ts'
import { SnoozeDialog } from '../../conversation/header/SnoozeDialog.tsx'
import { PickDialog } from '../pick/PickDialog.tsx'
import { keysOf, palette } from '../shortcuts.ts'
import type { AgentActions } from '../use-agent-actions.ts'
import type { PaletteCommand } from '../use-inbox-commands.ts'
import type { Rearranging } from '../use-rearranging.ts'
import { useInbox } from '../use-workspace.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { LabelDialog } from './LabelDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'

/** A question that a key or a menu has put about one conversation, or about no one in particular. */
export type Asked =
  | { what: 'labels' | 'assign' | 'snooze' | 'merge'; conversationId: string }
  /** Commands that make sense at the moment, to choose from. */
  | { what: 'commands'; commands: readonly PaletteCommand[] }

export interface InboxDialogsProps {
  asked: Asked | null
  agent: AgentActions
  rearranging: Rearranging
  onRun: (command: PaletteCommand) => void
  onClose: () => void
}

/** What is asked over the inbox, whatever part of it is on the screen. */
export function InboxDialogs({ asked, onRun, ...rest }: InboxDialogsProps) {
  if (asked === null) return null
  if (asked.what === 'commands') {
    return <CommandDialog commands={asked.commands} onRun={onRun} onClose={rest.onClose} />
  }
  return <ConversationDialogs key={asked.conversationId} asked={asked} {...rest} />
}

function ConversationDialogs({
  asked: { what, conversationId },
  agent,
  rearranging,
  onClose,
}: Omit<InboxDialogsProps, 'asked' | 'onRun'> & { asked: Extract<Asked, { conversationId: string }> }) {
  const conversation = useInbox((state) => state.conversations.get(conversationId))
  const detail = useInbox((state) => state.details.get(conversationId))
  if (conversation === undefined) return null
  switch (what) {
    case 'labels':
      return <LabelDialog conversation={conversation} onLabel={rearranging.label} onClose={onClose} />
    case 'assign':
      return (
        <AssignDialog
          conversation={conversation}
          onAssign={(memberId) => void agent.assign(conversationId, memberId)}
          onClose={onClose}
        />
      )
    case 'snooze':
      return (
        <SnoozeDialog
          now={appClock.now()}
          onSnooze={(until) => void agent.snooze(conversationId, until.toISOString())}
          onClose={onClose}
        />
      )
    case 'merge':
      return (
        <MergeDialog
          conversation={conversation}
          previous={detail?.previous ?? []}
          onMerge={(otherIds) => rearranging.merge(conversationId, otherIds)}
          onClose={onClose}
        />
      )
  }
}

interface CommandDialogProps {
  commands: readonly PaletteCommand[]
  onRun: (command: PaletteCommand) => void
  onClose: () => void
}

/** Everything that can be done here, found by typing; the direct keys stand beside it. */
function CommandDialog({ commands, onRun, onClose }: CommandDialogProps) {
  const { t } = useTranslation(['inbox', 'conversation'])
  const choices = palette
    .filter(({ command }) => commands.includes(command))
    .map(({ command, label }) => ({
      key: command,
      text: t(label),
      keys: keysOf(command),
    }))
  return (
    <PickDialog
      title={t('inbox:palette.title')}
      placeholder={t('inbox:palette.placeholder')}
      choices={choices}
      nothing={t('inbox:palette.none')}
      onPick={(key) => {
        const found = palette.find(({ command }) => command === key)
        if (found !== undefined) onRun(found.command)
      }}
      onClose={onClose}
    />
  )
}
