import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { formatBytes, type ConversationText } from '../messages/message-words.ts'
import { safeName } from '../messages/text-format.ts'
import { MAX_FILES } from './attachment-checks.ts'
import type { Rejection } from './use-uploads.ts'

interface FileRejectionsProps {
  rejections: readonly Rejection[]
  onDismiss: () => void
}

/** Which files were not attached, and why. */
export function FileRejections({ rejections, onDismiss }: FileRejectionsProps) {
  const { t } = useTranslation('conversation')
  const { language } = useFormat()
  if (rejections.length === 0) return null
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive">
      <MessageBarBody>
        {rejections.map((rejection, index) => (
          <div key={index}>
            <bdi>{t('file.rejected', { name: safeName(rejection.name) })}</bdi>{' '}
            {rejectionText(rejection, t, language)}
          </div>
        ))}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            size="small"
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={t('file.dismiss')}
            onClick={onDismiss}
          />
        }
      />
    </MessageBar>
  )
}

/** The reason in words that say what would be possible. */
export function rejectionText(rejection: Rejection, t: ConversationText, language: string): string {
  if (rejection.why === 'too_many') return t('file.tooMany', { count: MAX_FILES })
  const { verdict, size } = rejection
  if (verdict.why !== 'size') return t(`file.${verdict.why}`)
  return t('file.size', {
    size: formatBytes(language, size),
    kind: t(`file.kinds.${verdict.kind}`),
    max: formatBytes(language, verdict.maxSize),
  })
}
