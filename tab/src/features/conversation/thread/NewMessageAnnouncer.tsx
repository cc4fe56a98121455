import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { useStyles } from '../hidden.styles.ts'
import { messageExcerpt } from '../messages/message-words.ts'
import { safeName } from '../messages/text-format.ts'
import { inboundAfter, lastSeq } from './thread-rows.ts'

interface NewMessageAnnouncerProps {
  messages: readonly MessageView[]
  /** While true, what appears is history. */
  loading: boolean
}

/** Tells screen readers of the customer's new messages, and of nothing else. */
export function NewMessageAnnouncer({ messages, loading }: NewMessageAnnouncerProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const known = useRef<number | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (loading) return
    const before = known.current
    known.current = lastSeq(messages)
    if (before === null) return
    const fresh = inboundAfter(messages, before)
    if (fresh.length === 0) return
    setSaid(
      fresh
        .map((message) =>
          t('thread.announce', { name: safeName(message.author.name), text: messageExcerpt(message, t) }),
        )
        .join('. '),
    )
  }, [messages, loading, t])
  return (
    <output className={styles.hidden} aria-live="polite" data-announcer="messages">
      {said}
    </output>
  )
}
