import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../server/contract/message.ts'
import { Composer, type ComposerHandle } from './composer/Composer.tsx'
import { composerState, takesFreeText } from './composer/composer-state.ts'
import { useStyles } from './ConversationPane.styles.ts'
import { DropZone } from './DropZone.tsx'
import { ConversationHeader } from './header/ConversationHeader.tsx'
import { MessageDetails } from './messages/MessageDetails.tsx'
import { safeName } from './messages/text-format.ts'
import { PaneToolsProvider, type PaneTools } from './pane-tools.ts'
import { TemplatePicker } from './templates/TemplatePicker.tsx'
import { MessageThread } from './thread/MessageThread.tsx'
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
  const { conversation, detail, thread, actions, me, typing } = props
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
  const freeText = takesFreeText(state)
  const canTemplate =
    (detail?.capabilities.templates ?? false) && (freeText || (state.kind === 'closed' && state.templates))
  const canReopen = state.kind === 'inactive' && (detail?.can.reopen ?? false)
  const { reactions = false, replyTo: quotes = false } = detail?.capabilities ?? {}
  const { contact } = conversation

  const tools = useMemo<PaneTools>(
    () => ({
      me,
      actions,
      contact,
      can: {
        reply: freeText,
        react: freeText && reactions,
        quote: freeText && quotes,
        template: canTemplate,
        reopen: canReopen,
      },
      replyTo: (message) => {
        setReplyTo(message)
        composer.current?.writeReply()
      },
      edit: (text) => composer.current?.insert(text),
      openTemplates: (draft = '') => setTemplate({ draft }),
      jumpTo,
      showDetails: setShownDetails,
    }),
    [me, actions, contact, freeText, reactions, quotes, canTemplate, canReopen, jumpTo],
  )
  const onKeyDown = useConversationCommands({
    composer,
    actions,
    me,
    can: {
      template: canTemplate,
      resolve: detail?.can.resolve ?? false,
      assign: detail?.can.assign ?? false,
    },
    openTemplates: () => setTemplate({ draft: '' }),
  })
  const name = safeName(contact.name) || conversation.title

  return (
    <PaneToolsProvider value={tools}>
      <DropZone
        className={styles.root}
        label={t('pane.label', { name })}
        enabled={freeText && (detail?.capabilities.media.length ?? 0) > 0}
        onFiles={(files) => composer.current?.attach(files)}
        onKeyDown={onKeyDown}
      >
        <ConversationHeader {...props} state={state} now={now} />
        <MessageThread
          thread={thread}
          conversation={conversation}
          contactTyping={typing.find((person) => person.id === contact.id) ?? null}
          now={now}
          jump={jump}
          onLoadOlder={() => actions.loadOlder()}
          onReload={() => actions.reload()}
        />
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
        />
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
