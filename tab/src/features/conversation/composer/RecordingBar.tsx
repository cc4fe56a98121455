import { Button, MessageBar, MessageBarActions, MessageBarBody, Tooltip } from '@fluentui/react-components'
import { Checkmark20Filled, Delete20Regular, Dismiss16Regular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../messages/message-words.ts'
import { useStyles } from './RecordingBar.styles.ts'
import type { RecorderState } from './use-voice-recorder.ts'

interface RecordingBarProps {
  seconds: number
  onStop: () => void
  onDiscard: () => void
}

/** Takes the place of the editor while the microphone is on: nobody should record without seeing it. */
export function RecordingBar({ seconds, onStop, onDiscard }: RecordingBarProps) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const root = useRef<HTMLFieldSetElement>(null)
  useEffect(() => root.current?.querySelector<HTMLElement>('[data-stop]')?.focus(), [])
  return (
    <fieldset ref={root} className={styles.root} aria-label={t('voice.recording')}>
      <Tooltip content={t('voice.discard')} relationship="label">
        <Button appearance="subtle" icon={<Delete20Regular />} onClick={onDiscard} />
      </Tooltip>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.time} role="timer">
        {t('voice.duration', { duration: formatDuration(seconds) })}
      </span>
      <Button data-stop appearance="primary" icon={<Checkmark20Filled />} onClick={onStop}>
        {t('voice.stop')}
      </Button>
    </fieldset>
  )
}

/** The microphone cannot be used, and what to do about it. */
export function RecorderFailure({ state, onDismiss }: { state: RecorderState; onDismiss: () => void }) {
  const { t } = useTranslation('conversation')
  if (state.step !== 'failed') return null
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>{t(`voice.${state.why}`)}</MessageBarBody>
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
