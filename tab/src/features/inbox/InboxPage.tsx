import { mergeClasses, Toaster } from '@fluentui/react-components'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactName } from '../../components/contact-name.ts'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { BottomBar } from './BottomBar.tsx'
import type { ListHandle } from './ConversationList.tsx'
import { Details } from './Details.tsx'
import { HealthStrip } from './HealthStrip.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { useStyles } from './InboxFrame.styles.ts'
import { ListPane } from './ListPane.tsx'
import { Rail } from './Rail.tsx'
import { Resizer } from './Resizer.tsx'
import { NoThread, ThreadColumn } from './ThreadColumn.tsx'
import { useAlerts } from './use-alerts.ts'
import { useFocusMoves } from './use-focus-moves.ts'
import { useInboxCommands } from './use-inbox-commands.ts'
import { TOASTER } from './use-notify.tsx'
import { useNavigation } from './use-place.ts'
import { useTitleBadge } from './use-title-badge.ts'
import { layoutFor, useWidth } from './use-width.ts'
import { useInbox, useWorkspace } from './use-workspace.ts'

const LIST_MIN = 320
const LIST_MAX = 480
/** From here on the rail has room for names beside everything else. */
const WIDE_RAIL_FROM = 1360

/** The whole inbox: rail, list, thread and details, as many of them side by side as there is room for. */
export function InboxPage() {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  const workspace = useWorkspace()
  const navigation = useNavigation()
  const settings = useSettings()
  const [width, measure] = useWidth()
  const list = useRef<ListHandle>(null)
  const thread = useRef<HTMLElement>(null)
  const [drawer, setDrawer] = useState(false)
  const [help, setHelp] = useState(false)
  const { place } = navigation
  const { view, sort, q, conversationId } = place
  const layout = layoutFor(width)
  const onePane = layout === 'narrow' || layout === 'single'
  const overlay = layout !== 'wide'
  const detailsOpen = overlay ? drawer : settings.details

  const toggleDetails = useCallback(() => {
    if (overlay) setDrawer((open) => !open)
    else changeSettings({ details: !settings.details })
  }, [overlay, settings.details])
  const showHelp = useCallback(() => setHelp(true), [])
  const { agent, touched, open } = useInboxCommands({ navigation, list, toggleDetails, showHelp })
  const { leave, onThreadKey, searchDone } = useFocusMoves(navigation, list, onePane)
  useAlerts(open)
  useTitleBadge()

  useEffect(() => workspace.lists.show({ view, sort, q }), [workspace, view, sort, q])
  useEffect(() => {
    // The list is covered now: whoever works with the keyboard is taken along.
    if (onePane && conversationId !== null) thread.current?.focus()
  }, [onePane, conversationId])

  const listWidth = Math.min(settings.listWidth, layout === 'medium' ? 340 : LIST_MAX)
  const covered = onePane && conversationId !== null
  // Alone on the screen, the list is what the page is about.
  const ListArea = onePane ? 'main' : 'section'
  return (
    <div className={styles.root} ref={measure}>
      <SkipLinks thread={!onePane || covered} />
      <HealthStrip />
      <div className={styles.panes}>
        {layout !== 'single' && (
          <Rail
            navigation={navigation}
            roomy={width >= WIDE_RAIL_FROM}
            wide={width >= WIDE_RAIL_FROM && settings.wideRail}
            onHelp={showHelp}
          />
        )}
        <div className={styles.panes} style={{ minWidth: 0 }}>
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
                  agent={agent}
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
              navigation={navigation}
              overlay={overlay}
              open={detailsOpen}
              onClose={toggleDetails}
            />
          )}
        </div>
      </div>
      {layout === 'single' && !covered && <BottomBar navigation={navigation} onHelp={showHelp} />}
      <HelpDialog open={help} onClose={() => setHelp(false)} />
      <Toaster toasterId={TOASTER} position={layout === 'single' ? 'top' : 'bottom-start'} limit={3} />
      <Announcer conversationId={conversationId} />
    </div>
  )
}

function SkipLinks({ thread }: { thread: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('inbox')
  return (
    <>
      <a className={styles.skip} href="#list" onClick={(event) => focusPart(event, 'list')}>
        {t('skip.list')}
      </a>
      {thread && (
        <a className={styles.skip} href="#thread" onClick={(event) => focusPart(event, 'thread')}>
          {t('skip.thread')}
        </a>
      )}
    </>
  )
}

/** The address is the inbox's own, so a skip link may not change it. */
function focusPart(event: React.MouseEvent, id: string): void {
  event.preventDefault()
  const part = document.getElementById(id)
  const row = id === 'list' ? part?.querySelector<HTMLElement>('a[data-conversation][tabindex="0"]') : null
  ;(row ?? part)?.focus()
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
