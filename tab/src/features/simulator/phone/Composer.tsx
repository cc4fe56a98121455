import { Button, mergeClasses, Tooltip } from '@fluentui/react-components'
import { CheckmarkRegular, DismissRegular, MicRegular, SendFilled } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { canRecord } from '../recording/record-voice.ts'
import { controlApi, type Outgoing } from '../state/control-api.ts'
import type { Contact } from '../state/wire.ts'
import { useRun, useTell } from '../use-run.tsx'
import { AttachMenu, type AttachChoice } from './AttachMenu.tsx'
import { useChatTools } from './chat-tools.ts'
import type { ComposerMode } from './ChatScreen.tsx'
import { useStyles } from './Composer.styles.ts'
import { RecordingBar } from './RecordingBar.tsx'
import { PeopleSheet, PlacesSheet } from './Sheets.tsx'
import { usePreview } from './use-preview.ts'
import { useRecording } from './use-recording.ts'

export interface ComposerProps {
  mode: ComposerMode
  onModeDone: () => void
  /** Whom the customer can pass on as a contact. */
  people: readonly Contact[]
}

/** Where the customer writes. Enter sends, Shift+Enter begins a new line. */
export function Composer({ mode, onModeDone, people }: ComposerProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const run = useRun()
  const tell = useTell()
  const { place } = useChatTools()
  const { text, setText, input } = useText(mode)
  const [sheet, setSheet] = useState<'places' | 'people' | null>(null)
  const recording = useRecording()
  const replyTo = mode?.do === 'reply' ? mode.message.id : undefined

  function post(work: Promise<unknown>): void {
    onModeDone()
    void run(work)
  }
  const send = (outgoing: Outgoing): void => post(controlApi.send(place, outgoing, replyTo))
  const sendFile = (file: File, voice = false): void =>
    post(controlApi.sendFile(place, file, { voice, ...(replyTo === undefined ? {} : { replyTo }) }))

  function sendText(): void {
    const words = text.trim()
    if (words === '') return
    setText('')
    if (mode?.do === 'edit') post(controlApi.edit(place, mode.message.id, words))
    else send({ kind: 'text', text: words })
    input.current?.focus()
  }

  function attach(choice: AttachChoice): void {
    if (choice.do === 'file') for (const file of choice.files) sendFile(file)
    else if (choice.do === 'sample') send({ kind: 'sample', sample: choice.sample })
    else setSheet(choice.do)
  }

  async function record(): Promise<void> {
    if (canRecord()) {
      if (await recording.start()) return
      tell(t('composer.noMicrophone'))
    }
    send({ kind: 'sample', sample: 'voice' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && mode !== null) onModeDone()
    // While characters are being composed, Enter takes the suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    sendText()
  }

  return (
    <div className={styles.root}>
      {mode !== null && <ModeStrip mode={mode} onDone={onModeDone} />}
      {recording.startedAt === null ? (
        <div className={styles.row}>
          <AttachMenu onChoose={attach} />
          <textarea
            ref={input}
            className={styles.input}
            rows={1}
            dir="auto"
            aria-label={t('composer.label')}
            placeholder={t('composer.placeholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          {text.trim() === '' && mode?.do !== 'edit' ? (
            <Tooltip
              content={t(canRecord() ? 'composer.record' : 'composer.sendSampleVoice')}
              relationship="label"
            >
              <Button
                className={styles.round}
                appearance="subtle"
                icon={<MicRegular />}
                onClick={() => void record()}
              />
            </Tooltip>
          ) : (
            <Button
              className={mergeClasses(styles.round, styles.send)}
              appearance="primary"
              aria-label={t(mode?.do === 'edit' ? 'composer.save' : 'composer.send')}
              icon={mode?.do === 'edit' ? <CheckmarkRegular /> : <SendFilled />}
              onClick={sendText}
            />
          )}
        </div>
      ) : (
        <RecordingBar
          startedAt={recording.startedAt}
          onCancel={recording.cancel}
          onSend={() =>
            void recording.stop().then((file) => {
              if (file !== null) sendFile(file, true)
            })
          }
        />
      )}
      {sheet === 'places' && <PlacesSheet onChoose={send} onClose={() => setSheet(null)} />}
      {sheet === 'people' && <PeopleSheet people={people} onChoose={send} onClose={() => setSheet(null)} />}
    </div>
  )
}

/** The draft; editing puts the old words in its place. */
function useText(mode: ComposerMode) {
  const [text, setText] = useState('')
  const [modeBefore, setModeBefore] = useState(mode)
  const input = useRef<HTMLTextAreaElement>(null)
  if (mode !== modeBefore) {
    setModeBefore(mode)
    if (mode?.do === 'edit') {
      const { content } = mode.message
      setText(
        content.kind === 'text' ? content.text : content.kind === 'media' ? (content.caption ?? '') : '',
      )
    } else if (modeBefore?.do === 'edit') {
      setText('')
    }
  }
  useEffect(() => {
    // A phone's keyboard must not jump up by itself.
    if (mode !== null || window.matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [mode])
  return { text, setText, input }
}

function ModeStrip({ mode, onDone }: { mode: NonNullable<ComposerMode>; onDone: () => void }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const preview = usePreview()
  const { businessName } = useChatTools()
  const name = mode.message.author === 'customer' ? t('bubble.you') : businessName
  return (
    <div className={styles.strip}>
      <div className={styles.stripText}>
        <div className={styles.stripTitle}>
          {mode.do === 'reply' ? t('composer.replyTo', { name }) : t('composer.editing')}
        </div>
        <div className={styles.stripPreview}>{preview(mode.message)}</div>
      </div>
      <Button
        appearance="subtle"
        size="small"
        aria-label={t('composer.dismiss')}
        icon={<DismissRegular />}
        onClick={onDone}
      />
    </div>
  )
}
