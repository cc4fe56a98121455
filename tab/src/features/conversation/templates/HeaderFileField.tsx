import { Button, Field, ProgressBar } from '@fluentui/react-components'
import { Attach20Regular, Dismiss16Regular } from '@fluentui/react-icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { acceptedTypes } from '../composer/attachment-checks.ts'
import { formatBytes } from '../messages/message-words.ts'
import { safeName } from '../messages/text-format.ts'
import { useStyles } from './HeaderFileField.styles.ts'
import { issueText } from './issue-text.ts'
import type { FieldIssue } from './template-filling.ts'
import type { HeaderFileState } from './use-header-file.ts'

interface HeaderFileFieldProps {
  media: 'image' | 'video' | 'document'
  file: HeaderFileState
  issue: FieldIssue | undefined
}

/** The picture, video or document that a template begins with: chosen or dropped here. */
export function HeaderFileField({ media, file, issue }: HeaderFileFieldProps) {
  const { t } = useTranslation('conversation')
  const { language } = useFormat()
  const styles = useStyles()
  const chooser = useRef<HTMLInputElement>(null)
  const { refusal } = file
  const message =
    refusal === null
      ? issue && issueText(issue, t)
      : refusal.why === 'size'
        ? t('template.issue.fileSize', { max: formatBytes(language, refusal.maxSize) })
        : t('template.issue.fileType')
  const take = (files: FileList | null) => {
    const first = files?.[0]
    if (first !== undefined) file.choose(first, media)
  }
  const percent = Math.round(file.progress * 100)
  return (
    <Field
      label={t(`template.field.${media}`)}
      required
      {...(message === undefined ? {} : { validationMessage: message })}
    >
      {(control) => (
        <div
          className={styles.root}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            take(event.dataTransfer.files)
          }}
        >
          <Button
            {...(control['aria-describedby'] === undefined
              ? {}
              : { 'aria-describedby': control['aria-describedby'] })}
            icon={<Attach20Regular />}
            data-field="file"
            onClick={() => chooser.current?.click()}
          >
            {t(file.name === null ? 'template.field.upload' : 'template.field.replace')}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            aria-label={t(`template.field.${media}`)}
            accept={acceptedTypes(file.rules.filter((rule) => rule.kind === media))}
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
          {file.name !== null && (
            <span className={styles.file}>
              <span className={styles.name}>{safeName(file.name)}</span>
              <Button
                size="small"
                appearance="subtle"
                icon={<Dismiss16Regular />}
                aria-label={t('template.field.remove')}
                onClick={file.remove}
              />
            </span>
          )}
          {file.status.state === 'uploading' && (
            <ProgressBar value={file.progress} aria-label={t('template.field.uploading', { percent })} />
          )}
        </div>
      )}
    </Field>
  )
}
