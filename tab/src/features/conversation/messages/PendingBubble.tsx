import { Button, mergeClasses } from '@fluentui/react-components'
import { LockClosed12Regular } from '@fluentui/react-icons'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { usePaneTools } from '../pane-tools.ts'
import type { PendingMessage } from '../types.ts'
import { Notice } from './FailureNotice.tsx'
import { useStyles } from './MessageBubble.styles.ts'
import { MessageMeta } from './MessageMeta.tsx'
import { PendingFiles } from './PendingFiles.tsx'
import { TextBody } from './TextBody.tsx'
import { useCopy } from './use-copy.ts'

/** What was sent a moment ago and the server has not confirmed yet. */
export const PendingBubble = memo(function PendingBubble({
  pending,
  first,
}: {
  pending: PendingMessage
  first: boolean
}) {
  const { t } = useTranslation('conversation')
  const format = useFormat()
  const styles = useStyles()
  const text = pending.body.note ?? pending.preview.text ?? pending.body.text
  const isNote = pending.body.note !== undefined
  const status = t(`delivery.${pending.state}`)
  const at = new Date(pending.at)
  const content = text ?? pending.preview.attachments?.[0]?.fileName ?? t('kind.template')
  return (
    <article
      aria-label={t('message.labelStatus', {
        author: t('author.you'),
        time: format.time(at),
        content: content.slice(0, 160),
        status,
      })}
      className={mergeClasses(styles.row, styles.outboundRow, first && styles.firstRow)}
    >
      {first && (
        <div className={styles.author}>
          {isNote && <LockClosed12Regular aria-hidden="true" />}
          {isNote ? t('author.noteBy', { name: t('author.you') }) : t('author.you')}
        </div>
      )}
      <div className={mergeClasses(styles.line, styles.lineEnd)}>
        <div className={mergeClasses(styles.bubble, isNote ? styles.note : styles.outbound)}>
          {pending.preview.attachments !== undefined && (
            <PendingFiles attachments={pending.preview.attachments} />
          )}
          {text !== undefined && <TextBody text={text} note={isNote} />}
          <MessageMeta
            at={pending.at}
            status={STATUS[pending.state]}
            words={t('delivery.at', { status, time: format.full(at) })}
          />
        </div>
      </div>
      {pending.state === 'rejected' && <RejectedNotice pending={pending} text={text} />}
    </article>
  )
})

const STATUS = { sending: 'sending', waiting: 'waiting', rejected: 'failed' } as const

function RejectedNotice({ pending, text }: { pending: PendingMessage; text: string | undefined }) {
  const { t } = useTranslation('conversation')
  const { actions, can, openTemplates } = usePaneTools()
  const { copied, copy } = useCopy()
  const { problem, clientId } = pending
  const code = problem?.code ?? 'internal_error'
  const needsTemplate = code === 'window_closed' && can.template && pending.body.template === undefined
  const requestId = problem?.requestId
  return (
    <Notice
      tone="bad"
      title={t('delivery.rejected')}
      advice={t(`problem.${code}`)}
      details={requestId === undefined ? null : t('notice.detailsOf', { code: `${code} · ${requestId}` })}
    >
      {needsTemplate ? (
        <Button size="small" appearance="primary" onClick={() => openTemplates(text)}>
          {t('notice.template')}
        </Button>
      ) : (
        <Button size="small" appearance="primary" onClick={() => actions.resend(clientId)}>
          {t('notice.retry')}
        </Button>
      )}
      {text !== undefined && (
        <Button size="small" onClick={() => copy(text)}>
          {copied ? t('message.copied') : t('notice.copy')}
        </Button>
      )}
      <Button size="small" onClick={() => actions.discard(clientId)}>
        {t('notice.discard')}
      </Button>
    </Notice>
  )
}
