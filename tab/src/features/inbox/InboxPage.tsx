import { mergeClasses } from '@fluentui/react-components'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactName } from '../../components/contact-name.ts'
import { changeSettings, useSettings } from '../../state/settings.ts'
import type { ListHandle } from './ConversationList.tsx'
import { Details } from './Details.tsx'
import { useStyles } from './InboxFrame.styles.ts'
import { InboxDialogs } from './dialogs/InboxDialogs.tsx'
import { ListPane } from './ListPane.tsx'
import { Resizer } from './Resizer.tsx'
import { NoThread, ThreadColumn } from './ThreadColumn.tsx'
import { useFocusMoves } from './use-focus-moves.ts'
import { useInboxCommands } from './use-inbox-commands.ts'
import { queryOf, useNavigation } from './use-place.ts'
import { layoutFor } from './use-width.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

const LIST_MIN = 320
const LIST_MAX = 480
export interface InboxPageProps {
  /** Of the app's own box, with the rail. */
  width: number
  onHelp: () => void
}

/** The inbox: list, thread and details, as many of them side by side as there is room for. */
export function InboxPage({ width, onHelp }: InboxPageProps) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const workspace = useWorkspace()
  const navigation = useNavigation()
  const settings = useSettings()
  const list = useRef<ListHandle>(null)
  const thread = useRef<HTMLElement>(null)
  const [drawer, setDrawer] = useState(false)
  const { place } = navigation
  const { view, sort, q, serviceId, label, conversationId, messageId } = place
  const layout = layoutFor(width)
  const onePane = layout === 'narrow' || layout === 'single'
  const overlay = layout !== 'wide'
  const detailsOpen = overlay ? drawer : settings.details

  const toggleDetails = useCallback(() => {
    if (overlay) setDrawer((open) => !open)
    else changeSettings({ details: !settings.details })
  }, [overlay, settings.details])
  const { agent, rearranging, touched, open, ask, dialogs } = useInboxCommands({
    navigation,
    list,
    toggleDetails,
    showHelp: onHelp,
  })
  const { leave, onThreadKey, searchDone } = useFocusMoves(navigation, list, onePane)

  useEffect(
    () => workspace.lists.show(queryOf({ view, sort, q, serviceId, label })),
    [workspace, view, sort, q, serviceId, label],
  )
  useEffect(() => {
    // The list is covered now: whoever works with the keyboard is taken along.
    if (onePane && conversationId !== null) thread.current?.focus()
  }, [onePane, conversationId])

  const listWidth = Math.min(settings.listWidth, layout === 'medium' ? 340 : LIST_MAX)
  const covered = onePane && conversationId !== null
  // Alone on the screen, the list is what the page is about.
  const ListArea = onePane ? 'main' : 'section'
  return (
    <>
      <ListArea
        id="list"
        tabIndex={-1}
        className={mergeClasses(styles.list, onePane && styles.listFull, covered && styles.covered)}
        style={onePane ? undefined : { width: listWidth }}
        aria-label={t('title')}
        inert={covered}
      >
        <ListPane
          navigation={navigation}
          selectedId={conversationId}
          touched={touched}
          handle={list}
          viewsInTitle={layout === 'single'}
          onOpen={open}
          onSearchDone={searchDone}
        />
        {!onePane && (
          <Resizer
            width={listWidth}
            min={LIST_MIN}
            max={layout === 'medium' ? 340 : LIST_MAX}
            onResize={(next) => changeSettings({ listWidth: next })}
          />
        )}
      </ListArea>
      {(!onePane || covered) && (
        // It only hears keys that nothing inside has used.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <main
          id="thread"
          ref={thread}
          tabIndex={-1}
          className={styles.thread}
          aria-label={t('thread')}
          onKeyDown={onThreadKey}
        >
          {conversationId === null ? (
            <NoThread />
          ) : (
            <ThreadColumn
              conversationId={conversationId}
              {...(messageId === undefined ? {} : { messageId })}
              agent={agent}
              rearranging={rearranging}
              onAsk={ask}
              onOpen={(id) => navigation.go({ conversationId: id })}
              {...(onePane ? { onBack: leave } : {})}
              onLeave={leave}
              onToggleDetails={toggleDetails}
              detailsOpen={detailsOpen}
            />
          )}
        </main>
      )}
      {conversationId !== null && (
        <Details
          conversationId={conversationId}
          agent={agent}
          rearranging={rearranging}
          onAsk={ask}
          navigation={navigation}
          overlay={overlay}
          open={detailsOpen}
          onClose={toggleDetails}
        />
      )}
      <InboxDialogs {...dialogs} agent={agent} rearranging={rearranging} />
      <Announcer conversationId={conversationId} />
    </>
  )
}

/** Says what has been opened: with J and K the focus stays in the list. */
function Announcer({ conversationId }: { conversationId: string | null }) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const conversation = useInbox((state) =>
    conversationId === null ? undefined : state.conversations.get(conversationId),
  )
  const name = conversation === undefined ? undefined : contactName(conversation)
  return <output className={styles.hidden}>{name === undefined ? '' : t('announce.opened', { name })}</output>
}
