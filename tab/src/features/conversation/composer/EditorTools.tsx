import { Button, Popover, PopoverSurface, PopoverTrigger, Tooltip } from '@fluentui/react-components'
import {
  Attach20Regular,
  DocumentText20Regular,
  Emoji20Regular,
  Mention20Regular,
  Mic20Regular,
} from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmojiGrid } from './EmojiGrid.tsx'
import { modifierName } from './SendButton.tsx'
import { useStyles } from './EditorTools.styles.ts'

interface EditorToolsProps {
  /** File types for the dialogue; `null` where no files can be sent. */
  accept: string | null
  canRecord: boolean
  canTemplate: boolean
  onEmoji: (emoji: string) => void
  /** `null` where nobody can be named. */
  onMention: (() => void) | null
  onFiles: (files: readonly File[]) => void
  onRecord: () => void
  onTemplate: () => void
}

/** What can be put into a message. */
export function EditorTools(props: EditorToolsProps) {
  const { accept, canRecord, canTemplate, onEmoji, onMention, onFiles, onRecord, onTemplate } = props
  const { t } = useTranslation(['conversation', 'notifications'])
  const styles = useStyles()
  const chooser = useRef<HTMLInputElement>(null)
  const [picking, setPicking] = useState(false)
  return (
    <div className={styles.root}>
      <Popover
        open={picking}
        onOpenChange={(_, { open }) => setPicking(open)}
        trapFocus
        positioning="above-start"
      >
        <PopoverTrigger disableButtonEnhancement>
          <Tooltip content={t('composer.emoji')} relationship="label">
            <Button appearance="subtle" className={styles.emoji} icon={<Emoji20Regular />} />
          </Tooltip>
        </PopoverTrigger>
        <PopoverSurface className={styles.popover} aria-label={t('composer.emoji')}>
          <EmojiGrid
            onChoose={(emoji) => {
              setPicking(false)
              onEmoji(emoji)
            }}
          />
        </PopoverSurface>
      </Popover>
      {onMention !== null && (
        <Tooltip content={t('notifications:mention.button')} relationship="label">
          <Button appearance="subtle" icon={<Mention20Regular />} onClick={onMention} />
        </Tooltip>
      )}
      {accept !== null && (
        <>
          <Tooltip content={t('composer.attach')} relationship="label">
            <Button appearance="subtle" icon={<Attach20Regular />} onClick={() => chooser.current?.click()} />
          </Tooltip>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={accept}
            aria-label={t('composer.attach')}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
        </>
      )}
      {canRecord && (
        <Tooltip content={t('composer.record')} relationship="label">
          <Button appearance="subtle" icon={<Mic20Regular />} onClick={onRecord} />
        </Tooltip>
      )}
      {canTemplate && (
        <Tooltip content={`${t('composer.template')} (${modifierName()}+Shift+T)`} relationship="description">
          <Button
            appearance="subtle"
            icon={<DocumentText20Regular />}
            aria-label={t('composer.template')}
            aria-keyshortcuts="Control+Shift+T Meta+Shift+T"
            onClick={onTemplate}
          />
        </Tooltip>
      )}
    </div>
  )
}
