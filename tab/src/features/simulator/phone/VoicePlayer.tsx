import { Button, mergeClasses } from '@fluentui/react-components'
import { PauseFilled, PlayFilled } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { controlApi } from '../state/control-api.ts'
import type { Message } from '../state/wire.ts'
import { useChatTools } from './chat-tools.ts'
import { useStyles } from './content.styles.ts'

const BARS = 34

/** Heights of a drawn wave: different from message to message, the same each time. */
export function waveOf(id: string): number[] {
  let seed = Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2147483647, 7)
  return Array.from({ length: BARS }, (_, index) => {
    seed = (seed * 16807) % 2147483647
    const swell = 0.55 + 0.45 * Math.sin(index / 2.6)
    return 0.18 + 0.82 * swell * (seed / 2147483647)
  })
}

/** `0:07` */
export function formatSeconds(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.round(seconds) : 0
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Plays a voice message; the first time is told to the business. */
export function VoicePlayer({ address, message }: { address: string; message: Message }) {
  const { t } = useTranslation('simulator')
  const styles = useStyles()
  const { place } = useChatTools()
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [position, setPosition] = useState(0)
  const [duration, setDuration] = useState(0)
  const share = duration > 0 ? position / duration : 0

  function toggle(): void {
    const element = audio.current
    if (element === null) return
    if (playing) element.pause()
    else void element.play().catch(() => setPlaying(false))
  }

  function notePlaying(): void {
    setPlaying(true)
    if (message.author === 'business' && message.playedAt === undefined) {
      controlApi.played(place, message.id).catch(() => undefined)
    }
  }

  return (
    <span className={styles.player}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- spoken by whoever uses the simulator */}
      <audio
        ref={audio}
        src={address}
        preload="metadata"
        onPlay={notePlaying}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setPosition(event.currentTarget.currentTime)}
        onDurationChange={(event) => setDuration(event.currentTarget.duration)}
        onEnded={() => setPosition(0)}
      />
      <Button
        className={styles.playButton}
        appearance="transparent"
        aria-label={t(playing ? 'media.pause' : 'media.play')}
        icon={playing ? <PauseFilled /> : <PlayFilled />}
        onClick={toggle}
      />
      <span className={styles.wave}>
        <input
          className={styles.seek}
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={share}
          aria-label={t('media.position')}
          aria-valuetext={formatSeconds(position)}
          onChange={(event) => {
            if (audio.current !== null && duration > 0) {
              audio.current.currentTime = Number(event.currentTarget.value) * duration
            }
          }}
        />
        <span className={styles.bars} aria-hidden="true">
          {waveOf(message.id).map((height, index) => (
            <span
              // oxlint-disable-next-line react/no-array-index-key -- bars never move
              key={index}
              className={mergeClasses(styles.bar, index / BARS < share && styles.played)}
              style={{ height: `${Math.round(height * 100)}%`, pointerEvents: 'none' }}
            />
          ))}
        </span>
      </span>
      <span className={mergeClasses(styles.small, styles.duration)}>
        {formatSeconds(playing || position > 0 ? position : duration)}
      </span>
    </span>
  )
}
