import { useEffect, useRef, useState } from 'react'

/** Two voices at once help nobody: whoever starts, stops the one before. */
let sounding: HTMLAudioElement | null = null

/** The state of an audio element whose address may come later. */
export function useAudio(url: string | null) {
  const ref = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [position, setPosition] = useState(0)
  const [duration, setDuration] = useState(0)
  const [failed, setFailed] = useState(false)
  const [waiting, setWaiting] = useState(false)

  const play = () => {
    setFailed(false)
    ref.current?.play().catch(() => setFailed(true))
  }

  useEffect(() => {
    if (url === null || !waiting) return
    setWaiting(false)
    play()
  }, [url, waiting])

  useEffect(() => {
    const element = ref.current
    return () => {
      element?.pause()
      if (sounding === element) sounding = null
    }
  }, [])

  return {
    ref,
    playing,
    position,
    duration,
    failed,
    waiting,
    play,
    playWhenReady: () => setWaiting(true),
    pause: () => ref.current?.pause(),
    seek: (seconds: number) => {
      if (ref.current !== null) ref.current.currentTime = seconds
      setPosition(seconds)
    },
    setSpeed: (speed: number) => {
      if (ref.current !== null) ref.current.playbackRate = speed
    },
    events: {
      onPlay: (event: React.SyntheticEvent<HTMLAudioElement>) => {
        if (sounding !== null && sounding !== event.currentTarget) sounding.pause()
        sounding = event.currentTarget
        setPlaying(true)
      },
      onPause: () => setPlaying(false),
      onEnded: () => {
        setPlaying(false)
        setPosition(0)
      },
      onTimeUpdate: (event: React.SyntheticEvent<HTMLAudioElement>) =>
        setPosition(event.currentTarget.currentTime),
      // A recording made on the way has no length in its header until it was played to the end.
      onDurationChange: (event: React.SyntheticEvent<HTMLAudioElement>) =>
        setDuration(Number.isFinite(event.currentTarget.duration) ? event.currentTarget.duration : 0),
      onError: () => setFailed(url !== null),
    },
  }
}
