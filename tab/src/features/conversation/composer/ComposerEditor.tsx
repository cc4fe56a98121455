import { mergeClasses } from '@fluentui/react-components'
import { useId, useMemo, useState, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import type { MessageView } from '../../../../../server/contract/message.ts'
import { acceptedTypes } from './attachment-checks.ts'
import { AttachmentTray } from './AttachmentTray.tsx'
import { takesFreeText, type ComposerState } from './composer-state.ts'
import { useStyles } from './Composer.styles.ts'
import { loadSendKey, saveSendKey, type SendKey } from './draft-store.ts'
import { Editor } from './Editor.tsx'
import { EditorTools } from './EditorTools.tsx'
import { FileRejections } from './FileRejections.tsx'
import { charactersLeft } from './outgoing.ts'
import { RecorderFailure, RecordingBar } from './RecordingBar.tsx'
import { ReplyStrip } from './ReplyStrip.tsx'
import { SendButton } from './SendButton.tsx'
import type { ComposerModel } from './use-composer.ts'
import { useMentions } from './use-mentions.ts'
import { useVoiceRecorder } from './use-voice-recorder.ts'
import { canRecordType, voiceType } from './voice-type.ts'

interface ComposerEditorProps {
  editor: RefObject<HTMLTextAreaElement | null>
  composer: ComposerModel
  state: ComposerState
  name: string
  detail: ConversationDetail | null
  replyTo: MessageView | null
  onReplyTo: (message: MessageView | null) => void
  onTemplate: (draft?: string) => void
  modeSwitch: ReactNode
  snoozed: boolean
}

/** A longer name would fill several lines of an empty field. */
const LONG_NAME = 24

/** The field with everything around it: mode, quote, files, tools, length, send. */
export function ComposerEditor(props: ComposerEditorProps) {
  const { editor, composer, state, name, detail, replyTo, onReplyTo, onTemplate, modeSwitch, snoozed } = props
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const hintId = useId()
  const [sendKey, setSendKey] = useState<SendKey>(loadSendKey)
  const { mode, text, limit, uploads } = composer
  const isReply = mode === 'reply'
  const mentions = useMentions({ editor, enabled: !isReply, text, onText: composer.change })
  const media = detail?.capabilities.media
  const voice = useMemo(() => (media === undefined ? null : voiceType(media, canRecordType)), [media])
  const recorder = useVoiceRecorder(voice, (file) => composer.attach([file], true))
  const freeText = takesFreeText(state)
  const accept = isReply && freeText && media !== undefined ? acceptedTypes(media) : ''

  const insertEmoji = (emoji: string) => {
    const field = editor.current
    const from = field?.selectionStart ?? text.length
    const to = field?.selectionEnd ?? text.length
    composer.change(text.slice(0, from) + emoji + text.slice(to))
    composer.focus()
    requestAnimationFrame(() => field?.setSelectionRange(from + emoji.length, from + emoji.length))
  }
  const chooseSendKey = (key: SendKey) => {
    setSendKey(key)
    saveSendKey(key)
    composer.focus()
  }
  const placeholder = !isReply
    ? t('composer.placeholderNote')
    : uploads.uploads.some((upload) => upload.takesCaption)
      ? t('composer.placeholderCaption')
      : name.length > LONG_NAME
        ? t('composer.placeholderShort')
        : t('composer.placeholderReply', { name })

  const hint = !isReply
    ? t('composer.placeholderNote')
    : t(snoozed ? 'composer.snoozed' : `composer.hint.${sendKey}`)

  return (
    <>
      <FileRejections rejections={uploads.rejections} onDismiss={uploads.dismissRejections} />
      <RecorderFailure state={recorder.state} onDismiss={recorder.dismiss} />
      <div className={mergeClasses(styles.box, !isReply && styles.noteBox)}>
        {isReply && replyTo !== null && <ReplyStrip message={replyTo} onCancel={() => onReplyTo(null)} />}
        {isReply && (
          <AttachmentTray
            uploads={uploads}
            hasText={text.trim() !== ''}
            captionLimit={detail?.capabilities.captionLimit ?? 0}
          />
        )}
        {recorder.state.step === 'recording' ? (
          <RecordingBar
            seconds={recorder.state.seconds}
            onStop={recorder.stop}
            onDiscard={recorder.discard}
          />
        ) : (
          <>
            <Editor
              ref={editor}
              mode={mode}
              text={text}
              name={name}
              placeholder={placeholder}
              sendKey={sendKey}
              describedBy={hintId}
              mentions={mentions}
              onText={composer.change}
              onSend={composer.send}
              onTemplate={() => onTemplate()}
              onFiles={composer.attach}
              onEscape={() => onReplyTo(null)}
              onBlur={composer.stopTyping}
            />
            <div className={styles.bar}>
              {modeSwitch}
              <EditorTools
                accept={accept === '' ? null : accept}
                canRecord={isReply && freeText && voice !== null}
                canTemplate={isReply && (detail?.capabilities.templates ?? false)}
                onEmoji={insertEmoji}
                onMention={
                  isReply
                    ? null
                    : () => {
                        composer.focus()
                        mentions.begin()
                      }
                }
                onFiles={composer.attach}
                onRecord={recorder.start}
                onTemplate={() => onTemplate()}
              />
              <span className={styles.facts}>
                <Length text={text} limit={limit} />
                {composer.waitsForFiles && <output>{t('file.wait')}</output>}
                <span id={hintId} className={styles.hint}>
                  {hint}
                </span>
              </span>
              <SendButton
                mode={mode}
                disabled={!composer.canSend}
                checking={composer.checking}
                sendKey={sendKey}
                onSendKey={chooseSendKey}
                onSend={composer.send}
              />
            </div>
          </>
        )}
      </div>
    </>
  )
}

/** How much room is left, once it gets short. */
function Length({ text, limit }: { text: string; limit: number }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const left = charactersLeft(text.trim(), limit)
  if (left === null) return null
  return (
    <output className={left < 0 ? styles.tooLong : styles.left}>
      {left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.left', { count: left })}
    </output>
  )
}
