import { OverlayDrawer } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { DetailsPanel } from '../contact/DetailsPanel.tsx'
import { useStyles } from './InboxFrame.styles.ts'
import type { AgentActions } from './use-agent-actions.ts'
import type { InboxCommands } from './use-inbox-commands.ts'
import type { Rearranging } from './use-rearranging.ts'
import { useNotify } from './use-notify.tsx'
import type { Navigation } from './use-place.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

export interface DetailsProps {
  conversationId: string
  agent: AgentActions
  rearranging: Rearranging
  onAsk: InboxCommands['ask']
  navigation: Navigation
  /** Over the thread instead of beside it. */
  overlay: boolean
  open: boolean
  onClose: () => void
}

/** The details of the conversation on the screen, fed from the store. */
export function Details(props: DetailsProps) {
  const { conversationId, agent, rearranging, onAsk, navigation, overlay, open, onClose } = props
  const styles = useStyles()
  const { t } = useTranslation('contact')
  const workspace = useWorkspace()
  const notify = useNotify()
  const conversation = useInbox((state) => state.conversations.get(conversationId))
  const detail = useInbox((state) => state.details.get(conversationId)) ?? null
  const members = useInbox((state) => state.members)
  const me = useInbox((state) => state.me)
  if (conversation === undefined) return null

  const panel = (
    <DetailsPanel
      me={me}
      conversation={conversation}
      detail={detail}
      members={members}
      link={(id) => navigation.link({ conversationId: id })}
      onOpenConversation={(id) => navigation.go({ conversationId: id })}
      onLoadMembers={() => void workspace.loadMembers().catch(() => notify.failed(t('membersFailed')))}
      onAssign={(memberId) => void agent.assign(conversationId, memberId)}
      onResolve={() => void agent.resolve(conversationId)}
      onReopen={() => void agent.reopen(conversationId)}
      onLabel={(labels) => void rearranging.label(conversationId, labels)}
      onShowLabel={(label) => navigation.go({ label, q: '' })}
      onAsk={(what) => onAsk(what, conversationId)}
      onClose={onClose}
    />
  )
  if (overlay) {
    return (
      <OverlayDrawer
        className={styles.drawer}
        position="end"
        open={open}
        aria-label={t('title')}
        onOpenChange={(_, data) => !data.open && onClose()}
      >
        {panel}
      </OverlayDrawer>
    )
  }
  return open ? (
    <aside className={styles.details} aria-label={t('title')}>
      {panel}
    </aside>
  ) : null
}
