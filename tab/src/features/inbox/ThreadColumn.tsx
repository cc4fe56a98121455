import { Button } from '@fluentui/react-components'
import { ChatMultiple48Regular, SearchInfoRegular } from '@fluentui/react-icons'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, ConversationView } from '../../../../server/contract/conversation.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { appClock } from '../../state/clock.ts'
import { pendingIn, threadOf, toThread, typingIn, viewersOf } from '../../state/selectors.ts'
import { useSettings } from '../../state/settings.ts'
import type { DetailState } from '../../state/state.ts'
import { ColleaguesProvider, colleaguesOf } from '../conversation/composer/colleagues.ts'
import { ConversationPane } from '../conversation/ConversationPane.tsx'
import { ThreadSkeleton } from './ThreadSkeleton.tsx'
import type { AgentActions } from './use-agent-actions.ts'
import type { InboxCommands } from './use-inbox-commands.ts'
import type { Rearranging } from './use-rearranging.ts'
import { useConversationActions } from './use-conversation-actions.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

export interface ThreadColumnProps {
  conversationId: string
  /** A message to be shown first. */
  messageId?: string
  agent: AgentActions
  rearranging: Rearranging
  onAsk: InboxCommands['ask']
  /** Shows another conversation. */
  onOpen: (conversationId: string) => void
  onBack?: () => void
  /** Where "back" leads when there is nothing to see. */
  onLeave: () => void
  onToggleDetails: () => void
  detailsOpen: boolean
}

function toDetail(view: ConversationView, detail: DetailState): ConversationDetail {
  return { ...view, ...detail }
}

const now = (): Date => appClock.now()

/** The conversation on the screen, fed from the store. */
export function ThreadColumn(props: ThreadColumnProps) {
  const { conversationId, agent, rearranging, onAsk, onOpen, onBack, onLeave, ...details } = props
  const { t } = useTranslation('inbox')
  const workspace = useWorkspace()
  const view = useInbox((state) => state.conversations.get(conversationId))
  const detail = useInbox((state) => state.details.get(conversationId))
  const threadState = useInbox((state) => threadOf(state, conversationId))
  const pending = useInbox((state) => pendingIn(state, conversationId))
  const viewers = useInbox((state) => viewersOf(state, conversationId))
  const typing = useInbox((state) => typingIn(state, conversationId))
  const me = useInbox((state) => state.me)
  const actions = useConversationActions(conversationId, agent)
  const members = useInbox((state) => state.members)
  const colleagues = useMemo(() => colleaguesOf(members, () => workspace.loadMembers()), [members, workspace])
  const thread = useMemo(() => toThread(threadState, pending), [threadState, pending])
  const full = useMemo(
    () => (view === undefined || detail === undefined ? null : toDetail(view, detail)),
    [view, detail],
  )

  useEffect(() => {
    workspace.open(conversationId)
    return () => workspace.open(null)
  }, [workspace, conversationId])

  if (view === undefined) {
    if (threadState.failed === null) return <ThreadSkeleton />
    if (threadState.failed !== 'not_found' && threadState.failed !== 'forbidden') {
      return <ErrorState code={threadState.failed} onRetry={() => void workspace.threads.reload()} />
    }
    return (
      <EmptyState
        icon={<SearchInfoRegular />}
        title={t('empty.goneTitle')}
        hint={t('empty.goneHint')}
        actions={<Button onClick={onLeave}>{t('empty.goneAction')}</Button>}
      />
    )
  }
  return (
    <ColleaguesProvider value={colleagues}>
      <ConversationPane
        key={conversationId}
        me={me}
        conversation={view}
        detail={full}
        thread={thread}
        viewers={viewers}
        typing={typing}
        now={now}
        actions={actions}
        onAsk={(what) => onAsk(what, conversationId)}
        onSplit={(messageIds) => rearranging.split(conversationId, messageIds)}
        onOpenConversation={onOpen}
        {...(onBack === undefined ? {} : { onBack })}
        {...details}
      />
    </ColleaguesProvider>
  )
}

/** What stands beside the list while nothing is open. */
export function NoThread() {
  const { t } = useTranslation('inbox')
  const { singleKeys } = useSettings()
  return (
    <EmptyState
      icon={<ChatMultiple48Regular />}
      title={t('empty.threadTitle')}
      hint={t(singleKeys ? 'empty.threadHint' : 'empty.threadHintPlain')}
    />
  )
}
