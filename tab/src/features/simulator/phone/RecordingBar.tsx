import { Button, mergeClasses } from '@fluentui/react-components'
import { DeleteRegular, SendFilled } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStyles } from './Composer.styles.ts'
import { formatSeconds } from './VoicePlayer.tsx'

export interface RecordingBarProps {
  /** Real time. */
  startedAt: number
  onCancel: () => void
  onSend: () => void
}

/** In place of the text field while a voice message is recorded. */
export function RecordingBar({ startedAt, onCancel, onSend }: RecordingBarProps) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const [seconds, setSeconds] = useState(0)
  const row = useRef<HTMLDivElement>(null)
  // The text field that had the focus is gone; sending is what most people do next.
  useEffect(() => {
    const send = row.current?.lastElementChild
    if (send instanceof HTMLElement) send.focus()
  }, [])
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((Date.now() - startedAt) / 1000), 250)
    return () => window.clearInterval(timer)
  }, [startedAt])
  return (
    <div ref={row} className={styles.row}>
      <Button
        className={styles.round}
        appearance="subtle"
        aria-label={t('composer.cancelRecording')}
        icon={<DeleteRegular />}
        onClick={onCancel}
      />
      <span className={styles.recording}>
        <span className={styles.live} aria-hidden="true" />
        {t('composer.recording', { time: formatSeconds(seconds) })}
      </span>
      <Button
        className={mergeClasses(styles.round, styles.send)}
        appearance="primary"
        aria-label={t('composer.sendRecording')}
        icon={<SendFilled />}
        onClick={onSend}
      />
    </div>
  )
}
