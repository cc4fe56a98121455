import { Button, Spinner } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { usePaneTools } from '../pane-tools.ts'
import { fileIcon } from './file-icons.tsx'
import { formatBytes } from './message-words.ts'
import { useStyles } from './attachments.styles.ts'
import { saveFile } from './save-file.ts'
import { safeName } from './text-format.ts'

/** A document: what it is, how large, and a way to have it. It is never opened inside the app. */
export function DocumentCard({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation('conversation')
  const { actions } = usePaneTools()
  const format = useFormat()
  const styles = useStyles()
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const name = safeName(attachment.fileName) || t('kind.document')

  const download = () => {
    setState('loading')
    actions.fileUrl(attachment).then(
      (url) => {
        saveFile(url, attachment.fileName)
        setState('idle')
      },
      () => setState('failed'),
    )
  }

  return (
    <div className={styles.card}>
      <span className={styles.icon} aria-hidden="true">
        {fileIcon(attachment)}
      </span>
      <span className={styles.cardText}>
        <span className={styles.cardTitle} title={name} dir="auto">
          {name}
        </span>
        <span className={styles.meta} role={state === 'failed' ? 'alert' : undefined}>
          {state === 'failed' ? t('media.loadFailed') : describe(attachment, name, format.language)}
        </span>
      </span>
      <Button
        appearance="subtle"
        icon={state === 'loading' ? <Spinner size="tiny" aria-hidden="true" /> : <ArrowDownload20Regular />}
        aria-label={t('media.download', { name })}
        onClick={download}
      />
    </div>
  )
}

function describe(attachment: Attachment, name: string, language: string): string {
  const extension = /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1]?.toUpperCase()
  const size = attachment.size === undefined ? undefined : formatBytes(language, attachment.size)
  return [extension, size].filter(Boolean).join(' · ') || attachment.contentType
}
