import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../../server/contract/conversation.ts'
import { safeName } from '../messages/text-format.ts'
import type { Person, Thread } from '../types.ts'
import { JumpToLatest } from './JumpToLatest.tsx'
import { useStyles } from './MessageThread.styles.ts'
import { NewMessageAnnouncer } from './NewMessageAnnouncer.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { ThreadPlaceholder } from './ThreadPlaceholder.tsx'
import { ThreadRowView } from './ThreadRowView.tsx'
import { useThreadKeys } from './use-thread-keys.ts'
import { useThreadScroll, type ThreadJump } from './use-thread-scroll.ts'
import { useThreadRows } from './use-thread-rows.ts'

interface MessageThreadProps {
  thread: Thread
  conversation: Pick<ConversationView, 'id' | 'contact' | 'unread'>
  contactTyping: Person | null
  now: Date
  jump: ThreadJump | null
  onLoadOlder: () => void
  onReload: () => void
}

/** The messages, newest at the bottom. Only what is near the screen is in the document, however long the thread is. */
export function MessageThread(props: MessageThreadProps) {
  const { thread, conversation, now, jump, contactTyping, onLoadOlder, onReload } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, newCount, markSeen } = useThreadRows(thread, conversation.unread)
  const [currentKey, setCurrentKey] = useState<string | null>(null)
  const scroll = useThreadScroll({ scroller, rows, thread, jump, onLoadOlder, onSeen: markSeen })
  const lastKey = rows.at(-1)?.key ?? null
  const tabKey = rows.some((row) => row.key === currentKey) ? currentKey : lastKey
  const keys = useThreadKeys({ rows, tabKey, setCurrentKey, scrollTo: scroll.scrollToRow, scroller })
  const name = safeName(conversation.contact.name)
  const isEmpty = rows.length === 0

  return (
    <div className={styles.root}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys of its messages */}
      <div
        ref={scroller}
        role="log"
        aria-label={t('thread.label', { name })}
        // New messages are announced apart from the log: scrolling also puts old ones into the document.
        aria-live="off"
        aria-busy={thread.loading !== null}
        className={styles.scroller}
        onScroll={scroll.onScroll}
        onKeyDown={keys.onKeyDown}
        {...(isEmpty ? { tabIndex: 0 } : {})}
      >
        {isEmpty ? (
          <ThreadPlaceholder thread={thread} onReload={onReload} />
        ) : (
          <div className={styles.bottom}>
            <div className={styles.sizer} style={{ height: scroll.totalSize }}>
              <ThreadHead thread={thread} onRetry={onLoadOlder} />
              {scroll.items.map((item) => {
                const row = rows[item.index]
                if (row === undefined) return null
                return (
                  <div
                    key={item.key}
                    ref={scroll.measure}
                    data-index={item.index}
                    className={styles.item}
                    style={{ transform: `translateY(${item.start}px)` }}
                    onFocus={() => setCurrentKey(row.key)}
                  >
                    <ThreadRowView
                      row={row}
                      now={now}
                      current={row.key === tabKey}
                      highlighted={scroll.highlighted === row.key}
                    />
                  </div>
                )
              })}
            </div>
          </div>
        )}
      </div>
      {contactTyping !== null && (
        <output className={styles.typing}>
          {t('header.contactTyping', { name: safeName(contactTyping.name) })}
        </output>
      )}
      {!isEmpty && !scroll.atEnd && <JumpToLatest count={newCount} onJump={scroll.jumpToEnd} />}
      {scroll.missing && <output className={styles.hint}>{t('thread.notFound')}</output>}
      <NewMessageAnnouncer messages={thread.messages} loading={thread.loading === 'first'} />
    </div>
  )
}
