import { Button, mergeClasses } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons'
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysAgo } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Chat } from '../state/phone-state.ts'
import { usePhoneNow } from '../use-phone-now.ts'
import { Bubble } from './Bubble.tsx'
import { useChatTools } from './chat-tools.ts'
import { useStyles } from './MessageList.styles.ts'

const NEAR_END_PX = 90

/** The messages, oldest on top. Stays at the end unless the reader has scrolled up. */
export function MessageList({ chat, typing }: { chat: Chat; typing: boolean }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)
  const last = chat.messages.at(-1)

  const toEnd = (): void => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    setBelow(false)
  }
  useLayoutEffect(() => {
    if (atEnd.current || last?.author === 'customer') toEnd()
    else setBelow(true)
  }, [last?.id, last?.author, typing])
  // Pictures grow after they have loaded, and the composer shrinks the room.
  useEffect(() => {
    const element = scroller.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTo({ top: element.scrollHeight })
    })
    observer.observe(element)
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])

  function noteScroll(): void {
    const element = scroller.current
    if (element === null) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX
    if (atEnd.current) setBelow(false)
  }

  return (
    <div className={styles.wrap}>
      <div
        ref={scroller}
        className={styles.scroll}
        onScroll={noteScroll}
        role="log"
        aria-label={t('chat.log', { name: chat.number.displayName })}
        // Keyboard users scroll it with the arrow keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <ol className={styles.list}>
          {chat.messages.length === 0 && (
            <li className={mergeClasses(styles.chip, styles.empty)}>
              {t('chat.empty', { name: chat.number.displayName })}
            </li>
          )}
          {chat.messages.map((message, index) => {
            const before = chat.messages[index - 1]
            const newDay =
              before === undefined ||
              new Date(before.at).toDateString() !== new Date(message.at).toDateString()
            return (
              <Fragment key={message.id}>
                {newDay && <Day at={new Date(message.at)} />}
                <Bubble message={message} first={newDay || before.author !== message.author} />
              </Fragment>
            )
          })}
          {typing && (
            <li className={styles.typing}>
              <span className={styles.dot} />
              <span className={mergeClasses(styles.dot, styles.dot2)} />
              <span className={mergeClasses(styles.dot, styles.dot3)} />
            </li>
          )}
        </ol>
      </div>
      {below && (
        <Button className={styles.below} size="small" icon={<ArrowDownRegular />} onClick={toEnd}>
          {t('chat.newBelow')}
        </Button>
      )}
    </div>
  )
}

function Day({ at }: { at: Date }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { date } = useFormat()
  const { aheadMs } = useChatTools()
  const days = daysAgo(at, usePhoneNow(aheadMs))
  return (
    <li className={styles.day}>
      <span className={styles.chip}>
        {days === 0 ? t('chat.today') : days === 1 ? t('chat.yesterday') : date(at)}
      </span>
    </li>
  )
}
