import { Button, Spinner } from '@fluentui/react-components'
import { Mic16Regular, Pause20Filled, Play20Filled } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../../../server/contract/message.ts'
import { useStyles } from './AudioPlayer.styles.ts'
import { formatDuration } from './message-words.ts'
import { safeName } from './text-format.ts'
import { useAudio } from './use-audio.ts'
import { useFileUrl } from './use-file-url.ts'

/** Below this a recording is fetched at once, so that its length is known before somebody plays it. */
const EAGER_BYTES = 1_000_000
const SPEEDS = [1, 1.5, 2] as const

/** Plays a voice message or an audio file; starting one stops the other. */
export function AudioPlayer({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation('conversation')
  const styles = useStyles()
  const isVoice = attachment.kind === 'voice'
  const file = useFileUrl(attachment, attachment.size !== undefined && attachment.size <= EAGER_BYTES)
  const element = useRef<HTMLAudioElement>(null)
  const audio = useAudio(element, file.url)
  const [speed, setSpeed] = useState<number>(1)

  const toggle = () => {
    if (file.url === null) {
      audio.playWhenReady()
      file.load()
    } else if (audio.playing) audio.pause()
    else audio.play()
  }
  const nextSpeed = () => {
    const next = SPEEDS[(SPEEDS.findIndex((one) => one === speed) + 1) % SPEEDS.length] ?? 1
    setSpeed(next)
    audio.setSpeed(next)
  }
  const name = isVoice ? t('kind.voice') : safeName(attachment.fileName) || t('kind.audio')
  const failed = file.state === 'failed' || audio.failed
  const loading = file.state === 'loading' && audio.wanted

  return (
    <fieldset className={styles.root} aria-label={name}>
      {/* Played by the buttons beside it. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={element}
        preload="metadata"
        {...(file.url === null ? {} : { src: file.url })}
        {...audio.events}
      />
      <Button
        shape="circular"
        appearance="primary"
        icon={
          loading ? (
            <Spinner size="tiny" aria-hidden="true" />
          ) : audio.playing ? (
            <Pause20Filled />
          ) : (
            <Play20Filled />
          )
        }
        aria-label={audio.playing ? t('media.pause') : t('media.play')}
        onClick={toggle}
      />
      <div className={styles.middle}>
        {!isVoice && <span className={styles.name}>{name}</span>}
        <input
          type="range"
          className={styles.slider}
          min={0}
          max={Math.max(1, Math.floor(audio.duration * 10))}
          value={Math.floor(audio.position * 10)}
          disabled={audio.duration === 0}
          aria-label={t('media.position')}
          aria-valuetext={`${formatDuration(audio.position)} / ${formatDuration(audio.duration)}`}
          onChange={(event) => audio.seek(Number(event.target.value) / 10)}
        />
        <span className={styles.times}>
          {failed ? (
            <span role="alert">{t('media.loadFailed')}</span>
          ) : (
            <span>
              {formatDuration(audio.playing || audio.position > 0 ? audio.position : audio.duration)}
            </span>
          )}
          {isVoice && <Mic16Regular aria-hidden="true" className={styles.mic} />}
        </span>
      </div>
      <Button
        size="small"
        className={styles.speed}
        aria-label={t('media.speed', { speed: `${speed}×` })}
        onClick={nextSpeed}
      >
        {speed}×
      </Button>
    </fieldset>
  )
}
