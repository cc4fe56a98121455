import { mergeClasses } from '@fluentui/react-components'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../server/contract/message.ts'
import { Composer, type ComposerHandle } from './composer/Composer.tsx'
import { composerState } from './composer/composer-state.ts'
import { useStyles } from './ConversationPane.styles.ts'
import { DropZone } from './DropZone.tsx'
import { ConversationHeader } from './header/ConversationHeader.tsx'
import { MessageDetails } from './messages/MessageDetails.tsx'
import { safeName } from './messages/text-format.ts'
import { PaneToolsProvider, usePaneCan, type PaneTools } from './pane-tools.ts'
import { TemplatePicker } from './templates/TemplatePicker.tsx'
import { mayRearrange } from '../contact/may-rearrange.ts'
import { MessageThread } from './thread/MessageThread.tsx'
import { SelectionProvider } from './thread/selection.ts'
import { SelectionBar } from './thread/SelectionBar.tsx'
import { useSelecting, type Selecting } from './thread/use-selecting.ts'
import { useAskedMessage } from './thread/use-asked-message.ts'
import type { ThreadJump } from './thread/use-thread-scroll.ts'
import type { ConversationPaneProps } from './types.ts'
import { useConversationCommands } from './use-conversation-commands.ts'
import { usePaneNow } from './use-pane-now.ts'

/** One conversation: who it is with, what was said, and the way to answer. */
export function ConversationPane(props: ConversationPaneProps) {
  // What is open, typed or scrolled belongs to one conversation.
  return <Pane key={props.conversation.id} {...props} />
}

function Pane(props: ConversationPaneProps) {
  const { conversation, detail, thread, actions, me, typing, onSplit } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const composer = useRef<ComposerHandle>(null)
  const [replyTo, setReplyTo] = useState<MessageView | null>(null)
  const [shownDetails, setShownDetails] = useState<MessageView | null>(null)
  const [template, setTemplate] = useState<{ draft: string } | null>(null)
  const [jump, setJump] = useState<ThreadJump | null>(null)
  const jumpTo = useCallback(
    (messageId: string) => setJump((before) => ({ messageId, at: (before?.at ?? 0) + 1 })),
    [],
  )
  useAskedMessage(props.messageId, thread, { loadOlder: () => actions.loadOlder(), jumpTo })
  const { window } = conversation
  const now = usePaneNow(props.now, window.open ? window.closesAt : null)
  const state = useMemo(() => composerState(conversation, detail, now), [conversation, detail, now])
  const can = usePaneCan(state, detail)
  const { contact } = conversation
  const mayMove = onSplit !== undefined && mayRearrange(detail?.can) && conversation.mergedIntoId === null
  const selecting = useSelecting(thread.messages, mayMove)
  const { begin } = selecting

  const tools = useMemo<PaneTools>(
    () => ({
      me,
      actions,
      contact,
      can,
      replyTo: (message) => {
        setReplyTo(message)
        composer.current?.writeReply()
      },
      edit: (text) => composer.current?.insert(text),
      openTemplates: (draft = '') => setTemplate({ draft }),
      jumpTo,
      showDetails: setShownDetails,
      select: mayMove ? begin : null,
    }),
    [me, actions, contact, can, jumpTo, mayMove, begin],
  )
  const onKeyDown = useConversationCommands({
    composer,
    actions,
    me,
    can: {
      template: can.template,
      resolve: detail?.can.resolve ?? false,
      assign: detail?.can.assign ?? false,
    },
    openTemplates: () => setTemplate({ draft: '' }),
    select: (messageId) => {
      if (mayMove) begin(messageId)
    },
  })
  const name = safeName(contact.name) || conversation.title

  return (
    <PaneToolsProvider value={tools}>
      <DropZone
        className={styles.root}
        label={t('pane.label', { name })}
        enabled={can.reply && (detail?.capabilities.media.length ?? 0) > 0}
        onFiles={(files) => composer.current?.attach(files)}
        onKeyDown={(event) => {
          if (selecting.onKey(event)) event.preventDefault()
          else onKeyDown(event)
        }}
      >
        <ConversationHeader
          {...props}
          state={state}
          now={now}
          onSelect={mayMove ? () => begin() : undefined}
        />
        <SelectionProvider value={selecting.selection}>
          <MessageThread
            thread={thread}
            conversation={conversation}
            contactTyping={typing.find((person) => person.id === contact.id) ?? null}
            now={now}
            jump={jump}
            onLoadOlder={() => actions.loadOlder()}
            onReload={() => actions.reload()}
          />
        </SelectionProvider>
        <PaneFoot selecting={selecting} conversation={conversation} onSplit={onSplit}>
          <Composer
            ref={composer}
            conversation={conversation}
            detail={detail}
            thread={thread}
            actions={actions}
            me={me}
            state={state}
            now={now}
            replyTo={replyTo}
            onReplyTo={setReplyTo}
            onTemplate={tools.openTemplates}
            onOpenConversation={props.onOpenConversation}
          />
        </PaneFoot>
      </DropZone>
      {template !== null && (
        <TemplatePicker
          contactName={name}
          language={detail?.contactDetail.language ?? null}
          media={detail?.capabilities.media ?? []}
          draft={template.draft}
          actions={actions}
          onClose={(sent) => {
            setTemplate(null)
            if (sent?.usedDraft === true) composer.current?.clearReply()
          }}
        />
      )}
      {shownDetails !== null && (
        <MessageDetails message={shownDetails} onClose={() => setShownDetails(null)} />
      )}
    </PaneToolsProvider>
  )
}

interface PaneFootProps extends Pick<ConversationPaneProps, 'conversation'> {
  selecting: Selecting
  onSplit: ConversationPaneProps['onSplit'] | undefined
  children: ReactNode
}

/** Below the thread: the composer, and in its place what can be done with chosen messages while there are any. */
function PaneFoot({ selecting, conversation, onSplit, children }: PaneFootProps) {
  const styles = useStyles()
  const isChoosing = selecting.selection !== null && onSplit !== undefined
  return (
    <>
      {isChoosing && (
        <SelectionBar
          conversation={conversation}
          chosen={selecting.chosen}
          onSplit={onSplit}
          onEnd={selecting.end}
        />
      )}
      {/* What is being written or uploaded goes on meanwhile. */}
      <div className={mergeClasses(styles.composer, isChoosing && styles.hidden)}>{children}</div>
    </>
  )
}
